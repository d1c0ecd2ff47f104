"""The flow chart (流程图) of an item: boxes in rows, arrows, side notes below their box.

A stage is a mapping `{key, name, post, limit, notes}`; `notes` lists `{title, text}`: correction, pauses.
"""

from collections.abc import Mapping
from itertools import pairwise

WIDTH, GAP, LINE, PER_ROW = 146, 22, 22, 5
NOTE_GAP, ROW_GAP = 34, 40


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


def drawing(stages: list[Mapping]) -> dict:
    """Width, height, box height, boxes, arrows as path data, and notes."""
    height = LINE * max(len(_box(stage, 0, 0, 0)["lines"]) for stage in stages) + 32
    rows = [stages[i : i + PER_ROW] for i in range(0, len(stages), PER_ROW)]
    boxes, notes, top = [], [], 1
    for row in rows:
        bottom = top + height
        for place, stage in enumerate(row):
            box = _box(stage, place, top, height)
            beside = _notes(stage, box, top + height)
            boxes.append(box)
            notes += beside
            bottom = max([bottom] + [note["y"] + note["height"] for note in beside])
        top = bottom + ROW_GAP
    return {
        "width": min(len(stages), PER_ROW) * (WIDTH + GAP) - GAP + (16 if len(rows) > 1 else 2),
        "height": top - ROW_GAP + 1,
        "box": {"width": WIDTH, "height": height},
        "boxes": boxes,
        "arrows": [_arrow(a, b, height) for a, b in pairwise(boxes)],
        "notes": notes,
    }


def _arrow(a: Mapping, b: Mapping, height: int) -> dict:
    middle = a["y"] + height // 2
    if a["y"] == b["y"]:
        end = b["x"] - 1
        return {"line": f"M{a['x'] + WIDTH + 1} {middle}H{end - 8}", "tip": f"M{end} {middle}l-8-5v10z"}
    turn, end = b["y"] - 18, b["y"] - 1
    line = f"M{a['x'] + WIDTH + 1} {middle}h10V{turn}H{b['middle']}V{end - 8}"
    return {"line": line, "tip": f"M{b['middle']} {end}l-5-8h10z"}
