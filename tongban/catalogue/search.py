"""Finding items: words by 1- and 2-grams, pinyin in full and by initials, slips by likeness."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection

from tongban.catalogue import spelling
from tongban.catalogue.codes import FIRM_THEMES, PERSON_THEMES
from tongban.catalogue.definition import Definition
from tongban.catalogue.models import Item, SearchEntry
from tongban.core import identifiers
from tongban.core import text as texts

PAGE = 20
LONGEST = 60  # characters of a question that are looked at
COMPARED = 300  # entries beyond a page whose words are compared place by place
SATISFIED = 0.6  # the share of a question, by the rarity of its words, that an answer must cover
FIND = (Path(__file__).parent / "sql" / "find.sql").read_text()
# How a text sits in names that stand apart by spaces, the first being the official one.
CLOSENESS = """
CASE
  WHEN strpos({names}, {asked}) = 0 THEN 0
  WHEN split_part({names}, ' ', 1) = {asked} THEN 6
  WHEN strpos(' ' || {names} || ' ', ' ' || {asked} || ' ') > 0 THEN 5
  WHEN starts_with({names}, {asked}) THEN 4
  WHEN strpos(split_part({names}, ' ', 1), {asked}) > 0 THEN 3
  ELSE 2
END"""


def _closeness(column: str, asked: str) -> str:
    return CLOSENESS.format(names=f"entry.{column}", asked=f"%({asked})s::text")


IN_NAMES = f"greatest({_closeness('name_key', 'key')}, {_closeness('name_key', 'core')} - 0.5)"
IN_PINYIN = "entry.pinyin LIKE '%%' || %(sound)s || '%%'"
IN_INITIALS = "entry.initials LIKE '%%' || %(sound)s || '%%'"
SOUNDS = f"{_closeness('pinyin', 'sound')} - 2.25"  # below the same in characters
ALIKE = "CASE WHEN length(%(sound)s) > 4 THEN word_similarity(%(sound)s::text, entry.pinyin) ELSE 0 END"
AUDIENCE_GROUPS = {"person": ["1"], "firm": ["2", "3", "4", "5", "9"]}
WRITE = """
INSERT INTO catalogue_searchentry (item_id, name_key, initials, pinyin, vector)
SELECT item, name_key, initials, pinyin, vector::tsvector
FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[])
  AS entry (item, name_key, initials, pinyin, vector)
ON CONFLICT (item_id) DO UPDATE SET name_key = excluded.name_key, initials = excluded.initials,
  pinyin = excluded.pinyin, vector = excluded.vector
"""


@dataclass(frozen=True, slots=True)
class Results:
    """One page of answers; `facets` counts all of them by kind, agency, region, audience and online."""

    items: list[Item] = field(default_factory=list)
    total: int = 0
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    corrected: str = ""  # what was searched for in place of what was asked, when that was a slip
    page: int = 1

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return -(-self.total // PAGE)


def index(item: Item, definition: Definition) -> None:
    """Write what an item is found by."""
    index_many([(item, definition)])


def index_many(pairs: Sequence[tuple[Item, Definition]]) -> None:
    """The same for many, in one statement."""
    columns = zip(*(_entry(item, definition) for item, definition in pairs), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [list(column) for column in columns])


def _entry(item: Item, definition: Definition) -> tuple[int, str, str, str, str]:
    names = [definition.name, *definition.aliases]
    themes = [PERSON_THEMES[theme] for theme in definition.person_themes]
    themes += [FIRM_THEMES[theme] for theme in definition.firm_themes]
    vector = spelling.vector(
        {
            "A": names,
            "B": [definition.summary, item.agency.name, item.agency.short_name, *themes],
            "C": [p.name for p in definition.papers] + [c[:200] for c in definition.conditions[:5]],
        }
    )
    return (
        item.pk,
        " ".join(texts.key(name) for name in names),
        " ".join(spelling.initials(name) for name in names),
        " ".join(spelling.pinyin(name) for name in names),
        vector,
    )


def find(
    text: str,
    *,
    region: str | None = None,
    agency: int | None = None,
    kind: str | None = None,
    audience: str | None = None,
    theme: str | None = None,
    online: bool | None = None,
    page: int = 1,
    size: int = PAGE,
) -> Results:
    """The published items that answer a text best, or all when it is empty.

    `region` takes in what lies within it; `audience` is a code, "person" or "firm"; `theme` is written
    "person:060" or "firm:005".
    """
    whose, _, code = (theme or "").partition(":")
    filters = {
        "region": region and identifiers.region_prefix(region),
        "agency": agency,
        "kind": kind,
        "audiences": AUDIENCE_GROUPS.get(audience, [audience]) if audience else None,
        "person_theme": code if whose == "person" else None,
        "firm_theme": code if whose == "firm" else None,
        "online": online,
        "limit": size,
        "offset": (max(page, 1) - 1) * size,
    }
    asked = texts.tidy(text)[:LONGEST]
    if asked and not texts.key(asked):
        return Results()
    answer = _answer(_plain(asked), filters)
    if asked and answer.share < SATISFIED:
        answer = max(answer, _answer(_alike(asked), filters), key=lambda a: a.share)
    found = Item.objects.select_related("agency", "region").in_bulk(answer.ids)
    return Results(
        [found[pk] for pk in answer.ids],
        answer.total,
        answer.facets,
        _correction(asked, answer),
        max(page, 1),
    )


def suggest(text: str, limit: int = 8) -> list[Item]:
    """What somebody who has typed this far may be after."""
    return find(text, size=limit).items if texts.key(text) else []


@dataclass(frozen=True, slots=True)
class _Question:
    """How a text is put to the database: its words, what else answers it, how close and how much alike."""

    values: dict
    candidates: str = "FALSE"
    closeness: str = IN_NAMES
    likeness: str = "0"


@dataclass(frozen=True, slots=True)
class _Answer:
    ids: list[int]
    total: int
    share: float
    facets: dict[str, dict[str, int]]
    alike: bool


def _plain(asked: str) -> _Question:
    """By its words and their sound; nothing asks for everything."""
    if not asked:
        return _Question(_values(""), "TRUE", "0", "0")
    key, core, words = texts.key(asked), spelling.core(asked), spelling.words(asked)
    if key.isascii():
        return _Question(
            _values(key, core, words, key),
            f"{IN_INITIALS} OR {IN_PINYIN}",
            f"greatest({IN_NAMES}, {_closeness('initials', 'sound')}, {_closeness('pinyin', 'sound')})",
            "1",
        )
    if len(core) < 3 or core in spelling.EVERYDAY:
        return _Question(_values(key, core, words))
    return _Question(
        _values(key, core, words, spelling.pinyin(core)),
        IN_PINYIN,
        f"greatest({IN_NAMES}, {SOUNDS})",
        "1",
    )


def _alike(asked: str) -> _Question:
    """By any two neighbouring characters, and by likeness of sound."""
    core = spelling.core(asked)
    grams = [] if core.isascii() else texts.grams(core)
    return _Question(
        _values(texts.key(asked), core, grams, spelling.pinyin(core), commonest=0),
        "%(sound)s::text <%% entry.pinyin",
        f"greatest({IN_NAMES}, {SOUNDS})",
        ALIKE,
    )


def _values(
    key: str, core: str = "", words: Sequence[str] = (), sound: str = "", commonest: float = 0.5
) -> dict:
    return {
        "key": key,
        "core": core,
        "sound": sound,
        "commonest": commonest,
        "anywhere": [spelling.query(word) for word in words],
        "above": [spelling.query(word, "AB") for word in words],
        "in_name": [spelling.query(word, "A") for word in words],
    }


def _answer(question: _Question, filters: dict) -> _Answer:
    statement = FIND.format(
        candidates=question.candidates, closeness=question.closeness, likeness=question.likeness
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, question.values | filters | {"satisfied": SATISFIED, "compared": COMPARED})
        [(ids, total, share, facets)] = cursor.fetchall()
    return _Answer(ids, total, share, json.loads(facets), question.likeness == ALIKE)


def _correction(asked: str, answer: _Answer) -> str:
    """The words of the best answer that stand, or sound alike, where the slip was."""
    core = spelling.core(asked)
    names = SearchEntry.objects.filter(item__in=answer.ids[:1]).values_list("name_key", flat=True).first()
    if not names or core.isascii() or core in names:
        return ""
    nearest = spelling.nearest(core, names.split())
    return nearest if answer.alike or spelling.pinyin(nearest) == spelling.pinyin(core) else ""
