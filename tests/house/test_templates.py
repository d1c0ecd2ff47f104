import re

from tests.house import source

COMPOSED = re.compile(r'f"([\w/]*)\{\w*\}([\w/]*\.html)"')  # f"ui/errors/{status}.html"
INLINE = re.compile(r"<style|\sstyle=|<script(?![^>]*\bsrc=)|\son[a-z]+=|hx-on|javascript:", re.IGNORECASE)


def test_nothing_is_inline():
    assert [source.shown(path) for path in source.templates() if INLINE.search(path.read_text())] == []


def named(name: str, texts: str) -> bool:
    heads_and_tails = COMPOSED.findall(texts)
    return name in texts or any(name.startswith(h) and name.endswith(t) for h, t in heads_and_tails)


def test_every_template_is_used():
    texts = "\n".join(path.read_text() for path in source.modules() + source.templates())
    roots = [next(p for p in path.parents if p.name == "templates") for path in source.templates()]
    names = [str(path.relative_to(root)) for path, root in zip(source.templates(), roots, strict=True)]

    assert [name for name in names if not named(name, texts)] == []
