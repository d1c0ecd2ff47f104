"""What the people and firms of the town hold already, so that they need not bring it."""

import datetime as dt

from tests.town.people import CITIZENS, FIRMS
from tongban.catalogue.parts import CertificateType
from tongban.identity.models import Agency, Firm, Person
from tongban.journal.actions import SYSTEM
from tongban.licences import actions
from tongban.licences.models import Certificate

# agency and serial of the type, title, and who holds one: keys of people, or of firms
PEOPLE = [
    ("gaj", "101", "居民身份证", tuple(CITIZENS)),
    ("gaj", "103", "居民户口簿", tuple(CITIZENS)),
    ("mzj", "101", "结婚证", ("lin",)),
]
COMPANIES = [
    ("scjg", "101", "营业执照", tuple(FIRMS)),
    ("wjw", "101", "从业人员健康证明", ("qinghe", "heji")),
    ("gaj", "102", "机动车行驶证", ("shunda",)),
    ("jtj", "101", "驾驶员从业资格证", ("shunda",)),
]


def issue(bodies: dict[str, Agency], people: dict[str, Person], at: dt.datetime) -> None:
    """Issue what is missing."""
    standing = set(Certificate.objects.values_list("type_code", "person_id", "firm_id"))
    firms = {firm.code: firm for firm in Firm.objects.all()}
    for agency, serial, title, holders in PEOPLE:
        for key in holders:
            if (bodies[agency].code + serial, people[key].pk, None) not in standing:
                _issue(bodies[agency], serial, title, at, person=people[key])
    for agency, serial, title, holders in COMPANIES:
        for key in holders:
            firm = firms[FIRMS[key].code]
            if (bodies[agency].code + serial, None, firm.pk) not in standing:
                _issue(bodies[agency], serial, title, at, firm=firm)


def _issue(agency: Agency, serial: str, title: str, at: dt.datetime, **holder: Person | Firm) -> None:
    (name,) = (one.name for one in holder.values())
    kind = CertificateType(serial=serial, title=title, number_mark="存量")
    actions.issue(kind, agency=agency, face=[("持证主体", name)], subject="", by=SYSTEM, at=at, **holder)
