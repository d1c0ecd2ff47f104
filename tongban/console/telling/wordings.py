"""告知模板: every kind of message with its words, changed, previewed with sample facts, put back."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.console import access as permission
from tongban.console import telling
from tongban.core import errors
from tongban.journal.actions import Author
from tongban.notices import actions, rules, wording
from tongban.notices.models import Template
from tongban.ui import access, casework

FIELDS = ("title", "body", "sms")
SAMPLE = {
    "item": "食品经营许可",
    "number": "云溪-2026-000123-7",
    "tail": "1237",
    "agency": "市市场监管局",
    "whose": "您申请的",
    "day": "10月8日",
    "was": "9月30日",
    "days": "10个工作日",
    "gaps": "平面布局图、健康证明",
    "count": "2",
    "procedure": "检测",
    "result": "合格",
    "reason": "需要现场核实。",
    "name": "食品经营许可",
    "who": "许可科科长 陈立",
    "opinion": "请补充依据。",
    "text": "请说明没有办结的原因。",
    "answer": "已安排办理。",
    "findings": "消毒记录不全。",
    "party": "张大有",
    "meets": "10月13日 09:30",
    "place": "三楼听证室",
    "chair": "杜若",
    "originals": "营业执照正本",
    "stage": "审查",
    "mend": "平面布局图没有标面积",
    "title": "食品经营许可证",
    "until": "12月31日",
    "why": "重复登记",
    "verdict": "不成立",
    "kind": "约谈",
    "summary": "超期1件，临期2件",
    "lines": "超期1件，临期2件",
}


def _keeper(request: HttpRequest) -> Author:
    return permission.at_console(request).author(telling.power(request.desk))


def _own(verb: str) -> wording.Wording:
    if verb not in wording.BOOK:
        raise Http404
    return wording.BOOK[verb]


@access.staff
@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    """All kinds of messages, and which of them have words of their own."""
    _keeper(request)
    changed = {each.verb: each for each in Template.objects.filter(current=True)}
    rows = [
        {
            "verb": verb,
            "title": _sampled((changed.get(verb) or own).title),
            "own": own,
            "changed": changed.get(verb),
        }
        for verb, own in wording.BOOK.items()
    ]
    return render(request, "console/telling/templates.html", {"rows": rows, "changed": len(changed)})


@access.staff
def template(request: HttpRequest, verb: str) -> HttpResponse:
    """One kind: its words, how they read, its versions; POST shows what was typed, or keeps it."""
    by, own = _keeper(request), _own(verb)
    versions = list(Template.objects.filter(verb=verb).order_by("-number"))
    current = next((each for each in versions if each.current), None)
    words = {name: getattr(current or own, name) for name in FIELDS}
    if request.method != "POST":
        return _page(request, verb, words, versions)
    words = {name: casework.said(request, name).replace("\r\n", "\n") for name in FIELDS}
    if request.POST.get("do") != "save":
        found = rules.template_faults(own, **words, sender=settings.SITE["name"])
        return _page(request, verb, words, versions, found, 422 if found else 200)
    try:
        actions.reword(verb, **words, by=by, at=timezone.now())
    except errors.Invalid as wrong:
        return _page(request, verb, words, versions, wrong.errors, wrong.status)
    messages.success(request, _("模板已保存，从下一条消息起使用。"))
    return redirect("console:template", verb)


def _page(
    request: HttpRequest,
    verb: str,
    words: dict[str, str],
    versions: list[Template],
    found: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    own = _own(verb)
    places = sorted(set().union(*(rules.places(getattr(own, name)) or set() for name in FIELDS)))
    page = {
        "verb": verb,
        "own": own,
        "heading": _sampled(own.title),
        "words": words,
        "places": [(place, SAMPLE.get(place, "")) for place in places],
        "read": {} if found else _read(words),
        "versions": versions,
        "found": dict(found or []),
        "errors": casework.lines(found or []),
    }
    return render(request, "console/telling/template.html", page, status=status)


def _facts(*texts: str) -> dict[str, str]:
    return {place: SAMPLE.get(place, place) for text in texts for place in rules.places(text) or ()}


def _sampled(text: str) -> str:
    """A text with sample facts."""
    return wording.said(text, _facts(text))


def _read(words: dict[str, str]) -> dict[str, str]:
    """The words with sample facts."""
    facts = _facts(*words.values())
    read = {name: wording.said(words[name], facts) for name in ("title", "body")}
    return read | {"sms": rules.sms(words["sms"], facts, settings.SITE["name"]) if words["sms"] else ""}


@access.staff
@require_POST
def default(request: HttpRequest, verb: str) -> HttpResponse:
    """恢复默认."""
    by, _own_words = _keeper(request), _own(verb)
    actions.restore_words(verb, by=by, at=timezone.now())
    messages.success(request, _("已恢复默认的模板。"))
    return redirect("console:template", verb)
