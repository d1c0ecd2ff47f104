"""Bringing a file in: every row read and judged first, then all written in one transaction."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from tongban.catalogue import actions
from tongban.catalogue.actions import Publication
from tongban.catalogue.importing import amending, mapping, profiles, sources
from tongban.catalogue.importing.mapping import Draft
from tongban.catalogue.importing.profiles import Profile
from tongban.catalogue.importing.report import Note, Report
from tongban.catalogue.models import Item
from tongban.identity import regions
from tongban.identity.models import Agency, Region
from tongban.journal.actions import Author

STEP = 1000  # rows between two words about progress


def from_file(
    path: Path,
    profile_name: str,
    *,
    by: Author,
    at: dt.datetime,
    home: str,
    strict: bool = False,
    dry_run: bool = False,
    tell: Callable[[str], object] = lambda _: None,
) -> Report:
    """导入: `home` is the region of rows that name none; `tell` hears of progress."""
    profile = profiles.load(profile_name)
    report = Report(
        path.name, profile_name, dry_run=dry_run, strict=strict or profile.amends, ignored=profile.ignore
    )
    drafts = _drafts(path, profile, report, home, tell)
    if report.loaded:
        tell(f"正在写入{len(drafts)}个事项…")
        with transaction.atomic():
            _write(drafts, profile, report, by, at)
            transaction.set_rollback(dry_run)
    return report


def _drafts(
    path: Path, profile: Profile, report: Report, home: str, tell: Callable[[str], object]
) -> list[Draft]:
    """The rows that can be loaded; the others are in the report."""
    accepted: dict[str, Draft] = {}
    rows = sources.rows(path, profile.rows)
    read = amending.drafts(rows, profile) if profile.amends else (mapping.draft(r, profile) for r in rows)
    for draft in read:
        report.rows += 1
        if report.rows % STEP == 0:
            tell(f"已读取{report.rows}行…")
        draft.region_code = draft.region_code or home
        if not draft.faults and draft.code in accepted:
            earlier = accepted[draft.code].row
            draft.faults = [("code", f"事项编码与第{earlier}行重复")]
        for column, reason in draft.faults:
            report.refused.append(Note(draft.row, draft.code, column, reason))
        if draft.definition and not draft.faults:
            accepted[draft.code] = draft
            report.by_kind[draft.definition.kind] += 1
            _count(draft, report)
    if not report.rows:
        raise sources.UnusableFile(f"文件“{path.name}”里没有可导入的行。")
    return list(accepted.values())


def _count(draft: Draft, report: Report) -> None:
    report.by_length[len(draft.code)] += 1
    for remark in draft.warnings:
        report.warn(remark.what, draft.row, draft.code, remark.column, remark.detail)


def _write(drafts: list[Draft], profile: Profile, report: Report, by: Author, at: dt.datetime) -> None:
    _add_regions(drafts, report, by, at)
    agencies = _add_agencies(drafts, report, by, at)
    held, known = _standing(drafts, profile, report)
    places = Region.objects.in_bulk({d.region_code for d in drafts})
    publications = [
        Publication(
            d.code,
            d.definition,
            agencies[d.agency_code],
            places[d.region_code],
            d.level,
            d.source or profile.source,
        )
        for d in drafts
        if d.definition and d.code not in held
    ]
    results = actions.publish_many(publications, by=by, at=at)
    report.held = len(held)
    report.new = sum(item.code not in known for item, _ in results)
    report.changed = sum(renewed for _, renewed in results) - report.new
    report.unchanged = len(results) - report.new - report.changed


def _add_regions(drafts: list[Draft], report: Report, by: Author, at: dt.datetime) -> None:
    first = {d.region_code: d for d in reversed(drafts)}
    missing = regions.missing({code: d.region_name or code for code, d in first.items()})
    for division in missing:
        draft = first[division.code]
        report.warn("region_added", draft.row, draft.code, "region.code", f"{division.code} {division.name}")
    report.new_regions, _ = regions.register(missing, by=by, at=at)


def _add_agencies(drafts: list[Draft], report: Report, by: Author, at: dt.datetime) -> dict[str, Agency]:
    named = ((d.agency_code, d.agency_name, d.region_code) for d in reversed(drafts))
    agencies, new = regions.register_agencies(named, by=by, at=at)
    report.agencies, report.new_agencies = len(agencies), new
    for draft in drafts:
        known = agencies[draft.agency_code].name
        if draft.agency_name != known:
            words = f"{draft.agency_code} {draft.agency_name} ≠ {known}"
            report.warn("agency_names", draft.row, draft.code, "agency.name", words)
    return agencies


def _standing(drafts: list[Draft], profile: Profile, report: Report) -> tuple[set[str], set[str]]:
    """The codes of items that are out of use, which stay so, and of all that exist."""
    rows = {draft.code: draft.row for draft in drafts}
    found = Item.objects.filter(code__in=rows).values_list("code", "state", "current__source")
    held, known = set(), set()
    for code, state, source in found:
        known.add(code)
        if state != "active":
            held.add(code)
            report.warn("not_active", rows[code], code, "", state)
        elif source != profile.source and not profile.amends:
            report.warn("other_source", rows[code], code, "", f"{source} → {profile.source}")
    return held, known
