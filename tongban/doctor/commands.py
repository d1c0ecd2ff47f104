"""The words of `tongban doctor`."""

import argparse
import importlib
import sys

import django

from tongban.core.errors import Problem

MARKS = {"ok": "✓", "warn": "!", "bad": "✗"}


def _parsed(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tongban doctor", description="检查这套系统是否完好")
    parser.add_argument("--walk", action="store_true", help="在演示市里通过接口办完一件，逐步打印")
    parser.add_argument("--url", default="", help="站点地址，默认是正在运行的 tongban run")
    return parser.parse_args(argv)


def needs_database(argv: list[str]) -> bool:
    """A walk speaks HTTP alone."""
    return "--walk" not in argv and not {"-h", "--help"} & set(argv)


def run(argv: list[str]) -> int:
    """Exit status 0: sound; 1: something is wrong, and what to do is said."""
    given = _parsed(argv)
    return _walk(given.url) if given.walk else _examine()


def _examine() -> int:
    checks = importlib.import_module("tongban.doctor.checks")  # needs Django to be set up
    worst = 0
    for name, check in checks.ALL:
        finding = checks.tried(check)
        print(f"{MARKS[finding.level]} {name}：{finding.sentence}")
        if finding.remedy:
            print(f"    {finding.remedy}")
        worst |= finding.level == "bad"
    return worst


def _walk(url: str) -> int:
    django.setup()  # the town that says who may sign in is made of models
    walk = importlib.import_module("tongban.doctor.walk")
    try:
        for step in walk.steps(url):
            print(f"✓ {step}", flush=True)
    except Problem as problem:
        print(f"✗ {problem.sentence}", file=sys.stderr)
        return 1
    print("全程走通。")
    return 0
