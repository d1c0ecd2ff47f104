"""The project's own files, parsed once."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "tongban"


def modules() -> list[Path]:
    """Every module of ours but migrations."""
    return sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)


def templates() -> list[Path]:
    """Every page and fragment."""
    return sorted(PACKAGE.glob("*/templates/**/*.html"))


@cache
def tree(path: Path) -> ast.Module:
    """A module's syntax."""
    return ast.parse(path.read_text())


def functions(path: Path) -> list[ast.FunctionDef]:
    """Every function of a module, methods too."""
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)]


def shown(path: Path, line: int = 0) -> str:
    """Where something is, as one says it."""
    return f"{path.relative_to(ROOT)}" + (f":{line}" if line else "")
