"""法律规定的其他程序: one that is none of the eight names its law."""

import pytest
from django.db import IntegrityError, transaction

from tests import make
from tests.cases.pausing import DAY
from tongban.cases import actions
from tongban.cases.models import Case, Pause
from tongban.core import errors

AT = make.AT + 7 * DAY
ALLOWANCE = {"item": "minimum_living", "by": "fang"}


def published(case: Case, **more: str) -> Pause:
    words = {"ground": "需要公示", "planned_on": AT.date() + 7 * DAY}
    [turn] = case.turns.filter(outcome="")
    officer = make.able(case, turn.post, "review", AT)
    return actions.begin_procedure(case, name="拟确认对象公示", by=officer, at=AT, **words | more)


@pytest.mark.parametrize("law", ["", "  ", "长" * 201])
def test_a_procedure_that_a_law_names_names_the_law(town, law):
    case = make.case("accepted", **ALLOWANCE)
    with pytest.raises(errors.Invalid) as wrong:
        published(case, law=law)
    assert ([key for key, _ in wrong.value.errors], Pause.objects.count()) == (["law"], 0)


def test_its_law_stands_in_the_notice(town):
    case = make.case("accepted", **ALLOWANCE)
    pause = published(case, law=" 社会救助暂行办法第11条 ")
    assert (pause.kind, pause.law) == ("other_by_law", "社会救助暂行办法第11条")
    assert pause.paper.data["basis"] == "社会救助暂行办法第11条"
    with pytest.raises(IntegrityError, match="pause_by_law"), transaction.atomic():
        Pause.objects.update(law="")
