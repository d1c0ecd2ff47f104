"""终止和撤销的情形: why a case is ended or a licence taken back, as data in `grounds.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class Ground:
    """One of them; `innocent` where the holder is not to blame."""

    key: str
    label: str
    basis: str = ""
    innocent: bool = False


def load(words: str) -> dict[str, dict[str, Ground]]:
    """The grounds of each act, by key."""
    return {
        act: {key: Ground(key, **said) for key, said in grounds.items()}
        for act, grounds in yaml.safe_load(words).items()
    }


_ALL = load((Path(__file__).parent / "grounds.yaml").read_text("utf-8"))
TERMINATION: Mapping[str, Ground] = _ALL["termination"]
REVOCATION: Mapping[str, Ground] = _ALL["revocation"]


def choices(grounds: Mapping[str, Ground]) -> list[tuple[str, str]]:
    """To choose from."""
    return [(ground.key, ground.label) for ground in grounds.values()]


def label(grounds: Mapping[str, Ground], key: str) -> str:
    """One of them in words; one that is in use no more by its key."""
    return grounds[key].label if key in grounds else key
