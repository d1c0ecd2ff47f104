"""Invented content for the gallery (组件页): one restaurant's licence in 云溪市, on 8 October 2026."""

import datetime as dt

from django.core.paginator import Paginator

from tongban.core import forms as core_forms
from tongban.ui import forms

START, TODAY, DUE = dt.date(2026, 9, 18), dt.date(2026, 10, 8), dt.date(2026, 10, 10)
HOLIDAYS = {
    **{dt.date(2026, 9, n): "中秋节" for n in (25, 26, 27)},
    **{dt.date(2026, 10, n): "国庆节" for n in range(1, 8)},
}
MAKE_UP = {dt.date(2026, 9, 20), DUE}
PAUSED = {dt.date(2026, 9, n) for n in (23, 24, 28)}

LONG_NAME = "云溪市星河影城国际文化娱乐发展有限责任公司临江分公司"

STAGES = [
    {"key": "apply", "name": "申请", "post": "", "limit": "随时"},
    {
        "key": "accept",
        "name": "受理",
        "post": "综合窗口岗",
        "limit": "1个工作日",
        "notes": [{"title": "一次性告知补正", "text": "5个工作日内"}],
    },
    {
        "key": "review",
        "name": "审查与现场核查",
        "post": "许可科审查岗",
        "limit": "6个工作日",
        "notes": [{"title": "检测（特别程序）", "text": "停表，凭书面告知起止"}],
    },
    {"key": "decide", "name": "决定", "post": "许可科科长", "limit": "2个工作日"},
    {"key": "deliver", "name": "制证送达", "post": "统一出件窗口", "limit": "1个工作日"},
]

SCHEMA = {
    "type": "object",
    "required": ["name", "area", "kitchen", "kind", "phone", "delivery"],
    "properties": {
        "name": {"type": "string", "title": "企业名称", "x-section": "申请人", "readOnly": True},
        "code": {
            "type": "string",
            "title": "统一社会信用代码",
            "x-kind": "credit_code",
            "x-section": "申请人",
            "readOnly": True,
        },
        "area": {
            "type": "number",
            "title": "经营场所面积（平方米）",
            "description": "按房屋租赁合同上的建筑面积填写",
            "x-section": "经营情况",
            "exclusiveMinimum": 0,
        },
        "kitchen": {
            "type": "number",
            "title": "专间面积（平方米）",
            "description": "冷食、生食类操作专间",
            "x-section": "经营情况",
            "x-max-field": "area",
        },
        "kind": {
            "enum": ["餐饮服务经营者", "食品销售经营者", "单位食堂"],
            "title": "主体业态",
            "x-kind": "select",
            "x-section": "经营情况",
        },
        "projects": {
            "type": "array",
            "title": "经营项目",
            "items": {"enum": ["热食类制售", "冷食类制售", "自制饮品制售"]},
            "x-section": "经营情况",
        },
        "phone": {"type": "string", "title": "手机号", "x-kind": "phone", "x-section": "联系与送达"},
        "mail": {
            "type": "string",
            "title": "电子邮箱",
            "description": "证照办好后发一份到邮箱",
            "format": "email",
            "x-section": "联系与送达",
        },
        "delivery": {
            "oneOf": [
                {"const": "electronic", "title": "电子证照（立即可用）"},
                {"const": "post", "title": "寄到经营场所（免邮）"},
                {"const": "window", "title": "到出件窗口领"},
            ],
            "title": "证照怎么给您？",
            "x-section": "联系与送达",
        },
        "remark": {"type": "string", "title": "补充说明", "maxLength": 300, "x-section": "联系与送达"},
    },
}
VALUES = {
    "name": "云溪市青禾餐饮有限公司",
    "code": "91990100MA8Y2F3K7J",
    "area": "八十六",
    "kitchen": 12,
    "kind": "餐饮服务经营者",
    "projects": ["热食类制售", "冷食类制售"],
    "phone": "13900000026",
    "delivery": "electronic",
}
SOURCES = {
    "name": "来自法人库，10月8日核对",
    "code": "来自法人库",
    "kind": "来自“我的情形”，可改",
    "phone": "来自实名账号",
}


def _explained(date: dt.date, number: int | None) -> dict:
    why = "working_day"
    if date in PAUSED:
        why = "paused"
    elif date in HOLIDAYS:
        why = "holiday"
    elif date in MAKE_UP:
        why = "make_up_working_day"
    elif date.weekday() > 4:
        why = "weekend"
    counted = why in ("working_day", "make_up_working_day")
    return {
        "date": date.isoformat(),
        "counted": counted,
        "number": number if counted else None,
        "why": why,
        "name": "检测" if date in PAUSED else HOLIDAYS.get(date),
    }


def days() -> list[dict]:
    """The eight promised working days, as the clock explains them."""
    made, number = [], 1
    for i in range(1, (DUE - START).days + 1):
        made.append(_explained(START + dt.timedelta(i), number))
        number += made[-1]["counted"]
    return made


def content() -> dict:
    """What the public gallery shows."""
    problems = core_forms.errors(SCHEMA, VALUES)
    return {
        "today": TODAY,
        "start": START,
        "due": DUE,
        "days": days(),
        "stages": STAGES,
        "sections": forms.sections(SCHEMA, VALUES, problems=problems, sources=SOURCES),
        "summary": forms.summary(SCHEMA, problems),
        "page": Paginator(range(95), 10).page(2),
        "gallery_page": "?page={}".format,
        "moment": dt.datetime(2026, 9, 18, 1, 12, tzinfo=dt.UTC),
    }


def worklist() -> list[dict]:
    """A few rows of the desk."""
    rows = [
        ("red", "超1天", "9月30日", "食品生产许可", "谷雨食品公司", 268, 8, "已督办，今天办结", "bad"),
        ("yellow", "今天", "10月8日", "小餐饮登记", "松岭县何记面馆", 311, 3, "", ""),
        ("green", "剩2天", "10月10日", "食品经营许可（首次）", "青禾餐饮有限公司", 274, 6, "容缺1份", "warn"),
        ("green", "剩7天", "10月16日", "食品经营许可（首次）", LONG_NAME, 318, 1, "告知承诺", ""),
        ("paused", "停表", "恢复后定", "药品零售许可", "桃源镇惠民大药房", 247, 6, "评审会10月12日", "pause"),
    ]  # fmt: skip
    return [
        {
            "url": "#main",
            "light": light,
            "left": left,
            "due": due,
            "item": item,
            "applicant": who,
            "number": f"20260915-0031-000{number}",
            "stage": "审查",
            "channel": "网上",
            "used": used,
            "limit": 8,
            "tags": [{"text": tag, "kind": kind}] if tag else [],
            "selected": number == 274,
        }
        for light, left, due, item, who, number, used, tag, kind in rows
    ]


def staff_content() -> dict:
    """What the gallery of staff pages shows."""
    return {"rows": worklist(), "start": START, "today": TODAY, "due": DUE, "days": days()}
