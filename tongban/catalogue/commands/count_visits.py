"""How often one has to come, by kind and agency, and which claims the definitions refute."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from tongban.catalogue import codes, visits
from tongban.catalogue.commands import choosing
from tongban.catalogue.commands.choosing import Chosen

POINTS = {"apply": "申请", "stage": "办理中", "collect": "领取结果", "stated": "单位说明"}
FEW = 20  # refuted claims that are listed


def run(argv: list[str]) -> int:
    """The words after `tongban items visits`."""
    options = argparse.ArgumentParser("tongban items visits", description=__doc__)
    choosing.options(options)
    found = list(choosing.chosen(options.parse_args(argv)))
    for heading, key in (("类型", _kind), ("实施主体", lambda one: one.agency)):
        sys.stdout.write("\n".join([f"按{heading}：一次不跑、最多跑一次、多于一次", *_table(found, key), ""]))
    sys.stdout.write("\n".join([*_refuted(found), ""]))
    return 0


def _kind(one: Chosen) -> str:
    return codes.KINDS.get(one.definition.kind, one.definition.kind)


def _table(found: Iterable[Chosen], key) -> Iterator[str]:
    groups: dict[str, Counter] = {}
    for one in found:
        groups.setdefault(key(one), Counter())[visits.computed(one.definition).kind] += 1
    for name, sizes in sorted(groups.items(), key=lambda pair: (-pair[1].total(), pair[0])):
        shares = "、".join(f"{sizes[kind] / sizes.total():.0%}" for kind in ("none", "one", "more"))
        yield f"  {name}：{sizes.total()}个，{shares}"


def _refuted(found: list[Chosen]) -> Iterator[str]:
    wrong = [one for one in found if visits.refuted(one.definition)]
    silent = sum(visits.unexplained(one.definition) for one in found)
    reasons = Counter(POINTS[r.point] for one in found for r in visits.computed(one.definition).reasons)
    yield "须到现场的原因：" + ("，".join(f"{point}{size}" for point, size in reasons.most_common()) or "无")
    unsaid = sum(bool(visits.unsaid(one.definition)) for one in found)
    yield f"所写次数少于实际的{len(wrong)}个，写了次数而没有原因的{silent}个"
    yield f"办理形式、材料份数或者送达方式没有写的{unsaid}个，实际次数可能更多"
    for one in wrong[:FEW]:
        counted, claimed = visits.computed(one.definition), one.definition.visits.count
        why = "；".join(reason.sentence for reason in counted.reasons)
        yield f"  {one.label} {one.definition.name}：写{claimed}次，实际{counted.count}次，{why}"
    if len(wrong) > FEW:
        yield f"  其余{len(wrong) - FEW}个用“tongban items lint --report”查看"
