"""法定期限规则: the limits that the law gives to all, as data in `terms.yaml`, each with its source."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from tongban.clock.engine import Limit


@dataclass(frozen=True, slots=True)
class Term:
    """One of them; `rank` is who approves, where somebody must."""

    value: int
    basis: str
    unit: str = "working_day"
    rank: str = ""

    @property
    def limit(self) -> Limit:
        """As the engine wants it."""
        return Limit(self.value, self.unit)


def load(words: str) -> dict[str, Term]:
    """The terms by name; one without its source does not load."""
    return {name: Term(**said) for name, said in yaml.safe_load(words).items()}


TERMS = load((Path(__file__).parent / "terms.yaml").read_text("utf-8"))
