"""Run the examples of items, and say where one comes to something else."""

import argparse
import sys

from tongban.catalogue import examples
from tongban.catalogue.commands import choosing


def run(argv: list[str]) -> int:
    """The words after `tongban items test`."""
    options = argparse.ArgumentParser("tongban items test", description=__doc__)
    choosing.options(options)
    items = tried = failed = bare = 0
    for one in choosing.chosen(options.parse_args(argv)):
        failures = examples.failures(one.definition)
        items, tried = items + 1, tried + len(one.definition.examples)
        failed += len({failure.example for failure in failures})
        bare += not one.definition.examples
        for failure in failures:
            sys.stdout.write(f"{one.label} {one.definition.name}：{failure.sentence}\n")
    verdict = f"{failed}个不符" if failed else "全部相符"
    without = f"；{bare}个事项没有示例" if bare else ""
    sys.stdout.write(f"{items}个事项，{tried}个示例，{verdict}{without}\n")
    return 1 if failed else 0
