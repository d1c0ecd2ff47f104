"""区划选择: a division is chosen level by level; each list is what lies below the choice above."""

from collections.abc import Sequence
from dataclasses import dataclass
from re import fullmatch

from django.utils.translation import gettext_lazy

from tongban.core import identifiers
from tongban.identity import regions

LEVEL = 3
NAMES = (
    gettext_lazy("省"),
    gettext_lazy("市"),
    gettext_lazy("县（区）"),
    gettext_lazy("乡镇（街道）"),
    gettext_lazy("村（社区）"),
)


@dataclass(frozen=True, slots=True)
class Level:
    """One list, what is chosen in it, and what it is called."""

    name: str
    options: list[tuple[str, str]]
    chosen: str


def levels(code: str, within: str = "", deepest: int = LEVEL) -> list[Level]:
    """The lists down to the one in which a choice is due."""
    chain = {*regions.ancestors(code), code} if fullmatch("[0-9]{12}", code) else set()
    made, above = [], within
    while not above or identifiers.region_level(above) < deepest:
        options = regions.below(above)
        if not options:
            break
        above = next((one for one, _name in options if one in chain), "")
        name = str(NAMES[identifiers.region_level(options[0][0]) - 1])
        made.append(Level(name, options, above))
        if not above:
            break
    return made


def chosen(codes: Sequence[str]) -> str:
    """The deepest choice that lies below those before it: what was chosen above may have changed since."""
    found = ""
    for code in codes:
        if not fullmatch("[0-9]{12}", code):
            return found or code
        if found and not code.startswith(identifiers.region_prefix(found)):
            break
        found = code
    return found
