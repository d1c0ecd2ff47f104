"""The parts of which a form is made: every kind there is, each a field that stands by itself."""

import pytest

from tongban.catalogue import forms as soundness
from tongban.core import forms
from tongban.ui import forms as shown
from tongban.ui.forms import designing


def test_every_kind_has_its_part():
    assert {*designing.KINDS} == {*forms.KINDS}


@pytest.mark.parametrize("kind", designing.KINDS.values(), ids=lambda kind: kind.key)
def test_a_new_field_of_each_kind_is_sound_and_can_be_shown(kind, town):
    schema = {"type": "object", "properties": {"new": {"title": str(kind.name), **kind.blank}}}

    assert soundness.faults(schema) == []
    assert forms.kind_of(kind.blank) == kind.key
    assert [part.fields[0].label for part in shown.sections(schema, {})] == [str(kind.name)]
