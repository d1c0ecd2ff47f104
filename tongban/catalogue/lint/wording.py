"""G40–G48: is it said so that one can go by it?"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from tongban.catalogue import visits
from tongban.catalogue.definition import Definition
from tongban.catalogue.lint import trials, words
from tongban.catalogue.lint.rule import RULES, Finding, Subject, rule
from tongban.catalogue.lint.trials import Trial
from tongban.catalogue.lint.words import Wording

LONGEST = 60  # characters of a sentence
SENTENCE = re.compile(r"[^。；;！？!?\n]+")


def _worded(wording: Wording) -> Callable[[Subject], Iterator[Finding]]:
    def check(subject: Subject) -> Iterator[Finding]:
        for text in words.texts(subject.definition):
            match = wording.pattern.search(text.words) if text.kind in wording.where else None
            if match:
                found, instead = _shown(match), words.renamed(match[0])
                yield text.element, wording.sentence.format(found=found, instead=instead)

    return check


def _shown(match: re.Match) -> str:
    """What was found; of one or two signs, with what stands around them."""
    start, end = match.span()
    return match[0] if end - start > 2 else match.string[max(0, start - 4) : end + 4]


for _wording in words.wordings():
    _entered = rule(_wording.number, _wording.severity, _wording.title, waivable=_wording.waivable)
    _entered(_worded(_wording))


def tried(definitions: Iterable[Definition], corpus: str, day: dt.date) -> list[Trial]:
    """Each rule about words on a corpus: how many places it hits, in how many items."""
    hits, items_hit, items = Counter(), Counter(), 0
    for definition in definitions:
        items += 1
        for one in words.wordings():
            found = sum(1 for _ in RULES[one.number].check(Subject(definition)))
            hits[one.number] += found
            items_hit[one.number] += bool(found)
    return [
        Trial(
            one.number,
            trials.mark(one.pattern.pattern),
            corpus,
            items,
            hits[one.number],
            items_hit[one.number],
            day,
        )
        for one in words.wordings()
    ]


@rule("G46", "W", "一句话不超过60字")
def short(subject: Subject) -> Iterator[Finding]:
    """A sentence one can take in."""
    for text in words.texts(subject.definition):
        longest = max((len(sentence) for sentence in SENTENCE.findall(text.words)), default=0)
        if text.kind in ("summary", "condition", "paper_note", "faq") and longest > LONGEST:
            yield text.element, f"有一句话{longest}字，请拆成几句短的"


@rule("G47", "B", "前后不矛盾")
def agreeing(subject: Subject) -> Iterator[Finding]:
    """Yes here is not no there."""
    definition = subject.definition
    if definition.fee_known and not definition.fee.charged and definition.fee.charges:
        yield "fee", "写明不收费，却列了收费项目，请核对"
    if definition.visits.count == 0:
        for reason in visits.computed(definition).reasons:
            if reason.point == "apply" and reason.element != "channels":
                yield reason.element, f"写明不用到现场，但{reason.sentence}，请改其中一项"
    if not definition.online and {"web", "mobile"} & set(definition.channels):
        yield "channels", "办理形式有网上办理，却写明不能在网上办，请核对"
