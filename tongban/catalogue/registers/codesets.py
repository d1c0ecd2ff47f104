"""代码集 as data: the labels of the register enter `codes`, and what is over may not be newly used."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from tongban.catalogue import codes
from tongban.catalogue.definition import Definition
from tongban.catalogue.models import Code, CodeSet

USED = {  # what a definition says in codes that may be added to
    "kind": "kinds",
    "audiences": "audiences",
    "person_themes": "person_themes",
    "firm_themes": "firm_themes",
}


@dataclass(slots=True)
class Edition:
    """How often the labels in this process have changed; pages kept in process name it."""

    number: int = 0


EDITION = Edition()


def refresh() -> None:
    """Bring the labels of this process to what the register says; labels are never taken away."""
    known = {(key, code): label for key, one in codes.SETS.items() for code, label in one.labels.items()}
    told = Code.objects.filter(set__in=codes.SETS).values_list("set_id", "code", "label")
    changed = [(key, code, label) for key, code, label in told if known.get((key, code)) != label]
    for key, code, label in changed:
        codes.SETS[key].labels[code] = label
    EDITION.number += bool(changed)


def sets() -> QuerySet[CodeSet]:
    """Every code set by its name."""
    return CodeSet.objects.order_by("key")


def closed(day: dt.date) -> frozenset[tuple[str, str]]:
    """The codes that may not be newly used on a day: over, or not begun."""
    shut = Code.objects.filter(Q(until__lte=day) | Q(since__gt=day))
    return frozenset(shut.values_list("set_id", "code"))


def faults(definition: Definition, shut: Collection[tuple[str, str]]) -> list[tuple[str, str]]:
    """The codes of a definition that may not be used now: (element, sentence)."""
    found = []
    for element, key in USED.items():
        said = getattr(definition, element)
        for code in [said] if isinstance(said, str) else said:
            if (key, code) in shut:
                label = codes.SETS[key].labels.get(code, code)
                found.append((element, f"代码“{label}”（{code}）现在不能使用，请换成有效的代码"))
    return found + [
        (f"flow.{stage.key}.post", f"岗位代码“{stage.post}”现在不能使用，请换成有效的代码")
        for stage in definition.flow
        if ("posts", stage.post) in shut
    ]
