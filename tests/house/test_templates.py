import re

from tests.house import source

INLINE = re.compile(r"<style|\sstyle=|<script(?![^>]*\bsrc=)|\son[a-z]+=|hx-on|javascript:", re.IGNORECASE)


def test_nothing_is_inline():
    assert [source.shown(path) for path in source.templates() if INLINE.search(path.read_text())] == []


def test_every_template_is_used():
    texts = [path.read_text() for path in source.modules() + source.templates()]
    named = "\n".join(texts)
    roots = [next(p for p in path.parents if p.name == "templates") for path in source.templates()]
    names = [str(path.relative_to(root)) for path, root in zip(source.templates(), roots, strict=True)]

    unused = [n for n in names if n not in named and not n.startswith(("ui/errors/", "account/"))]
    assert unused == []
