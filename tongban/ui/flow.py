"""The flow chart (流程图) of an item: boxes in columns, arrows, side notes below their box.

A stage is a mapping `{key, name, post, limit, notes}`; `notes` lists `{title, text}`: correction, pauses.
Where stages stand side by side it has a `level`, its column, and `after`, what it waits for; without these
it follows the one before it. `condition` says for whom it is.
"""

from collections.abc import Mapping, Sequence

WIDTH, GAP, LINE, PER_ROW = 146, 22, 22, 5
NOTE_GAP, ROW_GAP, STACK_GAP = 34, 40, 20


def _lines(text: str, size: int) -> list[str]:
    """At most two lines of about equal length."""
    if len(text) <= size:
        return [text]
    middle = (len(text) + 1) // 2
    return [text[:middle], text[middle:]]


def _box(stage: Mapping, place: int, top: int, height: int) -> dict:
    left = 1 + place * (WIDTH + GAP)
    texts = [("t", part) for part in _lines(stage["name"], 9)]
    texts += [("s", part) for part in _lines(stage.get("post") or "", 11) if part]
    texts += [("d", part) for part in _lines(stage.get("limit") or "", 11) if part]
    texts += [("c", part) for part in _lines(stage.get("condition") or "", 11) if part]
    first = top + (height - LINE * len(texts)) // 2 + 16
    lines = [{"class": kind, "text": part, "y": first + LINE * i} for i, (kind, part) in enumerate(texts)]
    return {"x": left, "y": top, "middle": left + WIDTH // 2, "on": bool(stage.get("post")), "lines": lines}


def _note_lines(note: Mapping) -> list[tuple[str, str]]:
    return [("t", part) for part in _lines(note["title"], 9)] + [
        ("s", part) for part in _lines(note["text"], 10)
    ]


def _notes(stage: Mapping, box: Mapping, bottom: int) -> list[dict]:
    made, top, stem = [], bottom + NOTE_GAP, bottom
    for note in stage.get("notes") or []:
        parts = _note_lines(note)
        lines = [
            {"class": kind, "text": part, "y": top + 24 + LINE * i} for i, (kind, part) in enumerate(parts)
        ]
        height = LINE * len(parts) + 14
        frame = {"x": box["x"], "y": top, "middle": box["middle"], "height": height}
        made.append(frame | {"stem": {"from": stem, "to": top}, "lines": lines})
        stem, top = top + height, top + height + 14
    return made


def columns(stages: Sequence[Mapping]) -> list[list[Mapping]]:
    """The stages by level; those of one level are side by side."""
    levels: dict[int, list[Mapping]] = {}
    for place, stage in enumerate(stages):
        levels.setdefault(stage.get("level", place), []).append(stage)
    return [levels[level] for level in sorted(levels)]


def drawing(stages: Sequence[Mapping]) -> dict:
    """Width, height, box height, boxes, arrows as path data, and notes."""
    height = LINE * max(len(_box(stage, 0, 0, 0)["lines"]) for stage in stages) + 32
    every = columns(stages)
    rows = [every[i : i + PER_ROW] for i in range(0, len(every), PER_ROW)]
    boxes: dict[str, dict] = {}
    notes: list[dict] = []
    top = 1
    for row in rows:
        bottoms = [_column(column, place, top, height, boxes, notes) for place, column in enumerate(row)]
        for column in row:
            for stage in column:
                boxes[stage["key"]] |= {"row": top, "floor": max(bottoms)}
        top = max(bottoms) + ROW_GAP
    deep = any(len(column) > 1 for column in every)
    return {
        "width": min(len(every), PER_ROW) * (WIDTH + GAP) - GAP + (16 if len(rows) > 1 else 2),
        "height": top - ROW_GAP + (ROW_GAP // 2 if deep else 1),
        "box": {"width": WIDTH, "height": height},
        "boxes": list(boxes.values()),
        "arrows": [_arrow(boxes[a], boxes[b], height) for a, b in _lines_between(stages)],
        "notes": notes,
    }


def _column(
    column: Sequence[Mapping], place: int, top: int, height: int, boxes: dict[str, dict], notes: list[dict]
) -> int:
    """Draw the stages of a column under each other; gives where it ends."""
    bottom = top - STACK_GAP
    for stage in column:
        box = _box(stage, place, bottom + STACK_GAP, height) | {"place": place}
        beside = _notes(stage, box, box["y"] + height)
        boxes[stage["key"]] = box
        notes += beside
        bottom = max([box["y"] + height, *(note["y"] + note["height"] for note in beside)])
    return bottom


def _lines_between(stages: Sequence[Mapping]) -> list[tuple[str, str]]:
    found, previous = [], None
    for stage in stages:
        after = stage.get("after", [previous] if previous else [])
        found += [(key, stage["key"]) for key in after]
        previous = stage["key"]
    return found


def _arrow(a: Mapping, b: Mapping, height: int) -> dict:
    middle, target = a["y"] + height // 2, b["y"] + height // 2
    start, end = a["x"] + WIDTH + 1, b["x"] - 1
    if a["row"] != b["row"]:
        turn, end = b["y"] - 18, b["y"] - 1
        line = f"M{start} {middle}h10V{turn}H{b['middle']}V{end - 8}"
        return {"line": line, "tip": f"M{b['middle']} {end}l-5-8h10z"}
    tip = f"M{end} {target}l-8-5v10z"
    if b["place"] > a["place"] + 1:  # below what stands between
        return {"line": f"M{start} {middle}h6V{a['floor'] + 10}H{end - 14}V{target}H{end - 8}", "tip": tip}
    bend = f"h6V{target}" if middle != target else ""
    return {"line": f"M{start} {middle}{bend}H{end - 8}", "tip": tip}
