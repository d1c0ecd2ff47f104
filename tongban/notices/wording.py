"""告知模板: the words by verb, as data in `templates.yaml`; an SMS that could name a person does not load."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from django.conf import settings

from tongban.notices import rules


@dataclass(frozen=True, slots=True)
class Wording:
    """How one verb is told."""

    title: str
    body: str
    sms: str = ""
    statutory: bool = False
    urgent: bool = False


class Unfit(ValueError):
    """A template that must not be used."""


def load(words: str, sender: str) -> dict[str, Wording]:
    """The templates by verb; raises Unfit."""
    book = {verb: Wording(**parts) for verb, parts in yaml.safe_load(words).items()}
    for verb, wording in book.items():
        if faults := rules.sms_faults(wording.sms, sender):
            raise Unfit(f"{verb}：{'；'.join(faults)}")
    return book


BOOK = load((Path(__file__).parent / "templates.yaml").read_text("utf-8"), settings.SITE["name"])


def said(template: str, facts: Mapping[str, str]) -> str:
    """A template with its facts."""
    return template.format_map(facts)


def sms(wording: Wording, facts: Mapping[str, str]) -> str:
    """短信 of a verb; nothing where there is none."""
    return rules.sms(wording.sms, dict(facts), settings.SITE["name"]) if wording.sms else ""


def day(date: dt.date) -> str:
    """10月8日."""
    return f"{date.month}月{date.day}日"
