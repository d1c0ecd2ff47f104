"""缺陷清单: the defects of all published items, kept to be counted and listed, with a line for each day.

What was waived is kept as waived and costs no points. Rules that look at several places
at once (G28, X02, X03) are judged each night, all others as soon as a version is published.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from statistics import mean

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from tongban.catalogue import queries
from tongban.catalogue.lint import judging, report
from tongban.catalogue.lint.report import ACROSS, Entry, Judged
from tongban.catalogue.models import Flaw, Item, Quality, QualityDay, Waiver
from tongban.catalogue.registers import restrictions

WHOLE = 31  # signs of a code without a handling item; handling items differ on purpose
BATCH = 1000  # rows of one statement


@transaction.atomic
def renew(at: dt.datetime) -> int:
    """Judge every published item anew and write the line of the day; returns how many there are."""
    items, judged = _judged(queries.published())
    Flaw.objects.all().delete()
    Quality.objects.exclude(item__in=[item.pk for item in items]).delete()
    kept = _keep(items, judged, at)
    QualityDay.objects.filter(day=timezone.localdate(at)).delete()
    QualityDay.objects.bulk_create(_days(items, kept, timezone.localdate(at)))
    return len(items)


@transaction.atomic
def refresh(at: dt.datetime) -> int:
    """Judge those of which another version was published since; returns how many there were."""
    stale = queries.published().filter(Q(quality=None) | ~Q(quality__version=F("current")))
    items, judged = _judged(stale, alone=True)
    Flaw.objects.filter(item__in=items).exclude(rule__in=ACROSS).delete()
    _keep(items, judged, at)
    return len(items)


def _judged(found, *, alone: bool = False) -> tuple[list[Item], list[Judged]]:
    pairs = list(queries.definitions(found))
    entries = [
        Entry(
            item.code,
            item.agency.name,
            definition,
            item.base_code if len(item.code) == WHOLE and not alone else "",
            item.level,
        )
        for item, definition in pairs
    ]
    return [item for item, _ in pairs], report.judge(entries, restrictions.forbidden())


def _keep(items: Sequence[Item], judged: Sequence[Judged], at: dt.datetime) -> dict[int, list[Flaw]]:
    """Write what was found, and the score of each item."""
    waived = _waived(items)
    kept: dict[int, list[Flaw]] = {}
    scores = []
    for item, one in zip(items, judged, strict=True):
        reasons = waived.get(item.current_id, {})
        kept[item.pk] = [
            Flaw(
                item=item,
                rule=defect.rule,
                severity=defect.severity,
                part=defect.part[:40],
                element=defect.element[:200],
                sentence=defect.sentence,
                waived=reasons.get(defect.rule, ""),
            )
            for defect in one.defects
        ]
        score = judging.score(defect for defect in one.defects if defect.rule not in reasons)
        scores.append(Quality(item=item, version_id=item.current_id, score=score, at=at))
    Flaw.objects.bulk_create((flaw for flaws in kept.values() for flaw in flaws), BATCH)
    Quality.objects.bulk_create(
        scores,
        BATCH,
        update_conflicts=True,
        unique_fields=["item"],
        update_fields=["version", "score", "at"],
    )
    return kept


def _waived(items: Iterable[Item]) -> dict[int, dict[str, str]]:
    """豁免 by version: rule → reason."""
    versions = [item.current_id for item in items]
    found: dict[int, dict[str, str]] = defaultdict(dict)
    standing = Waiver.objects.filter(ended_at=None, proposal__version__in=versions)
    for version, rule, reason in standing.values_list("proposal__version", "rule", "reason"):
        found[version][rule] = reason
    return found


def _days(items: Sequence[Item], kept: dict[int, list[Flaw]], day: dt.date) -> list[QualityDay]:
    own: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        own[item.agency_id].append(item)
    scores = dict(Quality.objects.values_list("item", "score"))
    made = []
    for agency, its in own.items():
        flaws = [flaw for item in its for flaw in kept[item.pk] if not flaw.waived]
        made.append(
            QualityDay(
                day=day,
                agency_id=agency,
                items=len(its),
                score=round(mean(scores[item.pk] for item in its), 1),
                blocking=sum(flaw.severity == "B" for flaw in flaws),
                warning=sum(flaw.severity == "W" for flaw in flaws),
                watched=sum(flaw.severity == "M" for flaw in flaws),
            )
        )
    return made
