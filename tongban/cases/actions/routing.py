"""环节流转: stages are opened when all they wait for is done, and closed by what ends them."""

import datetime as dt
import uuid

from django.utils import timezone

from tongban.cases import queries
from tongban.cases.models import Case, Extension, Review, Turn, Voiding
from tongban.cases.states import Outcome
from tongban.catalogue import routes
from tongban.catalogue.parts import Stage


def enter(case: Case, at: dt.datetime, returned: Review | None = None) -> list[Stage]:
    """Open every stage whose turn has come and that is not open yet; `returned` is why it comes again."""
    standing = dict(case.turns.filter(outcome__in=["", Outcome.DONE]).values_list("key", "outcome"))
    done = [key for key, outcome in standing.items() if outcome]
    opened = [
        stage
        for stage in routes.ready(queries.definition(case), case.answers, done)
        if stage.key not in standing
    ]
    Turn.objects.bulk_create(
        Turn(
            id=uuid.uuid4(),
            case=case,
            key=stage.key,
            post=stage.post,
            opened_at=at,
            returned=returned,
            agency_id=case.agency_id,
            due_on=case.due_on,
        )
        for stage in opened
    )
    return opened


def finish(turn: Turn, outcome: Outcome, review: Review, at: dt.datetime) -> None:
    """A stage ends with an opinion."""
    Turn.objects.filter(pk=turn.pk).update(outcome=outcome, review=review, closed_at=at)


def recall(case: Case, key: str, at: dt.datetime) -> None:
    """A stage is to be done again, and everything that came after it; what was beside it stays."""
    again = {key, *routes.beyond(queries.definition(case), key)}
    turns = case.turns.filter(key__in=again)
    turns.filter(outcome=Outcome.DONE).update(outcome=Outcome.RECALLED)
    turns.filter(outcome="").update(outcome=Outcome.RECALLED, closed_at=at)


def decided(case: Case, at: dt.datetime) -> None:
    """The decision ends its own stage, and with it whatever is still open."""
    deciding = [stage.key for stage in queries.definition(case).flow if stage.act == "decide"]
    case.turns.filter(outcome="", key__in=deciding).update(outcome=Outcome.DONE, closed_at=at)
    over(case, at)


def over(case: Case, at: dt.datetime) -> None:
    """The case ends, and with it whatever is still open."""
    case.turns.filter(outcome="").update(outcome=Outcome.OVER, closed_at=at)
    case.extensions.filter(outcome="").update(outcome=Extension.Outcome.OVER)
    case.voidings.filter(outcome="").update(outcome=Voiding.Outcome.OVER)
    day = timezone.localtime(at).date()
    case.pauses.filter(ended_on=None).update(ended_on=day, ended_at=at, result=Outcome.OVER.label)
