"""An item with a table, as tests of its judgement want it."""

from tongban.catalogue.definition import Definition

CARD = {
    "name": "居住证明",
    "kind": "20",
    "audiences": ("1",),
    "flow": ({"key": "decide", "name": "出具", "act": "decide", "post": "window"},),
    "questions": (
        {"key": "home", "text": "住在哪里？",
         "options": ({"value": "own", "label": "自有"}, {"value": "rented", "label": "租住"})},
        {"key": "kept", "text": "备过案吗？", "when": {"home": ["rented"]},
         "options": ({"value": "yes", "label": "备过"}, {"value": "no", "label": "没有"})},
    ),
    "papers": (
        {"key": "application", "name": "申请表", "source": "system"},
        {"key": "book", "name": "户口簿", "source": "licence", "licence": "990100X103"},
        {"key": "lease", "name": "租赁合同", "when": {"kept": ["no"]}},
        {"key": "photo", "name": "相片", "necessity": "optional"},
    ),
    "form": {
        "properties": {
            "id_number": {"type": "string", "title": "身份证号", "x-kind": "id_number"},
            "rooms": {"type": "integer", "title": "间数", "minimum": 1, "maximum": 9},
            "rent": {"type": "integer", "title": "月租", "x-kind": "money", "minimum": 0},
            "since": {"type": "string", "title": "入住日期", "format": "date"},
            "purpose": {"type": "string", "title": "用途", "enum": ["入学", "落户"]},
            "shared": {"type": "boolean", "title": "合租"},
            "note": {"type": "string", "title": "备注", "maxLength": 50},
            "wishes": {"type": "array", "title": "服务", "items": {"enum": ["甲"]}},
        },
        "required": ["rooms", "since", "purpose"],
    },
}  # fmt: skip
COLUMNS = (
    {"key": "home", "fact": "answers.home", "label": "住处", "type": "choice"},
    {"key": "kept", "fact": "answers.kept", "label": "备案", "type": "choice"},
    {"key": "lived", "fact": "days.form.since", "label": "入住天数", "type": "number"},
    {"key": "book", "fact": "certificate.990100X103", "label": "户口簿", "type": "flag"},
)
RULES = (
    {"key": "own", "cells": {"home": "自有", "lived": ">= 180", "book": "是"}, "outcome": "grant",
     "reason": "自有住房，住满半年。"},
    {"key": "kept", "cells": {"home": "租住", "kept": "备过", "lived": ">= 180", "book": "是"},
     "outcome": "grant", "reason": "租房备过案，住满半年。"},
    {"key": "short", "cells": {"lived": "< 180"}, "outcome": "refuse", "reason": "没有住满半年。",
     "basis": "《居住证暂行条例》第二条"},
)  # fmt: skip


def definition(columns=COLUMNS, rules=RULES, otherwise="其他情形由人工核对。", **changes) -> Definition:
    """The item with a table."""
    automatic = {"ground": "云溪市政务服务事项自动办理目录（第一批）", "sample": 10, "unseen": ()}
    automatic |= {key: changes.pop(key) for key in ("unseen", "sample") if key in changes}
    table = {"columns": columns, "rules": rules, "otherwise": otherwise}
    return Definition.model_validate(CARD | {"automatic": automatic | {"table": table}} | changes)
