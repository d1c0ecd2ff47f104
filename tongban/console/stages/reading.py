"""From what was posted to the document (读取): as any part is read, with what is ticked as lists."""

import re

from django.http import QueryDict

from tongban.console import reading, sections
from tongban.console.stages import order

ROW = re.compile(r"(flow\.[0-9]{1,4})\.key")
TICKED = ("after", "procedures")
TRY = "try."


def posted(document: dict, given: QueryDict) -> dict:
    """The document with its stages as they were posted, each with a key, in a settled order."""
    _title, keys = sections.SECTIONS["flow"]
    said = reading.section(keys, document, _lines(given))
    rows = order.keyed(said.get("flow"))
    return with_rows(said, order.settled(rows, order.waits(rows)))


def with_rows(document: dict, rows: order.Rows) -> dict:
    """The document with these stages; without any nothing is said of them."""
    rest = {key: value for key, value in document.items() if key != "flow"}
    return rest | ({"flow": rows} if rows else {})


def _lines(given: QueryDict) -> QueryDict:
    """Ticked boxes as the lines of a text, which nothing ticked empties."""
    read = given.copy()
    for row in (found[1] for name in given if (found := ROW.fullmatch(name))):
        for name in TICKED:
            read[f"{row}.{name}"] = "\n".join(given.getlist(f"{row}.{name}"))
        read[f"{row}.after.given"] = "on"
    return read


def answers(given: QueryDict) -> dict[str, list[str]]:
    """What is chosen for the way to be tried out, by question."""
    return {name.removeprefix(TRY): given.getlist(name) for name in given if name.startswith(TRY)}
