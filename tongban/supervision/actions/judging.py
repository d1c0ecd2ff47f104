"""核查疑点: a person upholds or dismisses what a sign found."""

import datetime as dt

from django.db import transaction

from tongban.core import errors
from tongban.identity.rules import Desk
from tongban.supervision import rules
from tongban.supervision.actions import step
from tongban.supervision.models import Finding
from tongban.supervision.states import Judged, NotNow


@transaction.atomic
def judge(finding: Finding, *, verdict: str, opinion: str, by: Desk, at: dt.datetime) -> Finding:
    """核查疑点: upheld or dismissed, by a person and never by the system; once."""
    held = step.power(by, finding.case)
    finding = Finding.objects.select_for_update(of=("self",)).select_related("case").get(pk=finding.pk)
    if finding.state != Judged.OPEN:
        raise NotNow(f"这条疑点已经核查过，结论是“{finding.get_state_display()}”，您这次的意见没有记录。")
    found = rules.judgement_faults(verdict, opinion)
    if found:
        raise errors.Invalid("核查意见还没有提交，请先改正下面的内容。", found)
    finding.state, finding.opinion, finding.judged_at = verdict, opinion.strip(), at
    finding.officer_id, finding.post_name, finding.instrument = by.officer_id, by.post_name, held.instrument
    finding.save()
    step.write("judge", finding, by=by.author(held), at=at, sign=finding.sign)
    return finding
