"""扫码查找: what a bar-code scanner or a hand types, a case number, 文号 or 核验码, names its case."""

from tongban.cases.models import Case
from tongban.identity.rules import Desk
from tongban.papers import queries as papers

LONGEST = 120


def case_of(typed: str, desk: Desk) -> Case | None:
    """The case of that number, or of the paper so named, where this post has any power over it."""
    reached, plain = Case.objects.within(desk), typed.replace(" ", "")[:LONGEST]
    if found := reached.filter(number=plain.upper()).first():
        return found
    paper = papers.named(plain) if plain else None
    kind, _colon, key = paper.subject.partition(":") if paper else ("", "", "")
    return reached.filter(pk=key).first() if kind == "case" else None
