"""Answers to a form (表单): a JSON Schema 2020-12 object with hints (docs/items.md, “Forms”).
`settled` drops what is not asked and fills in what is computed; `errors` says what is wrong with values.
Paths into groups are written `members.0.name`. What is wrong with a form itself: `catalogue.forms.faults`.
"""

from tongban.core.forms.checking import errors, required_sentence, validator
from tongban.core.forms.kinds import CHECKS, KINDS, SEALED, fields_of, kind_of, options
from tongban.core.forms.settling import holds, needs, order, settled, words

__all__ = [
    "CHECKS", "KINDS", "SEALED", "errors", "fields_of", "holds", "kind_of", "needs", "options",
    "order", "required_sentence", "settled", "validator", "words",
]  # fmt: skip
