"""Write the flow of one item as a BPMN 2.0 file."""

import argparse
import sys
from pathlib import Path

from tongban.catalogue import bpmn
from tongban.catalogue.commands import choosing
from tongban.core import errors


def run(argv: list[str]) -> int:
    """The words after `tongban items bpmn`."""
    options = argparse.ArgumentParser("tongban items bpmn", description=__doc__)
    options.add_argument("names", nargs=1, metavar="CODE|FILE.yaml")
    options.add_argument("out", type=Path, metavar="OUT.bpmn")
    options.set_defaults(agency=None)
    given = options.parse_args(argv)
    found = list(choosing.chosen(given))
    if len(found) != 1:
        options.error("one item goes to one file")
    try:
        given.out.write_bytes(bpmn.write(found[0].definition))
    except OSError as fault:
        raise errors.Problem(f"没有写成，“{given.out}”写不了：{fault.strerror}。") from fault
    sys.stdout.write(f"“{found[0].definition.name}”的流程已写到{given.out}\n")
    return 0
