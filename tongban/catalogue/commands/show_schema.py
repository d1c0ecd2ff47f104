"""Print the JSON Schema of a file."""

import json
import sys

from tongban.catalogue import documents


def run(_argv: list[str]) -> int:
    """Nothing comes after `tongban items schema`."""
    sys.stdout.write(json.dumps(documents.schema(), ensure_ascii=False, indent=2) + "\n")
    return 0
