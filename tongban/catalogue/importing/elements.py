"""The elements a profile may name, and how the words of each are read."""

from collections.abc import Callable
from dataclasses import dataclass

from tongban.catalogue import codes
from tongban.catalogue.importing import values
from tongban.catalogue.parts import Unit
from tongban.core import text

RESULT_KINDS = {"certificate": "证照", "approval": "批文", "none": "无"}
MEDIA = {"paper": "纸质", "electronic": "电子", "both": "纸质和电子"}


@dataclass(frozen=True, slots=True)
class Kind:
    """How one element is read: `many` words or one, from a code set or by a function of its text."""

    read: Callable[[str], object] = str
    words: dict[str, str] | None = None
    many: bool = False
    limit: bool = False
    parts: dict[str, "Kind"] | None = None
    plain: str = ""  # of parts: what a bare text stands for
    needs: tuple[str, ...] = ()  # of parts: what each must have

    def meaning(self, word: str, unit: Unit | None = None) -> object:
        """What a word stands for; raises NotUnderstood."""
        if self.limit:
            return values.limit(word, unit)
        if self.parts:
            return self.parts[self.plain].meaning(word)
        if self.words is None:
            return self.read(word)
        if word in self.words:
            return word
        found = [code for code, label in self.words.items() if label == text.tidy(word)]
        if not found:
            raise values.NotUnderstood
        return found[0]


LINE = Kind(read=text.tidy)
TEXT = Kind(read=str.strip)
LINES = Kind(read=text.tidy, many=True)
COUNT = Kind(read=values.count)
ANSWER = Kind(read=values.yes_or_no)

PAPER = {
    "name": LINE,
    "source": Kind(words=codes.SOURCES),
    "issuer": LINE,
    "originals": COUNT,
    "copies": COUNT,
    "medium": Kind(words=MEDIA),
    "necessity": Kind(words=codes.NECESSITIES),
    "deferrable_days": COUNT,
    "note": TEXT,
}
PLACE: dict[str, Kind] = dict.fromkeys(("name", "address", "window", "hours", "phone", "transport"), LINE)
CHARGE = {"name": LINE, "amount": Kind(read=values.fen)} | dict.fromkeys(
    ("standard", "basis", "reduction"), TEXT
)

ELEMENTS: dict[str, Kind] = {
    "code": LINE,
    "level": Kind(words=codes.LEVELS),
    "agency.code": LINE,
    "agency.name": LINE,
    "region.code": LINE,
    "region.name": LINE,
    "name": LINE,
    "aliases": LINES,
    "summary": TEXT,
    "kind": Kind(words=codes.KINDS),
    "project_type": Kind(words=codes.PROJECT_TYPES),
    "audiences": Kind(words=codes.AUDIENCES, many=True),
    "person_themes": Kind(words=codes.PERSON_THEMES, many=True),
    "firm_themes": Kind(words=codes.FIRM_THEMES, many=True),
    "basis": Kind(parts={"title": LINE, "article": LINE, "url": LINE}, plain="title", needs=("title",)),
    "conditions": Kind(read=str.strip, many=True),
    "limits.statutory": Kind(limit=True),
    "limits.promised": Kind(limit=True),
    "limits.note": TEXT,
    "special_procedures": LINES,
    "channels": Kind(words=codes.CHANNELS, many=True),
    "online": ANSWER,
    "online_url": LINE,
    "visits.count": COUNT,
    "visits.reason": TEXT,
    "area": LINE,
    "fee.charged": Kind(read=values.charged),
    "fee.charges": Kind(parts=CHARGE, plain="name", needs=("name",)),
    "fee.note": TEXT,
    "places": Kind(parts=PLACE, plain="address"),
    "consult": LINE,
    "supervise": LINE,
    "review_body": LINE,
    "court": LINE,
    "partners": LINES,
    "quantity_limit": TEXT,
    "papers": Kind(parts=PAPER, plain="name", needs=("name",)),
    "commitment": TEXT,
    "result.name": LINE,
    "result.kind": Kind(words=RESULT_KINDS),
    "result.validity": LINE,
    "faq": Kind(parts={"question": LINE, "answer": TEXT}, plain="question", needs=("question", "answer")),
}
