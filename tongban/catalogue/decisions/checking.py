"""What forbids publishing a table (核对规则表), naming the rule and the cell, and what could be better."""

from collections.abc import Iterator, Mapping

from tongban.catalogue.decisions import analysis, facts
from tongban.catalogue.decisions.analysis import Faults, Grid, TooIntricate
from tongban.catalogue.decisions.sets import Names
from tongban.catalogue.decisions.table import Automatic, Rule
from tongban.catalogue.definition import Definition
from tongban.catalogue.parts import Condition, Requirement, Stage
from tongban.catalogue.situations import Tree

PLACE = "automatic.table"
IN_PERSON = ("visit", "countersign")  # acts that no table can do


def faults(definition: Definition) -> Faults:
    """What forbids publication: (element, sentence)."""
    automatic = definition.automatic
    if automatic is None:
        return []
    grid = analysis.read(automatic.table, facts.known(definition))
    found = _bare(definition, automatic) + _twice(automatic) + grid.faults
    if not found:
        found = _analysed(automatic, grid) + _beyond(definition, automatic, grid)
    return found


def advice(definition: Definition) -> Faults:
    """What could be better: rules that say the same of the same case."""
    if definition.automatic is None:
        return []
    grid = analysis.read(definition.automatic.table, facts.known(definition))
    if grid.faults:
        return []
    try:
        return [_together(found, grid) for found in analysis.overlaps(grid) if not found.differs]
    except TooIntricate:
        return []


def _bare(definition: Definition, automatic: Automatic) -> Faults:
    found = [] if definition.flow else [("automatic", "没有办理环节的事项不能自动办理")]
    if not automatic.table.rules:
        found.append((f"{PLACE}.rules", "规则表还没有规则"))
    papers = {paper.key for paper in definition.papers}
    found += [
        ("automatic.unseen", f"不需人工查看的材料“{key}”不在材料清单里")
        for key in automatic.unseen
        if key not in papers
    ]
    refused = [rule for rule in automatic.table.rules if rule.outcome == "refuse" and not rule.basis.strip()]
    return found + [
        (f"{PLACE}.rules.{rule.key}.basis", f"规则“{rule.key}”拟不予办理，须写明依据") for rule in refused
    ]


def _twice(automatic: Automatic) -> Faults:
    keys = [rule.key for rule in automatic.table.rules]
    again = [key for place, key in enumerate(keys) if key in keys[:place]]
    return [(f"{PLACE}.rules.{key}.key", f"标识“{key}”用了两次，请改一个") for key in again]


def _analysed(automatic: Automatic, grid: Grid) -> Faults:
    try:
        found = [_together(one, grid) for one in analysis.overlaps(grid) if one.differs]
        found += [
            (f"{PLACE}.rules.{rule.key}", f"规则“{rule.key}”的条件不会同时出现，永远用不到")
            for rule in analysis.idle(grid)
        ]
        missed = None if automatic.table.otherwise.strip() else analysis.gap(grid)
    except TooIntricate as intricate:
        return [(PLACE, intricate.sentence)]
    if missed is not None:
        words = f"没有规则说到这种情况：{described(grid, missed)}。请补一条规则，或者写明其余情况转人工的理由"
        found.append((f"{PLACE}.otherwise", words))
    return found


def _together(found: analysis.Overlap, grid: Grid) -> tuple[str, str]:
    names = f"规则“{found.first.key}”和“{found.second.key}”会同时成立"
    case = f"，例如{described(grid, found.example)}" if found.example else ""
    end = "，结论却不同" if found.differs else "，结论相同，可以合并"
    return f"{PLACE}.rules.{found.second.key}", names + case + end


def described(grid: Grid, case: Mapping[str, str]) -> str:
    """A case in words, by the labels of the columns."""
    labels = {column.key: column.label for column in grid.columns}
    return "，".join(f"{labels[key]}为{value}" for key, value in case.items()) or "任何情况"


def _beyond(definition: Definition, automatic: Automatic, grid: Grid) -> Faults:
    """Grants where somebody has to look or to be there: papers nobody has read, stages only people can do."""
    tree, found = Tree(definition), []
    for rule in automatic.table.rules:
        if rule.outcome != "grant":
            continue
        situation = _situation(rule, grid)
        place = f"{PLACE}.rules.{rule.key}"
        found += [
            (place, f"规则“{rule.key}”会准予要交“{paper.name}”的申请，但这份材料要人看。{REMEDY}")
            for paper in definition.papers
            if _looked_at(paper, automatic) and tree.together(paper.when, situation)
        ]
        found += [
            (place, f"规则“{rule.key}”会准予要经过“{stage.name}”的申请，但这个环节要人到场，不能自动办理")
            for stage in definition.flow
            if _in_person(stage) and tree.together(stage.when, situation)
        ]
    return found


REMEDY = "请在规则里排除这种情形，或者把它列为不需人工查看的材料"


def _looked_at(paper: Requirement, automatic: Automatic) -> bool:
    """Must a person see it? What may be left out sends a case to a person only when it is handed in."""
    return paper.uploaded and paper.necessity != "optional" and paper.key not in automatic.unseen


def _in_person(stage: Stage) -> bool:
    return stage.act in IN_PERSON or bool(stage.presence or stage.procedures)


def _situation(rule: Rule, grid: Grid) -> Condition:
    """The answers a rule asks for, as a condition of the situation."""
    return dict(_answers(rule, grid))


def _answers(rule: Rule, grid: Grid) -> Iterator[tuple[str, list[str]]]:
    for source, asked in zip(grid.sources, grid.boxes[rule.key], strict=True):
        first, _, key = source.path.partition(".")
        there = isinstance(asked.values, Names) and asked.values and not asked.missing
        if first == "answers" and "." not in key and there:
            yield key, sorted(str(value) for value in asked.values.values)
