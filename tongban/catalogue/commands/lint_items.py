"""List the defects of guides by rule, agency and element, with a score for each item."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

from django.utils import timezone

from tongban.catalogue import quality
from tongban.catalogue.commands import choosing
from tongban.catalogue.importing import mapping, profiles, sources
from tongban.catalogue.lint import report, trials, wording
from tongban.catalogue.lint.report import SEVERITIES, Entry, Judged
from tongban.catalogue.lint.rule import RULES
from tongban.catalogue.registers import restrictions

FEW = 5  # items whose defects are listed one by one
BARE = 31  # signs of a code without a handling item
MOST = 20  # agencies that are listed


def run(argv: list[str]) -> int:
    """The words after `tongban items lint`."""
    options = argparse.ArgumentParser("tongban items lint", description=__doc__)
    choosing.options(options)
    options.add_argument("--report", type=Path, metavar="OUT", help="save every defect: .json, or .csv")
    options.add_argument("--keep", action="store_true", help="renew the list of defects at the console")
    options.add_argument("--tried", type=Path, metavar="FILE", help="try the rules about words on a list")
    options.add_argument("--profile", default="sheet", help="how that list is read (docs/profiles.md)")
    options.add_argument("--record", type=Path, metavar="TRIALS.yaml", help="put the trials on record there")
    given = options.parse_args(argv)
    if given.tried:
        return _try(given)
    if given.keep:
        size = quality.renew(timezone.now())
        sys.stdout.write(f"已检查{size}个事项，缺陷清单已更新，可以在管理台查看。\n")
        return 0
    entries = (
        Entry(one.code, one.agency, one.definition, _base(one.code), one.code[18:19])
        for one in choosing.chosen(given)
    )
    judged = report.judge(entries, restrictions.forbidden())
    sys.stdout.write("\n".join([*_lines(judged), ""]))
    if given.report:
        report.save(judged, given.report)
    return 1 if any(d.severity == "B" for one in judged for d in one.defects) else 0


def _try(given: argparse.Namespace) -> int:
    profile = profiles.load(given.profile)
    drafts = (mapping.draft(row, profile) for row in sources.rows(given.tried, profile.rows))
    found = (draft.definition for draft in drafts if draft.definition)
    made = wording.tried(found, given.profile, timezone.localdate())
    for one in made:
        rule = RULES[one.rule]
        told = f"{one.items}个事项中{one.items_hit}个命中，共{one.hits}处"
        sys.stdout.write(f"{one.rule} {SEVERITIES[rule.severity]} {rule.title}：{told}\n")
    if given.record:
        trials.write(given.record, made)
    return 0


def _base(code: str) -> str:
    """基本编码; handling items under one of them differ on purpose, and are not compared."""
    return code[19:] if len(code) == BARE else ""


def _lines(judged: list[Judged]) -> Iterator[str]:
    whole = sum(not one.defects for one in judged)
    score = mean([one.score for one in judged] or [0])
    yield f"检查{len(judged)}个事项：没有缺陷的{whole}个，平均{score:.1f}分"
    for row in report.by_rule(judged):
        severity = SEVERITIES[row["severity"]]
        yield f"{row['rule']} {severity} {row['title']}：{row['items']}个事项，{row['hits']}处"
    if len(judged) <= FEW:
        for one in judged:
            yield f"{one.entry.code} {one.entry.definition.name}：{one.score}分"
            yield from (f"  {d.rule} {d.element}：{d.sentence}" for d in one.defects)
        return
    agencies = report.by_agency(judged)
    for row in agencies[:MOST]:
        worst = "，".join(f"{element}{size}" for element, size in [*row["elements"].items()][:4])
        figures = f"{row['items']}个事项，平均{row['score']}分，阻断{row['B']}处"
        yield f"{row['agency']}：{figures}（{worst or '无'}）"
    if len(agencies) > MOST:
        yield f"其余{len(agencies) - MOST}个实施主体见保存的清单（--report）"
