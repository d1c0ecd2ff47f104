"""G21–G31, X04: is each paper named, needed, explained, and not one that the government has?"""

import re
from collections.abc import Iterator

from tongban.catalogue import sheets
from tongban.catalogue.lint import words
from tongban.catalogue.lint.rule import Finding, Subject, rule
from tongban.catalogue.parts import Requirement
from tongban.core import identifiers
from tongban.core import text as texts

FIRST_TIME = re.compile(r"首次|新办|新设|设立|申领|初次")
ID_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
OWN_FORM = re.compile(r"(?:申请|申报|登记|备案|申领|报名|审批|采集|变更|推荐)表$|申请书$")
DEMAND = re.compile(
    r"(?:上传|附上|另附|后附|随附)(?:本?人的?|一?份)?《?([^，。；、：！？《》（）()\s]{2,30})"
)
OTHER_PLACES = re.compile(r"变更|延续|换发|换证|补办|补领|注销|年检|年审|备案|复核")


@rule("G21", "B", "材料写明份数、来源和出具机构", waivable=True)
def described(subject: Subject) -> Iterator[Finding]:
    """How many, of what kind, from whom."""
    for paper in subject.definition.papers:
        if not paper.uploaded:
            continue
        lacking = [] if paper.originals or paper.copies else ["原件或者复印件的份数"]
        lacking += [] if paper.issuer or paper.source == "applicant" else ["出具机构"]
        if lacking:
            yield f"papers.{paper.key}", f"材料“{paper.name}”没有写{'、'.join(lacking)}，请补上"


@rule("G22", "B", "本机关的表格有空白表和填好的示例", waivable=True)
def filled_in(subject: Subject) -> Iterator[Finding]:
    """What the guide draws of the form itself is there; that files open is seen to when they are taken in."""
    definition = subject.definition
    itself, filled = sheets.drawn(definition), sheets.example(definition)
    for paper in definition.papers:
        if paper is itself and not (paper.sample or filled):
            yield (
                f"papers.{paper.key}.sample",
                f"“{paper.name}”没有填好的示例，请上传或者写一个填了表单的示例",
            )
        if paper.source != "applicant" or not OWN_FORM.search(plain_name(paper.name)):
            continue
        for use, label in (("blank", "空白表"), ("sample", "填好的示例")):
            if not getattr(paper, use):
                yield f"papers.{paper.key}.{use}", f"“{paper.name}”没有{label}，请上传"


@rule("X04", "B", "表单要的材料与材料清单一致", waivable=True)
def demanded(subject: Subject) -> Iterator[Finding]:
    """What the form says is to be handed in is a paper of the guide; what the system draws has a form."""
    definition = subject.definition
    known = [texts.key(paper.name) for paper in definition.papers]
    for key, field in definition.form.get("properties", {}).items():
        said = f"{field.get('title', '')}。{field.get('description', '')}"
        for asked in map(texts.key, DEMAND.findall(said)):
            if not any(asked in name or name in asked for name in known):
                yield f"form.properties.{key}", f"表单要求附上“{asked}”，材料清单里没有，请列入清单或者删去"
    for paper in definition.papers:
        if paper.source == "system" and definition.flow and not definition.form.get("properties"):
            yield f"papers.{paper.key}.source", f"“{paper.name}”由系统生成，却没有可以填的表单，请补上表单"


@rule("G23", "W", "示例里没有真实的个人信息")
def invented(subject: Subject) -> Iterator[Finding]:
    """Numbers of examples are invented: no division has a code from 90 on but in examples."""
    definition = subject.definition
    shown = [(f"examples.{i}.form", str(example.form)) for i, example in enumerate(definition.examples)]
    fields = definition.form.get("properties", {})
    shown += [
        (f"form.properties.{key}.examples", str(field.get("examples", ""))) for key, field in fields.items()
    ]
    shown += [(text.element, text.words) for text in words.texts(definition)]
    for element, words_shown in shown:
        for number in ID_NUMBER.findall(words_shown):
            if number < "9" and identifiers.is_citizen_id(number):
                yield element, f"“{texts.mask_id(number)}”可能是真实的身份证号，请换成虚构的号码"


@rule("G24", "B", "证照库能查到的免提交", waivable=True)
def spared(subject: Subject) -> Iterator[Finding]:
    """A paper for which a certificate stands is not asked for."""
    for paper in subject.definition.papers:
        if paper.licence and paper.source not in ("licence", "system"):
            yield f"papers.{paper.key}.source", f"“{paper.name}”已关联电子证照，来源请改为免提交"
        if paper.source == "licence" and not paper.licence:
            yield f"papers.{paper.key}.licence", f"“{paper.name}”写明免提交，没有写核对哪种电子证照，请补上"


@rule("G31", "W", "证照库里有的证照不让申请人交")
def held(subject: Subject) -> Iterator[Finding]:
    """A certificate that the library holds is looked up."""
    for paper in subject.definition.papers:
        if paper.uploaded and any(one.fullmatch(plain_name(paper.name)) for one in words.held()):
            yield f"papers.{paper.key}.source", f"“{paper.name}”在证照库里查得到，请改为免提交"


@rule("G25", "B", "不要已经取消的证明")
def abolished(subject: Subject) -> Iterator[Finding]:
    """Proofs that nobody may ask for any more."""
    for paper in subject.definition.papers:
        for entry in subject.forbidden:
            if entry.means(paper.name, paper.issuer):
                instead = f"或者改为{entry.instead}" if entry.instead else ""
                yield f"papers.{paper.key}", f"“{paper.name}”不得要求（{entry.ground}），请删去{instead}"


@rule("G26", "W", "同一材料不写两次")
def single(subject: Subject) -> Iterator[Finding]:
    """The same paper under two names; papers of situations apart from each other may be alike."""
    seen: dict[str, Requirement] = {}
    for paper in subject.definition.papers:
        plain = plain_name(paper.name)
        earlier = seen.setdefault(plain, paper)
        if earlier is not paper and not _apart(earlier, paper):
            yield f"papers.{paper.key}.name", f"“{paper.name}”与“{earlier.name}”像是同一份材料，请合并"


@rule("G27", "B", "容缺后补的写明期限")
def due(subject: Subject) -> Iterator[Finding]:
    """A paper that may come later has a day by which."""
    for paper in subject.definition.papers:
        if paper.necessity == "deferrable" and paper.deferrable_days is None:
            yield f"papers.{paper.key}.deferrable_days", f"“{paper.name}”可以容缺后补，请写明几天内补交"


@rule("G33", "W", "容缺期限不长于承诺时限")
def in_time(subject: Subject) -> Iterator[Finding]:
    """The clock does not stand still for a paper that follows: it is there before the decision is due."""
    promised = subject.definition.limits.promised
    if promised is None or promised.unit != "working_day":
        return
    for paper in subject.definition.papers:
        days = paper.deferrable_days if paper.necessity == "deferrable" else None
        if days and days > promised.value:
            sentence = f"“{paper.name}”{days}个工作日内补交，长于承诺的{promised.value}个工作日，请改短"
            yield f"papers.{paper.key}.deferrable_days", sentence


@rule("G32", "B", "告知承诺的条款写全")
def committed(subject: Subject) -> Iterator[Finding]:
    """What it replaces is a paper of the guide; when and how it is checked and what follows is said."""
    definition, terms = subject.definition, subject.definition.commitment_terms
    if terms is None:
        return
    named, every = set(terms.replaces), {paper.key: paper for paper in definition.papers}
    for key in sorted(named - every.keys()):
        yield "commitment_terms.replaces", f"告知承诺免交的“{key}”不在材料清单里，请改为材料的代号"
    for key in sorted(key for key in named & every.keys() if not every[key].uploaded):
        yield "commitment_terms.replaces", f"“{every[key].name}”本来就不用申请人交，不能由承诺代替，请删去"
    said = {
        "commitment": (definition.commitment, "申请人要签的告知承诺书正文"),
        "commitment_terms.within": (terms.within, "决定后几个工作日内核查"),
        "commitment_terms.ways": (terms.ways, "怎样核查"),
        "commitment_terms.consequence": (terms.consequence.strip(), "承诺不实有什么后果"),
    }
    for element, (value, wanted) in said.items():
        if not value:
            yield element, f"可以告知承诺的，请写明{wanted}"


@rule("G29", "B", "首次申请不要本事项的结果证照")
def circular(subject: Subject) -> Iterator[Finding]:
    """What one gets is not asked for beforehand."""
    definition = subject.definition
    if (
        not definition.result.name
        or not FIRST_TIME.search(definition.name)
        or OTHER_PLACES.search(definition.name)
    ):
        return
    for paper in definition.papers:
        if plain_name(paper.name) == plain_name(definition.result.name):
            yield f"papers.{paper.key}", f"首次申请就要交“{paper.name}”，这正是要办的证，请删去"


@rule("G30", "B", "不要受理机关自己出具的材料", waivable=True)
def own(subject: Subject) -> Iterator[Finding]:
    """What the agency itself issues it looks up."""
    for paper in subject.definition.papers:
        if subject.agency and paper.uploaded and paper.issuer.strip() == subject.agency:
            yield f"papers.{paper.key}.issuer", f"“{paper.name}”由本机关出具，请内部核对，改为免提交"


def plain_name(name: str) -> str:
    """The name without what does not tell papers apart."""
    bare = re.sub(
        r"[（(](?:原件|复印件|电子|纸质|加盖公章|[0-9一二三]+份)[^）)]*[）)]|(?:原件|复印件)(?:及复印件)?$",
        "",
        name,
    )
    return texts.key(bare)


def _apart(one: Requirement, other: Requirement) -> bool:
    """Can they never be asked for together?"""
    return any(not set(one.when[key]) & set(other.when[key]) for key in one.when.keys() & other.when.keys())
