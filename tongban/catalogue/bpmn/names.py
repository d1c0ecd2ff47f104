"""The names of elements: BPMN's, its diagram's, our own."""

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DI = "http://www.omg.org/spec/BPMN/20100524/DI"
BOUNDS = "http://www.omg.org/spec/DD/20100524/DC"
POINTS = "http://www.omg.org/spec/DD/20100524/DI"
SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"
OWN = "urn:tongban:flow:1"
LIMIT = "text/x-limit"  # the format of the documentation that tells the limit


def model(name: str) -> str:
    """An element of BPMN."""
    return f"{{{MODEL}}}{name}"


def own(name: str) -> str:
    """An element of ours, inside `extensionElements`."""
    return f"{{{OWN}}}{name}"


def local(tag: str) -> str:
    """The name of a BPMN element; empty for those of others."""
    return tag.removeprefix(f"{{{MODEL}}}") if tag.startswith(f"{{{MODEL}}}") else ""
