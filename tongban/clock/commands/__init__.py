"""tongban clock explain [--installed] < FACTS | import FILE

explain   read facts of deadlines as JSON, one object or an array, and print each deadline and its days;
          by the notices known to the program, or with --installed by those imported here and by the
          days that the fact's division changed
import    take in the official notice of one year: {year, papers, days: [{name, date, isOffDay}]}
"""

import importlib
import sys

WORDS = {"explain": "tongban.clock.commands.explain", "import": "tongban.clock.commands.import_notice"}


def needs_database(argv: list[str]) -> bool:
    """Explaining by the known notices needs none."""
    return argv[:1] == ["import"] or "--installed" in argv


def run(argv: list[str]) -> int:
    """Exit status 0: done; 2: wrong words, or wrong input that was named."""
    word, *rest = argv or [""]
    if word in WORDS:
        # what imports needs the database, what explains does not
        return importlib.import_module(WORDS[word]).run(rest)
    asked = word in {"-h", "--help"}
    (sys.stdout if asked else sys.stderr).write(__doc__ or "")
    return 0 if asked else 2
