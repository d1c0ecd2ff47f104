"""简明版: what a guide says to somebody who has never heard of the matter."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tongban.catalogue import codes
from tongban.catalogue.definition import Definition
from tongban.catalogue.queries import Subject
from tongban.catalogue.rules import Checklist
from tongban.portal import coming, guide, materials, notices, words

FEW = 5


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to know: a heading, sentences, and things to tick off."""

    heading: str
    sentences: tuple[str, ...]
    things: tuple[str, ...] = ()


def steps(item: Subject, definition: Definition, checklist: Checklist) -> list[Step]:
    """The editor's own words and what to bring; without them, what the definition comes to."""
    if definition.plain:
        own = [Step("", tuple(filter(None, text.split("\n")))) for text in definition.plain]
        return [*own, _bring(item, definition, checklist)]
    return [
        _who(definition),
        _bring(item, definition, checklist),
        _where(item, definition),
        Step(_("多久能办好"), (notices.promise(definition, checklist) + "。",)),
        Step(_("要花多少钱"), (_fee(definition, checklist),)),
        *_gain(definition),
        _ask(item, definition),
    ]


def _who(definition: Definition) -> Step:
    who = "、".join(codes.AUDIENCES[word] for word in definition.audiences)
    sentences = [_("%(who)s可以办。") % {"who": who}] if who else []
    if not sentences and not definition.conditions:
        sentences = [words.unknown() + "。"]
    more = len(definition.conditions) - FEW
    sentences += [_("还有%(n)s条，见完整版。") % {"n": more}] if more > 0 else []
    return Step(_("谁能办"), tuple(sentences), definition.conditions[:FEW])


def _bring(item: Subject, definition: Definition, checklist: Checklist) -> Step:
    heading = _("要带什么")
    if not definition.papers_known:
        return Step(heading, (_("该事项暂未公布材料清单，请先向%(agency)s咨询。") % {"agency": item.agency},))
    spared = "、".join(paper.name for paper in checklist.spared)
    sentences = [] if checklist.uploads else [_("不用您带材料。")]
    sentences += [_("不用带：%(names)s，由系统核对或者生成。") % {"names": spared}] if spared else []
    sentences += [_("还有材料要看情形，回答上面的问题后显示。")] if checklist.unanswered else []
    things = tuple(
        "，".join(filter(None, (paper.name, materials.copies(paper)))) for paper in checklist.uploads
    )
    return Step(heading, tuple(sentences), things)


def _where(item: Subject, definition: Definition) -> Step:
    ways = [_("网上：在这一页点“在线办理”。")] if definition.accepts_online else []
    if not ways and definition.online_url:
        ways = [_("网上：在这一页点“去办理系统”。")]
    ways += notices.windows(definition)
    if not ways:
        ways = [_("请先向%(agency)s咨询办理方式。") % {"agency": item.agency}]
    sentences = (coming_words(definition),) if coming.known(definition) else ()
    return Step(_("到哪里办"), sentences, tuple(ways))


def coming_words(definition: Definition) -> str:
    """How often one has to come, as one says it."""
    times = coming.count(definition)
    return _("要到现场%(n)s次。") % {"n": times} if times else _("不用到现场。")


def _fee(definition: Definition, checklist: Checklist) -> str:
    return (
        "，".join(part for part in guide.fee(checklist.fee, definition.fee_known) if part).rstrip("。") + "。"
    )


def _gain(definition: Definition) -> list[Step]:
    result = definition.result
    if not result.name:
        return []
    validity = _("有效期%(span)s") % {"span": result.validity} if result.validity else ""
    ways = "、".join(str(guide.WAYS[way]) for way in result.delivery)
    return [Step(_("办好拿到什么"), ("，".join(filter(None, (result.name, validity, ways))) + "。",))]


def _ask(item: Subject, definition: Definition) -> Step:
    phone = definition.consult or item.phone
    return Step(_("不明白问谁"), (phone or _("请向%(agency)s咨询。") % {"agency": item.agency},))
