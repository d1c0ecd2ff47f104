"""Taking back, step by step."""

import pytest

from tests.console.stages.samples import rows
from tongban.console import history

HISTORY = [(1, rows("a")), (2, rows("a b")), (3, rows("a b")), (5, rows("a b c"))]


@pytest.mark.parametrize(
    ("past", "at", "before"),
    [
        ([], 1, None),
        ([(1, rows("a"))], 1, None),
        (HISTORY, 5, 3),
        (HISTORY, 9, 3),
        (HISTORY, 3, 1),
        (HISTORY, 2, 1),
        (HISTORY, 1, None),
        ([*HISTORY, (6, rows("a b"))], 3, 1),
        ([*HISTORY, (6, rows("a b"))], 6, 5),
    ],
)
def test_changes_are_taken_back_one_after_the_other(past, at, before):
    found = history.taken_back(past, at)
    assert (found and found[0]) == before
