"""Who acts, as plain facts."""

import datetime as dt
import uuid
from dataclasses import dataclass, field

from tongban.journal.actions import Author


@dataclass(frozen=True, slots=True)
class Power:
    """One delegation in force: acts on items of an agency (items None: all)."""

    agency_id: int
    acts: frozenset[str]
    items: frozenset[str] | None
    instrument: str
    until: dt.date | None

    @property
    def last_day(self) -> dt.date | None:
        """The last day on which it holds."""
        return self.until and self.until - dt.timedelta(days=1)

    def covers(self, act: str, item_code: str) -> bool:
        """Does it let do this act on this item?"""
        return act in self.acts and self.reaches(item_code)

    def reaches(self, item_code: str) -> bool:
        """Does it speak of this item?"""
        return self.items is None or item_code in self.items


@dataclass(frozen=True, slots=True)
class Applicant:
    """申请人一方: a person, for himself or for a firm."""

    person_id: uuid.UUID
    name: str
    firm_id: uuid.UUID | None = None
    firm_name: str = ""
    role: str = ""
    channel: str = "web"

    @property
    def author(self) -> Author:
        """As the journal names him."""
        return Author(key=f"person:{self.person_id}", name=self.name, channel=self.channel)


@dataclass(frozen=True, slots=True)
class Desk:
    """An officer in his present post, with the powers that post holds today."""

    officer_id: int
    name: str
    person_id: uuid.UUID | None
    post_id: int
    post_name: str
    post_kind: str
    post_place: str
    agency_id: int
    agency_name: str
    powers: tuple[Power, ...] = field(default=())
    channel: str = "counter"

    def power(self, act: str, agency_id: int, item_code: str) -> Power | None:
        """The delegation that lets this officer do `act` on that item, if there is one."""
        return next((p for p in self.powers if p.agency_id == agency_id and p.covers(act, item_code)), None)

    def author(self, power: Power | None = None) -> Author:
        """As the journal names him, on the ground of the delegation he uses."""
        return Author(
            key=f"officer:{self.officer_id}",
            name=f"{self.post_name} {self.name}",
            channel=self.channel,
            ground=power.instrument if power else "",
        )
