# Everything begins here. Each command sets up what it needs and may be repeated at any time.

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
BIN := .venv/bin
ARGS ?=

export PYTHONUTF8 := 1
.PHONY: help setup run test check fmt bench map shell browser

help: ## say what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/'

setup: ## install what the other commands need (they call it)
ifeq ($(PYTHON),)
	@echo "Tongban needs Python 3.11 or later, and found none. Install it, or name it: make setup PYTHON=/path/to/python3"
	@exit 1
else
	@$(PYTHON) -m tongban.launch.setup
endif

run: setup ## start everything, seed the town, print addresses and demo accounts (PORT=8000)
	@$(BIN)/tongban run

test: setup browser ## run all tests (ARGS="-k word" for some)
	@$(BIN)/python -m pytest -n 2 $(ARGS)

browser: setup
	@$(BIN)/python -m tongban.launch.browser

check: setup ## lint, format, types, layers, house rules
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/lint-imports
	@PATH="$(CURDIR)/$(BIN):$$PATH" node_modules/.bin/pyright
	@$(BIN)/python -m pytest tests/house

fmt: setup ## bring the code into its form
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

bench: setup ## measure against the limit of the database (BENCH_CASES=100000)
	@$(BIN)/python -m bench $(ARGS)

map: setup ## list every verb, and who reacts to it
	@$(BIN)/tongban journal map

shell: setup ## Python with the settings and the database
	@$(BIN)/tongban manage shell
