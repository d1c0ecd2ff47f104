"""The words of messages, changed by an installation: an act of administration, and so journalled."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import transaction

from tongban.core import errors
from tongban.journal import actions as journal
from tongban.notices import rules, wording
from tongban.notices.models import Template

CHAIN = "notices:templates"


@transaction.atomic
def reword(verb: str, *, title: str, body: str, sms: str, by: journal.Author, at: dt.datetime) -> Template:
    """改写模板: from the next message on these words; the version before stays to be read."""
    faults = rules.template_faults(wording.BOOK[verb], title, body, sms, settings.SITE["name"])
    if faults:
        raise errors.Invalid("模板没有保存，请先改正下列问题。您填的内容还在。", faults)
    before = list(Template.objects.select_for_update().filter(verb=verb).order_by("-number"))
    said: dict[str, Any] = {"title": title, "body": body, "sms": sms}
    if before and before[0].current and {key: getattr(before[0], key) for key in said} == said:
        return before[0]
    Template.objects.filter(verb=verb, current=True).update(current=False)
    number = before[0].number + 1 if before else 1
    made = Template.objects.create(verb=verb, number=number, current=True, by=by.name, at=at, **said)
    journal.append("notices.reword", CHAIN, by=by, at=at, told=verb, number=number, **said)
    return made


@transaction.atomic
def restore_words(verb: str, *, by: journal.Author, at: dt.datetime) -> bool:
    """恢复默认: the words that come with the program. False if they hold already."""
    gone = Template.objects.filter(verb=verb, current=True).update(current=False)
    if gone:
        journal.append("notices.restore_words", CHAIN, by=by, at=at, told=verb)
    return bool(gone)
