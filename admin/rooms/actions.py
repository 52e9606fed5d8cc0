"""A case's actions as its entries tell them: immediate ones and learning, each until it has ended (R2, G1, G2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from adapters.register.audit import Entry
from adapters.register.entry_details import date_of, number_of, text_of
from admin.rooms.course import Course, says_yes
from models.london import london_instant


@dataclass(frozen=True)
class ActionText:
    """What an action is about, as typed."""

    what: str
    measure: str = ""
    arises_from: str = ""


@dataclass(frozen=True)
class ActionSeen:
    """One action: where it comes from, who owns it, by when, what was done."""

    id: str
    source: str
    origin: str
    owner: str
    due: date | None
    multi_agency: bool
    agreed: Entry
    told: tuple[Entry, ...]  # progress, new dates, the end: oldest first

    @property
    def document(self) -> str | None:
        """The document an action added by itself was filed as."""
        return text_of(self.agreed, "document")

    @property
    def ended(self) -> Entry | None:
        """Its end: completed, or handed over."""
        return next((entry for entry in self.told if entry.action in ("action_completed", "action_handed_over")), None)

    @property
    def slipped(self) -> int:
        """How often it was given another date after its own had passed."""
        return sum(entry.action == "action_redated" and says_yes(entry, "slipped") for entry in self.told)

    def due_at(self, closes: time) -> datetime | None:
        """Its due hour on its due date."""
        return london_instant(self.due, closes) if self.due else None

    def is_overdue(self, now: datetime, closes: time) -> bool:
        """Has its due hour passed while it is open (C8)?"""
        due_at = self.due_at(closes)
        return self.ended is None and due_at is not None and now > due_at


@dataclass(frozen=True)
class ImmediateSeen:
    """An action that keeps children safe now (R2)."""

    number: int
    owner: str
    ordered: Entry
    confirmed: Entry | None


def actions_of(course: Course) -> tuple[ActionSeen, ...]:
    """The learning actions: open ones by due date, then those that have ended."""
    agreed = {str(entry.detail.get("action")): entry for entry in course.of("action_agreed")}
    found = [_action(key, entry, course) for key, entry in agreed.items()]
    return tuple(sorted(found, key=lambda each: (each.ended is not None, each.due or date.max, each.id)))


def _action(key: str, agreed: Entry, course: Course) -> ActionSeen:
    told = [
        entry
        for entry in course.of("action_updated", "action_redated", "action_completed", "action_handed_over")
        if text_of(entry, "action") == key
    ]
    dates = [date_of(entry, "due") for entry in (agreed, *told) if entry.action != "action_updated"]
    known = [due for due in dates if due is not None]
    return ActionSeen(
        id=key,
        source=text_of(agreed, "source") or "",
        origin=text_of(agreed, "origin") or key,
        owner=text_of(agreed, "owner") or "",
        due=known[-1] if known else None,
        multi_agency=says_yes(agreed, "multi_agency"),
        agreed=agreed,
        told=tuple(told),
    )


def immediate_of(course: Course) -> tuple[ImmediateSeen, ...]:
    """The immediate actions, those not confirmed first."""
    confirmed = {number_of(entry, "number", 0): entry for entry in course.of("immediate_action_confirmed")}
    found = [
        ImmediateSeen(number, text_of(entry, "owner") or "", entry, confirmed.get(number))
        for entry in course.of("immediate_action_ordered")
        for number in (number_of(entry, "number", 0),)
    ]
    return tuple(sorted(found, key=lambda each: (each.confirmed is not None, each.number)))


def figures_of(actions: Sequence[ActionSeen], now: datetime, closes: time) -> list[tuple[int, str]]:
    """How many are open, overdue, ended."""
    ended = sum(each.ended is not None for each in actions)
    overdue = sum(each.is_overdue(now, closes) for each in actions)
    return [(len(actions) - ended, "open"), (overdue, "overdue"), (ended, "ended")]
