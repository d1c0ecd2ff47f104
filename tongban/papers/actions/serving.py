"""送达: the verbs with which a paper reaches its addressee. The right to do so is asked for by the caller."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.core import errors
from tongban.journal import actions as journal
from tongban.journal.actions import Author
from tongban.papers import rules
from tongban.papers.models import Paper, Serving
from tongban.papers.rules import Handing, Method


class ServedAlready(errors.Problem):
    """已送达: the paper has reached its addressee, or is on its way."""


class NotBegun(errors.Problem):
    """没有在途的送达: nothing can be confirmed or has failed."""


@transaction.atomic
def enter(paper: Paper, *, at: dt.datetime) -> None:
    """进入系统: a paper still owed is put where its addressee reads it; the caller's line tells of it."""
    Serving.objects.filter(paper=paper, method="", failed_at=None).update(
        method=Method.ELECTRONIC, began_at=at
    )


@transaction.atomic
def read(paper: Paper, *, by: Author, at: dt.datetime) -> None:
    """阅读: its addressee opens it first; so it is served, on the day it entered his system."""
    held = live(paper)
    if held is None or held.method != Method.ELECTRONIC or held.opened_at:
        return
    entered = timezone.localdate(held.began_at)
    Serving.objects.filter(pk=held.pk).update(opened_at=at, served_on=entered)
    _told("papers.read", paper, by=by, at=at, served=entered)


@transaction.atomic
def serve(
    paper: Paper, given: Handing, *, by: Author, record: Mapping[str, object], at: dt.datetime
) -> Serving:
    """送达: hand it over, leave it, post it or put up a notice, with what proves it."""
    made = bring(paper, given, record=record, at=at)
    label = made.get_method_display()
    _told("papers.serve", paper, by=by, at=at, method=label, receiver=made.receiver, until=made.until)
    return made


@transaction.atomic
def bring(paper: Paper, given: Handing, *, record: Mapping[str, object], at: dt.datetime) -> Serving:
    """The same as a part of an act whose own line tells of it."""
    wrong = rules.lacking(given)
    if wrong:
        raise errors.Invalid(_("送达的记录还不完整，没有保存。"), wrong)
    held = live(paper)
    if held is None or held.served_on or held.method not in ("", Method.ELECTRONIC):
        raise ServedAlready(_("这份文书已经送达或者正在送达，不用再次办理。请刷新页面查看。"))
    if held.method:
        held = _again(held, _("还没有打开，改用其他方式"), at)
    changed = asdict(given) | dict(record) | {"began_at": at}
    if given.method in rules.AT_ONCE:
        changed["served_on"] = timezone.localdate(at)
    Serving.objects.filter(pk=held.pk).update(**changed)
    return Serving.objects.get(pk=held.pk)


@transaction.atomic
def confirm(paper: Paper, *, receiver: str, on: dt.date, by: Author, at: dt.datetime) -> None:
    """签收、期满: a posted paper was signed for, or a public notice has stood its time."""
    held = _begun(paper)
    first = held.until or timezone.localdate(held.began_at)
    if not first <= on <= timezone.localdate(at):
        wanted = _("送达日期应当在%(first)s到今天之间") % {"first": first.isoformat()}
        raise errors.Invalid(_("%(wanted)s，没有保存。") % {"wanted": wanted}, [("served_on", wanted)])
    if held.method == Method.POST and not receiver.strip():
        wanted = _("请写明签收人")
        raise errors.Invalid(_("%(wanted)s，没有保存。") % {"wanted": wanted}, [("receiver", wanted)])
    Serving.objects.filter(pk=held.pk).update(served_on=on, receiver=receiver.strip())
    _told("papers.confirm", paper, by=by, at=at, receiver=receiver.strip(), served=on)


@transaction.atomic
def fail(paper: Paper, *, reason: str, by: Author, at: dt.datetime) -> None:
    """没有送到: the way did not reach him; the paper is owed again, from the day it was issued."""
    held = _begun(paper)
    if not reason.strip():
        wanted = _("请写明没有送到的原因")
        raise errors.Invalid(_("%(wanted)s，没有保存。") % {"wanted": wanted}, [("failure", wanted)])
    _again(held, reason.strip()[:200], at)
    _told("papers.fail", paper, by=by, at=at, reason=reason.strip())


def live(paper: Paper) -> Serving | None:
    """The service that counts, locked until the transaction ends; None for a paper that is not served."""
    return Serving.objects.select_for_update().filter(paper=paper, failed_at=None).first()


def _begun(paper: Paper) -> Serving:
    held = live(paper)
    waiting = held is not None and held.began_at is not None and not held.served_on
    if held is None or not waiting or held.method not in (Method.POST, Method.NOTICE):
        raise NotBegun(_("这份文书没有等待签收或者期满的送达，这次操作没有生效。请刷新页面查看。"))
    return held


def _again(held: Serving, failure: str, at: dt.datetime) -> Serving:
    """The way that failed is kept, and the paper is owed as it was."""
    Serving.objects.filter(pk=held.pk).update(failed_at=at, failure=failure)
    return Serving.objects.create(paper=held.paper, agency_code=held.agency_code, owed_at=held.owed_at)


def _told(verb: str, paper: Paper, *, by: Author, at: dt.datetime, **data: object) -> None:
    words: dict[str, Any] = {key: value for key, value in data.items() if value not in (None, "")}
    journal.append(verb, paper.subject, by=by, at=at, paper=paper.pk, title=paper.title, **words)
