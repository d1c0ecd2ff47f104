"""The glossary knows every table, the timeline every verb."""

import re

from django.apps import apps

from tests.house import source
from tongban.cases import telling
from tongban.cases.states import STEPS


def test_the_glossary_covers_every_model():
    glossary = (source.ROOT / "docs" / "glossary.md").read_text()
    ours = [
        model._meta.label
        for config in apps.get_app_configs()
        if config.name.startswith("tongban.")
        for model in config.get_models()
    ]

    assert [label for label in ours if f"`{label}`" not in glossary] == []


def verbs_written() -> set[str]:
    written = set()
    for path in source.modules():
        written |= set(re.findall(r'journal\.append\(\s*"([a-z]+\.[a-z_]+)"', path.read_text()))
    return written | {f"cases.{verb}" for verb in STEPS}


def verbs_told() -> set[str]:
    """`cases.decide.granted` tells `cases.decide`."""
    return {".".join(verb.split(".")[:2]) for verb in telling.WORDINGS}


def test_the_timeline_has_words_for_every_verb_of_a_case():
    of_cases = {verb for verb in verbs_written() if verb.startswith("cases.")}

    assert sorted(of_cases - verbs_told()) == []
