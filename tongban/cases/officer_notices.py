"""告知工作人员: who decides hears what is asked of him, who asked hears the answer."""

from django.utils import timezone

from tongban.cases.models import Case
from tongban.identity import queries as identity
from tongban.journal.models import Line
from tongban.notices import actions, wording
from tongban.notices.actions import Recipient

DEFENDED = "cases.defend"
ASKED = ("cases.ask_extension", "cases.ask_void", "cases.request_hearing", "cases.call_hearing", DEFENDED)
ANSWERED = {
    "cases.extend": "extensions",
    "cases.refuse_extension": "extensions",
    "cases.void": "voidings",
    "cases.refuse_void": "voidings",
}


def tell(case: Case, line: Line) -> None:
    """Tell all it concerns what the line says; called twice it tells once."""
    asked = line.verb in ASKED
    for officer in deciders(case, line) if asked else askers(case, line):
        actions.tell(
            f"{line.verb}.{'decider' if asked else 'asker'}",
            Recipient(f"officer:{officer}"),
            _facts(case, line),
            subject=case.chain,
            occasion=f"line:{line.pk}:officer",
            link="/desk/approvals/" if asked and line.verb != DEFENDED else f"/desk/cases/{case.number}/",
            at=line.at,
        )


def deciders(case: Case, line: Line) -> list[int]:
    """Who may decide the case, but for who asks; of a defence, the post that looks after it too."""
    day, acts = timezone.localdate(line.at), ["decide", "review"] if line.verb == DEFENDED else ["decide"]
    held = {o for act in acts for o in identity.entitled(case.agency_id, case.item.code, act, day)}
    return [officer for officer in sorted(held) if f"officer:{officer}" != line.by]


def askers(case: Case, line: Line) -> list[int]:
    """Who had asked what was answered with this line."""
    answered = getattr(case, ANSWERED[line.verb]).filter(answered_at=line.at)
    return list(answered.exclude(officer=None).values_list("officer", flat=True))


def _facts(case: Case, line: Line) -> dict[str, str]:
    said = {key: str(line.data.get(key, "")) for key in ("days", "reason", "opinion", "why", "party")}
    due = case.due_on
    day = wording.day(due) if due else "计时暂停"
    return said | {"item": case.item_name, "number": case.number, "who": line.by_name, "day": day}
