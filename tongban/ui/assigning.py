"""转办 of a case as pages show it: which stage this officer may give, and to whom."""

import datetime as dt

from tongban.cases import assigning, queries, stages
from tongban.cases.models import Case, Reassignment
from tongban.identity.rules import Desk


def shown(case: Case, desk: Desk, today: dt.date, wanted: str) -> dict:
    """The stage he asked for, else that of his post, with those who could take it; the others by name."""
    open_now, found = stages.waiting(case), queries.definition(case).stages
    if not open_now:
        return {}
    chosen = next((turn for turn in open_now if turn.key == wanted), None)
    chosen = chosen or next((turn for turn in open_now if turn.post == desk.post_kind), open_now[0])
    may = assigning.may_give(case, chosen, desk, today)
    people = [(each.pk, each.name) for each in assigning.candidates(case, chosen, today)] if may else []
    decides = may and desk.power("decide", case.agency_id, case.item.code) is not None
    given = Reassignment.objects.filter(turn__case=case, turn__outcome="")
    return {
        "giving": found[chosen.key] if people else None,
        "people": people,
        "giving_others": [found[turn.key] for turn in open_now if decides and turn != chosen],
        "reassign_kinds": Reassignment.Kind.choices,
        "given": given.select_related("officer", "given_to", "turn").order_by("at"),
        "stages_of": found,
    }
