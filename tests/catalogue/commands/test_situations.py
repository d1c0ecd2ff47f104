"""`tongban items situations`: what an editor sees of the answers."""

import openpyxl
import pytest

from tests.town import items
from tongban.catalogue import commands, outcomes

FILES = {entry.file: entry for entry in items.entries()}


@pytest.mark.parametrize("name", ["id_card_reissue", "food_business_first"])
def test_every_situation_is_listed_and_written(town, capsys, tmp_path, name):
    entry = FILES[name]
    every = [*outcomes.outcomes(entry.definition)]

    assert commands.run(["situations", entry.code, "--table", str(tmp_path / "all.xlsx")]) == 0

    printed = capsys.readouterr().out.splitlines()
    numbered = [line for line in printed if line.partition(". ")[0].isdigit()]
    assert printed[0].endswith(f"{len(entry.definition.questions)}个问题，{len(every)}种情形")
    assert len(numbered) == min(len(every), 50)
    rows = [*openpyxl.load_workbook(tmp_path / "all.xlsx").worksheets[0].iter_rows(values_only=True)]
    sizes = [row[len(entry.definition.questions) + 1] for row in rows[1:]]
    assert sizes == [len(one.checklist.papers) for one in every]


def test_two_answers_two_checklists(town, capsys):
    commands.run(["situations", FILES["id_card_reissue"].code])

    lines = capsys.readouterr().out.splitlines()[1:]
    assert len({line.partition("：")[2] for line in lines}) > 1


def test_dead_branches_are_told(town, capsys, tmp_path):
    path = tmp_path / "card.yaml"
    commands.run(["export", FILES["id_card_reissue"].code, str(path)])
    path.write_text(path.read_text("utf-8").replace("cause: [damaged]\n-", "cause: [gone]\n-", 1), "utf-8")

    assert commands.run(["situations", str(path)]) == 1
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("阻断")]
    assert len(told) == 1
    assert "没有的选项“gone”" in told[0]
