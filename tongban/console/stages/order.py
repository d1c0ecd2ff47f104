"""先后次序: the stages of a draft as rows, what comes after what, and every change of it.

Rows may have faults, but each has a key of its own. `Waits` is the graph: by key, the stages each one waits
for. A change keeps the order of the stages it does not name.
"""

import re
from collections.abc import Callable, Collection

from django.utils.translation import gettext as _

from tongban.core import errors

Rows = list[dict]
Waits = dict[str, tuple[str, ...]]
Change = tuple[Rows, Waits, str]  # and the stage to look at
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


class Refused(errors.Problem):
    """The change would leave an order in which nothing can begin."""

    status = 422


def keyed(rows: object) -> Rows:
    """The rows, each with a key that no other has."""
    taken: set[str] = set()
    made: Rows = []
    for row in rows if isinstance(rows, list) else []:
        if not isinstance(row, dict):
            continue
        key = row.get("key")
        if not isinstance(key, str) or not KEY.fullmatch(key) or key in taken:
            key = fresh([*taken, *_keys(rows)])
        taken.add(key)
        made.append({"key": key} | row | {"key": key})
    return made


def _keys(rows: object) -> list[str]:
    return [str(row.get("key")) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def fresh(taken: Collection[str]) -> str:
    """A key that is not taken."""
    number = len(set(taken)) + 1
    while f"stage_{number}" in taken:
        number += 1
    return f"stage_{number}"


def waits(rows: Rows) -> Waits:
    """What each stage waits for, of what there is; without a word, for the one before it."""
    known = {row["key"] for row in rows}
    found: Waits = {}
    previous: tuple[str, ...] = ()
    for row in rows:
        said = row.get("after")
        given = tuple(dict.fromkeys(each for each in said if each in known)) if isinstance(said, list) else ()
        found[row["key"]] = previous if said is None else given
        previous = (row["key"],)
    return found


def settled(rows: Rows, graph: Waits) -> Rows:
    """The rows saying that order, each no more than it must."""
    place = {row["key"]: i for i, row in enumerate(rows)}
    made, previous = [], set()
    for row in rows:
        wanted = graph[row["key"]]
        rest = {key: value for key, value in row.items() if key != "after"}
        said = {} if set(wanted) == previous else {"after": sorted(wanted, key=place.__getitem__)}
        made.append(rest | said)
        previous = {row["key"]}
    return made


def earlier(graph: Waits, key: str) -> set[str]:
    """Everything that a stage waits for, directly or not."""
    found, left = set(), [key]
    while left:
        new = set(graph.get(left.pop(), ())) - found
        found |= new
        left += new
    return found


def nearest(graph: Waits, keys: Collection[str]) -> tuple[str, ...]:
    """Those of the stages that none of the others waits for anyway."""
    behind = {key: earlier(graph, key) for key in keys}
    implied = {one for one in behind for key in behind if one in behind[key] and key not in behind[one]}
    return tuple(key for key in behind if key not in implied)


def changed(rows: Rows, wish: str) -> tuple[Rows, str]:
    """The rows after `add`, `after:KEY`, `link:KEY>KEY` …, and the key to look at; else as they are."""
    what, _colon, named = wish.partition(":")
    graph, keys = waits(rows), [key for key in named.split(">") if key]
    change = CHANGES.get((what, len(keys)))
    if change is None or not set(keys) <= graph.keys():
        return settled(rows, graph), ""
    rows, graph, look = change(rows, graph, *keys)
    return settled(rows, graph), look


def _place(rows: Rows, key: str) -> int:
    return next(i for i, row in enumerate(rows) if row["key"] == key)


def _new(rows: Rows, **said: str) -> dict:
    return {
        "key": fresh([row["key"] for row in rows]),
        "name": _("新环节"),
        "act": "review",
        "post": "review",
    } | said


def _add(rows: Rows, graph: Waits) -> Change:
    """增加环节: before the decision with which the flow ends, else at the end."""
    if rows and rows[-1].get("act") == "decide":
        last = rows[-1]["key"]
        new = _new(rows)
        graph = graph | {new["key"]: graph[last], last: (new["key"],)}
        return [*rows[:-1], new, rows[-1]], graph, new["key"]
    new = _new(rows)
    ends = tuple(key for key in graph if not any(key in needed for needed in graph.values()))
    return [*rows, new], graph | {new["key"]: ends}, new["key"]


def _begin(rows: Rows, graph: Waits) -> Change:
    """常用流程: reviewed, then decided; only where there is nothing yet."""
    if rows:
        return rows, graph, ""
    first = _new([], key="review", name=_("审查"))
    last = _new([], key="decide", name=_("决定"), act="decide", post="decide")
    return [first, last], {"review": (), "decide": ("review",)}, "review"


def _after(rows: Rows, graph: Waits, key: str) -> Change:
    """在后面增加: what came after it comes after the new one."""
    new, place = _new(rows), _place(rows, key) + 1
    swap = {key: new["key"]}
    moved = {one: tuple(swap.get(each, each) for each in needed) for one, needed in graph.items()}
    return [*rows[:place], new, *rows[place:]], moved | {new["key"]: (key,)}, new["key"]


def _beside(rows: Rows, graph: Waits, key: str) -> Change:
    """并行增加: it begins when the other begins, and is waited for by those that wait for the other."""
    new, place = _new(rows), _place(rows, key) + 1
    moved = {one: (*needed, new["key"]) if key in needed else needed for one, needed in graph.items()}
    return [*rows[:place], new, *rows[place:]], moved | {new["key"]: graph[key]}, new["key"]


def _drop(rows: Rows, graph: Waits, key: str) -> Change:
    """删除: those that waited for it wait for what it waited for."""
    place = _place(rows, key)
    rest = [row for row in rows if row["key"] != key]
    without = {one: needed for one, needed in graph.items() if one != key}
    for one, needed in without.items():
        if key in needed:
            others = [each for each in (*needed, *graph[key]) if each not in (key, one)]
            without[one] = nearest(graph, others)
    return rest, without, rest[min(place, len(rest) - 1)]["key"] if rest else ""


def _moved(rows: Rows, graph: Waits, key: str, step: int) -> Change:
    """移动: two stages one after the other change places; of others only the rows do."""
    place = _place(rows, key)
    if not 0 <= place + step < len(rows):
        return rows, graph, key
    upper, lower = sorted((place, place + step))
    rows = [*rows[:upper], rows[lower], rows[upper], *rows[lower + 1 :]]
    one, other = rows[upper]["key"], rows[lower]["key"]
    if graph[one] == (other,):
        swap = {one: other, other: one}
        graph = {
            swap.get(each, each): tuple(swap.get(every, every) for every in needed)
            for each, needed in graph.items()
        }
    return rows, graph, key


def _up(rows: Rows, graph: Waits, key: str) -> Change:
    return _moved(rows, graph, key, -1)


def _down(rows: Rows, graph: Waits, key: str) -> Change:
    return _moved(rows, graph, key, 1)


def _link(rows: Rows, graph: Waits, first: str, then: str) -> Change:
    """接在之后: the second waits for the first too."""
    if first == then or then in earlier(graph, first):
        raise Refused(_("没有连上：这样连，两个环节会互相等待，谁也开始不了。流程没有变化。"))
    linked = graph | {then: (*graph[then], first)}
    return rows, {key: nearest(linked, needed) for key, needed in linked.items()}, then


def _unlink(rows: Rows, graph: Waits, first: str, then: str) -> Change:
    """去掉连线: the second no longer waits for the first, but for what that one waits for."""
    if first not in graph[then]:
        return rows, graph, then
    others = [each for each in (*graph[then], *graph[first]) if each not in (first, then)]
    return rows, graph | {then: nearest(graph, others)}, then


CHANGES: dict[tuple[str, int], Callable[..., Change]] = {
    ("add", 0): _add,
    ("begin", 0): _begin,
    ("after", 1): _after,
    ("beside", 1): _beside,
    ("drop", 1): _drop,
    ("up", 1): _up,
    ("down", 1): _down,
    ("link", 2): _link,
    ("unlink", 2): _unlink,
}
