"""准备材料: the papers of a situation, as guide and notice tell them."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from tongban.catalogue import codes
from tongban.catalogue.definition import Definition
from tongban.catalogue.parts import Requirement
from tongban.catalogue.rules import Checklist

Addresses = Mapping[str, dict[str, str]]

HOW = {
    "system": (later("自动生成"), "ok", "file-check"),
    "licence": (later("免提交"), "ok", "shield-check"),
    "upload": (later("上传"), "info", "upload"),
    "bring": (later("提交"), "info", "file-text"),
}
ISSUERS = {"system": later("由系统生成"), "applicant": ""}  # what a source says nothing of is the applicant's
MEDIA = {"paper": later("纸质"), "electronic": later("电子"), "both": later("纸质或电子")}


def papers(definition: Definition, checklist: Checklist, forms: Addresses | None = None) -> list[dict]:
    """A line for each paper; `forms` are the addresses of blank forms and samples."""
    found = forms or {}
    return [
        _paper(paper, definition.accepts_online, paper.key in checklist.added) | found.get(paper.key, {})
        for paper in checklist.papers
    ]


def _paper(paper: Requirement, online: bool, added: bool) -> dict:
    kind = (
        paper.source if paper.source in HOW else "upload" if online and paper.medium != "paper" else "bring"
    )
    how, how_kind, how_icon = HOW[kind]
    return {
        "name": paper.name,
        "by": paper.issuer or ISSUERS.get(paper.source, codes.SOURCES[paper.source]),
        "how": how,
        "how_kind": how_kind,
        "how_icon": how_icon,
        "demand": "；".join(part for part in (copies(paper), demand(paper)) if part),
        "more": _more(paper),
        "added": added,
    }


def _more(paper: Requirement) -> list[tuple[str, str]]:
    """收件要点 and what else is asked of it."""
    pairs = [
        (_("来源渠道"), "，".join(filter(None, (codes.SOURCES[paper.source], paper.source_note)))),
        (_("必要性"), codes.NECESSITIES[paper.necessity]),
        (_("规格"), paper.size),
        (_("签名签章"), paper.signing),
        (_("收件要点"), "；".join(paper.checkpoints)),
        (_("审查要点"), "；".join(paper.review_points)),
        (_("要求提供的依据"), paper.basis),
    ]
    said = [(term, text) for term, text in pairs if text]
    return said if len(said) > 2 else []


def demand(paper: Requirement) -> str:
    """要求: what is to be seen to, and whether it can wait."""
    return "；".join(part for part in (paper.note.rstrip("。"), _tolerance(paper)) if part)


def copies(paper: Requirement) -> str:
    """原件1份、复印件2份，纸质; empty where the source gives no number."""
    parts = [_("原件%(n)s份") % {"n": paper.originals}] if paper.originals else []
    parts += [_("复印件%(n)s份") % {"n": paper.copies}] if paper.copies else []
    return "，".join(filter(None, ("、".join(parts), str(MEDIA[paper.medium]), paper.size))) if parts else ""


def _tolerance(paper: Requirement) -> str:
    if paper.necessity == "optional":
        return _("有的提供，没有不影响受理")
    if paper.necessity != "deferrable":
        return ""
    if paper.deferrable_days is None:
        return _("可容缺后补")
    return _("可容缺，受理后%(n)s个工作日内补交") % {"n": paper.deferrable_days}
