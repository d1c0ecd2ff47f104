"""Searching a real list by probes made of its own names."""

import os
import random
from pathlib import Path

import pytest

from tests.catalogue.samples import AT, CITY
from tongban.catalogue import queries, search, spelling
from tongban.catalogue.importing import load
from tongban.core import text
from tongban.journal.actions import SYSTEM

DATA = Path(os.environ.get("TONGBAN_DATA", "../shared/data"))


@pytest.mark.skipif(not DATA.is_dir(), reason="the real lists are not beside the project (TONGBAN_DATA)")
def test_probes_made_of_real_names_are_found(db):
    file = DATA / "items-guangdong-gdzwfw" / "policy.jsonl"
    load.from_file(file, "gdzwfw", by=SYSTEM, at=AT, home=CITY)
    rates = {kind: rate(make) for kind, make in MAKERS.items()}
    assert {kind: found >= LEAST[kind] for kind, found in rates.items()} == dict.fromkeys(LEAST, True), rates


def rate(make, size=60):
    """The share of probes for which one of the first three is right."""
    chance = random.Random(20260918)  # noqa: S311 chance for tests
    drawn = chance.sample(list(queries.published().order_by("id").values_list("name", flat=True)), size)
    probes = [make(text.key(name), chance) for name in drawn if len(text.key(name)) >= 6]
    return sum(found(*probe) for probe in probes) / len(probes)


def found(asked, wanted):
    return any(wanted in text.key(item.name) for item in search.find(asked, size=3).items)


def part(key, chance, least, most):
    size = chance.randint(least, min(most, len(key)))
    start = chance.randint(0, len(key) - size)
    return key[start : start + size]


def changed(words, chance):
    place = chance.randrange(len(words))
    return words[:place] + chance.choice("管理证书中国人民") + words[place + 1 :]


def as_asked(maker):
    def make(key, chance):
        wanted, asked = maker(key, chance)
        return asked, wanted

    return make


MAKERS = {
    "part": as_asked(lambda key, chance: (words := part(key, chance, 4, 8), words)),
    "two characters": as_asked(lambda key, chance: (words := part(key, chance, 2, 2), words)),
    "initials": as_asked(lambda key, _: (key[:6], spelling.initials(key[:6]))),
    "question": as_asked(lambda key, _: (key[:8], f"我想办{key[:8]}需要什么材料")),
    "slip": as_asked(lambda key, chance: (words := part(key, chance, 5, 9), changed(words, chance))),
}


LEAST = {"part": 1.0, "two characters": 1.0, "initials": 0.95, "question": 0.95, "slip": 0.85}
