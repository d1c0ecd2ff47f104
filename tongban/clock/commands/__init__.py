"""tongban clock explain [--installed] < FACTS

explain   read facts of deadlines as JSON, one object or an array, and print each deadline and its days;
          by the notices known to the program, or with --installed by those imported here and by the
          days that the fact's division changed
"""

import sys

from tongban.clock.commands import explain


def needs_database(argv: list[str]) -> bool:
    """Explaining by the known notices needs none."""
    return "--installed" in argv


def run(argv: list[str]) -> int:
    """Exit status 0: done; 2: wrong words, or wrong facts that were named."""
    word, *rest = argv or [""]
    if word == "explain":
        return explain.run(rest)
    asked = word in {"-h", "--help"}
    (sys.stdout if asked else sys.stderr).write(__doc__ or "")
    return 0 if asked else 2
