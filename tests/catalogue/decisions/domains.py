"""Columns as tests want them."""

from tongban.catalogue.decisions.cells import Domain
from tongban.catalogue.decisions.sets import HIGH, LOW, Facts, Names, Spans, span

WHOLE = Domain("number", Facts(Spans(((LOW, HIGH),), True), True), True)
FRACTIONS = Domain("number", Facts(Spans(((LOW, HIGH),)), True))
MONEY = Domain("money", Facts(Spans(((LOW, HIGH),), True)), True)
DATE = Domain("date", Facts(Spans(((LOW, HIGH),), True), True), True)
FLAG = Domain("flag", Facts(Names(frozenset({True, False}))))
TEXT = Domain("text", Facts(Names(frozenset(), True), True))
CHOICE = Domain(
    "choice",
    Facts(Names(frozenset({"first", "lost", "broken"})), True),
    options={"first": "第一次领", "lost": "丢了", "broken": "坏了（换卡）"},
)
SMALL = Domain("number", Facts(span((0, 0), (4, 1), True), True), True)
