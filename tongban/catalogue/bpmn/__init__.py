"""BPMN 2.0 for tools: a flow is written as a diagram and read back, and nothing in a file is ever run.

`write(definition)` gives the file; `read(data)` gives the stages, or everything in the file that has no place
in a flow.
"""

from tongban.catalogue.bpmn.reading import Reading, read
from tongban.catalogue.bpmn.vocabulary import Refusal
from tongban.catalogue.bpmn.writing import NotDrawable, write

__all__ = ["NotDrawable", "Reading", "Refusal", "read", "write"]
