"""Forms (表单) on a page: fields to show, values from what was posted, the filled-in form to be read.

From a schema alone, as a preview wants it: `sections(schema, {})` for the template macro `fields.sections`.
What is wrong with values is said by `core.forms.errors`.
"""

from tongban.ui.forms.fields import Field, Section, fields, sections, summary
from tongban.ui.forms.posted import changed, parse
from tongban.ui.forms.readback import Line, Part, readback, shown, words

__all__ = [
    "Field", "Line", "Part", "Section", "changed", "fields", "parse", "readback", "sections", "shown",
    "summary", "words",
]  # fmt: skip
