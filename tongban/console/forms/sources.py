"""预填来源: what a field may be filled in from, in words."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.catalogue.models import Item

ACCOUNT = {
    "person.name": gettext_lazy("申请人姓名（实名账号）"),
    "person.id_number": gettext_lazy("申请人身份证号（实名账号）"),
    "person.phone": gettext_lazy("申请人手机号（实名账号）"),
    "person.address": gettext_lazy("申请人住址（实名账号）"),
    "firm.name": gettext_lazy("单位名称（法人库）"),
    "firm.code": gettext_lazy("统一社会信用代码（法人库）"),
    "firm.address": gettext_lazy("单位住所（法人库）"),
    "firm.legal_representative": gettext_lazy("法定代表人（法人库）"),
    "applicant.name": gettext_lazy("申请人名称（个人或者单位）"),
    "applicant.code": gettext_lazy("申请人证件号码（个人或者单位）"),
}
PRINTED = {
    "number": gettext_lazy("证号"),
    "issued_on": gettext_lazy("签发日期"),
    "valid_until": gettext_lazy("有效期至"),
    "holder": gettext_lazy("持证人"),
}
AGENCY = 18  # signs of a type of certificate that are the code of its agency


def known(document: dict) -> dict[str, str]:
    """Every source by its path: the account, and the certificates that the papers name."""
    found = {path: str(words) for path, words in ACCOUNT.items()}
    papers = document.get("papers")
    for paper in papers if isinstance(papers, list) else []:
        licence = paper.get("licence") if isinstance(paper, dict) else None
        if isinstance(licence, str) and licence:
            found |= _of_certificate(licence, str(paper.get("name", licence)))
    return found


def _of_certificate(licence: str, name: str) -> dict[str, str]:
    said = {"name": name}
    labels = {mark: str(words) for mark, words in PRINTED.items()} | {each: each for each in _face(licence)}
    return {
        f"certificate.{licence}.{mark}": _("%(name)s上的%(label)s") % (said | {"label": words})
        for mark, words in labels.items()
    }


def _face(licence: str) -> list[str]:
    """What stands on the face of that type, where an item of ours issues it."""
    issuing = Item.objects.filter(
        agency__code=licence[:AGENCY], current__definition__result__certificate__serial=licence[AGENCY:]
    )
    kept = issuing.values_list("current__definition__result__certificate", flat=True).first()
    certificate: Mapping = kept if isinstance(kept, dict) else {}
    return [line["label"] for line in certificate.get("fields", []) if line.get("label")]
