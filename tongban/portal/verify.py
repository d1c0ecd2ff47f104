"""我要查: is a paper or certificate genuine (核验), and how far is a case (进度)? For who holds the code.

What is shown is what the law lets a verifier know; what does not exist and what is not told look the same.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from urllib.parse import quote

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from tongban.cases.models import Case
from tongban.cases.states import State
from tongban.core import text
from tongban.identity import limits
from tongban.journal import queries as journal
from tongban.licences import rules
from tongban.licences.models import Certificate
from tongban.papers import codes
from tongban.papers import queries as papers
from tongban.papers.models import Paper
from tongban.portal import lateness
from tongban.ui import access

LONGEST = 120
STANDINGS = {
    "valid": ("ok", later("有效"), later("这张证照真实有效。")),
    "suspended": ("pause", later("暂扣"), later("这张证照是真的，但已被暂扣，暂扣期间不能使用。")),
    "revoked": ("bad", later("撤销"), later("这张证照已被撤销，不再有效。")),
    "expired": ("bad", later("过期"), later("这张证照是真的，但有效期已满。")),
    "not_yet": ("warn", later("未生效"), later("这张证照是真的，但还没有到生效的日子。")),
    "issued": ("ok", later("真实"), later("这份文书由下列机关制发，内容以原件为准。")),
    "absent": (
        "bad",
        later("查无此证"),
        later("登记中没有这个编码。请核对编码；仍然查不到的，请不要采信，并向落款的机关核实。"),
    ),
    "mistyped": (
        "warn",
        later("校验位不对，请核对"),
        later("编码的最后一位是校验位，与前面的对不上：多半是少了几位，或者有一位看错、打错了。"),
    ),
}
CHANGES = ("licences.issue", "licences.suspend", "licences.restore", "licences.revoke")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verifier is told: how it stands, and the few facts he may know."""

    standing: str
    title: str = ""
    facts: tuple[tuple[str, str | dt.date], ...] = ()


def sparing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let nobody try codes in a storm from one address."""

    @wraps(view)
    def limited(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        limits.count(limits.LOOK_UPS, get_adapter(request).get_client_ip(request), at=timezone.now())
        return view(request, *args, **kwargs)

    return limited


@access.public
def ask(request: HttpRequest) -> HttpResponse:
    """核验: the form; what was typed becomes an address, the same that the QR code holds."""
    typed = request.GET.get("code", "").strip()[:LONGEST]
    if typed:
        return HttpResponseRedirect(f"/verify/{quote(typed, safe='')}/")
    return render(request, "portal/verify.html", {"typed": "", "verdict": None})


@access.public
@sparing
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """The verdict on one code."""
    code = code.strip(" /")[:LONGEST]
    verdict = verdict_on(code, timezone.localdate())
    kind, word, sentence = STANDINGS[verdict.standing]
    told = {"typed": code, "verdict": verdict, "kind": kind, "word": word, "sentence": sentence}
    status = 404 if verdict.standing in ("absent", "mistyped") else 200
    return _unkept(render(request, "portal/verify.html", told, status=status))


def verdict_on(typed: str, today: dt.date) -> Verdict:
    """By the identifier of a certificate, or by the 核验码 of a paper."""
    typed = "".join(typed.split())
    if typed.upper().startswith(rules.ROOT_OID):
        identifier = typed.upper()
        if not rules.is_identifier(identifier):
            return Verdict("mistyped")
        return _of_certificate(_certificates().filter(identifier=identifier).first(), today)
    if codes.tidy(typed) is None:
        return Verdict("mistyped")
    paper = papers.verified(typed)
    if paper is not None and paper.kind == "certificate":
        return _of_certificate(_certificates().filter(paper=paper).first(), today)
    return _of_paper(paper) if paper else Verdict("absent")


def _certificates():
    return Certificate.objects.select_related("agency")


def _of_certificate(certificate: Certificate | None, today: dt.date) -> Verdict:
    if certificate is None:
        return Verdict("absent")
    standing = rules.standing(certificate.state, certificate.valid_from, certificate.valid_until, today)
    holder = certificate.holder_name if certificate.firm_id else text.mask_name(certificate.holder_name)
    facts = [
        (_("证照编号"), certificate.number),
        (_("持证人"), holder),
        (_("发证机关"), certificate.agency.name),
        (_("发证日期"), certificate.issued_on),
        (_("有效期自"), certificate.valid_from),
        (_("有效期至"), certificate.valid_until or _("长期")),
    ]
    changed = _since(certificate)
    facts += [(_("状态变更日期"), changed)] if changed and standing in ("suspended", "revoked") else []
    return Verdict(standing, certificate.title, tuple(facts))


def _since(certificate: Certificate) -> dt.date | None:
    """Since when it stands as it does: the day of the last act on it."""
    line = journal.timeline(certificate.chain).filter(verb__in=CHANGES).last()
    return timezone.localdate(line.at) if line else None


def _of_paper(paper: Paper) -> Verdict:
    facts = [
        (_("文号"), paper.number),
        (_("制发机关"), paper.data["agency"]["name"]),
        (_("制发日期"), timezone.localdate(paper.issued_at)),
        (_("事项"), paper.data.get("item", "")),
        (_("申请人"), _applicant(paper)),
    ]
    return Verdict("issued", paper.title, tuple((term, fact) for term, fact in facts if fact))


def _applicant(paper: Paper) -> str:
    """Names of firms are public; those of persons are masked."""
    name = paper.data.get("applicant", "")
    of_firm = Case.objects.filter(pk=paper.subject.removeprefix("case:"), firm__isnull=False)
    return name if paper.subject.startswith("case:") and of_firm.exists() else text.mask_name(name)


@access.public
def find(request: HttpRequest) -> HttpResponse:
    """我要查: progress by number, papers by code."""
    number = request.GET.get("number", "").strip()[:LONGEST]
    if number:
        return HttpResponseRedirect(f"/progress/{quote(number, safe='')}/")
    return render(request, "portal/find.html", {"case": None, "typed": ""})


@access.public
@sparing
def progress(request: HttpRequest, number: str) -> HttpResponse:
    """进度 of one case for whoever has its number: item, state and deadline; no names."""
    today, number = timezone.localdate(), number.strip(" /")[:LONGEST]
    case = Case.objects.filter(number=number.upper()).select_related("agency").first()
    told = {"case": case, "typed": number, "state": State(case.state).label if case else ""}
    if case:
        told |= {"light": _light(case, today), "late": lateness.of(case, today)}
    return _unkept(render(request, "portal/find.html", told, status=200 if case else 404))


def _unkept(response: HttpResponse) -> HttpResponse:
    """What is true today only: kept by no browser, proxy or search engine."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _light(case: Case, today: dt.date) -> str:
    if case.due_on is None:
        return ""
    if today > case.due_on:
        return "bad"
    return "warn" if case.yellow_on and today >= case.yellow_on else "ok"
