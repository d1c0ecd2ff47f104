import ast
import re

from tests.house import source

REFUSED_NAMES = re.compile(r"(Service|Manager|Helper|Utils?)$")
REFUSED_VERBS = re.compile(r"^(get|do|handle|process)_")
# Names that a library asks for.
ASKED_FOR = {"get_user", "get_db_prep_value", "get_by_natural_key", "get_response"}
SURFACES = {"portal", "counter", "desk", "console", "board", "api", "ui"}


def definitions() -> list[tuple[str, str]]:
    return [
        (source.shown(path, node.lineno), node.name)
        for path in source.modules()
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    ]


def test_nothing_is_a_service_a_manager_or_a_helper():
    assert [place for place in definitions() if REFUSED_NAMES.search(place[1])] == []


def test_functions_are_named_by_their_verb():
    wrong = [p for p in definitions() if REFUSED_VERBS.match(p[1]) and p[1] not in ASKED_FOR]

    assert wrong == []


def ambient_calls(path, names: set[str]) -> list[str]:
    """Calls without an argument: `timezone.localdate(at)` is a conversion, `timezone.localdate()` is now."""
    return [
        source.shown(path, node.lineno)
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in names and not node.args
    ]


def test_time_enters_at_the_surface():
    clocks = {"timezone.now", "timezone.localdate", "dt.datetime.now", "dt.date.today", "datetime.now"}
    edges = SURFACES | {"launch", "doctor"}
    slices = [p for p in source.modules() if p.relative_to(source.PACKAGE).parts[0] not in edges]
    inner = [path for path in slices if not {"commands", "commands.py", "jobs.py"} & set(path.parts)]

    assert [place for path in inner for place in ambient_calls(path, clocks)] == []


def test_no_signals_no_save_overrides_no_class_based_views():
    wrong = []
    for path in source.modules():
        for node in ast.walk(source.tree(path)):
            if isinstance(node, ast.ClassDef) and any(ast.unparse(b).endswith("View") for b in node.bases):
                wrong.append(source.shown(path, node.lineno))
            if isinstance(node, ast.ImportFrom) and (node.module or "").endswith("signals"):
                wrong.append(source.shown(path, node.lineno))
            if isinstance(node, ast.ClassDef) and "models.Model" in map(ast.unparse, node.bases):
                wrong += [source.shown(path, f.lineno) for f in node.body if getattr(f, "name", "") == "save"]
    assert wrong == []


def test_nothing_is_left_for_later():
    words = re.compile(r"\b(TODO|FIXME|XXX)\b")

    assert [
        source.shown(p) for p in source.modules() + source.templates() if words.search(p.read_text())
    ] == []
