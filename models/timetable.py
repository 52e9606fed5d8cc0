"""The dates of a case as data: what is due when, who is reminded when, and why (C1-C8).

A timetable is drawn up outside the workflow sandbox (``models.plans`` with a calendar and a policy) and
kept in the history; workflows obey it and never compute a date themselves. Dates are Europe/London
dates; instants are UTC.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime

from models.case import CaseKind
from models.message import Message
from models.people import Actor


class Plan(StrEnum):
    """The kinds of timetable."""

    AWARENESS = "awareness"  # N10: five working days from the local authority's awareness
    RAPID_REVIEW = "rapid_review"  # working days 1-15
    PANEL_REPLY = "panel_reply"  # R14
    LCSPR = "lcspr"  # L3, L4
    PUBLICATION = "publication"  # P1, P2: the wait
    AVAILABILITY = "availability"  # P4: the year
    ACTION = "action"  # G2: one learning action
    HOLD_REVIEW = "hold_review"  # L9: the day a hold is looked at again


class LedgerKind(StrEnum):
    PANEL_DATE = "panel_date"  # C3: the National Panel's expected response date
    EXTENSION = "extension"  # C8: one step gets more working days
    PAUSE = "pause"  # C8, L9: a stretch of days that does not count
    MOVE = "move"  # a step is set to a date (an earlier or later panel meeting)


class LedgerEntry(Message):
    """One entry of the ledger of pauses, extensions and Panel dates (C8)."""

    id: str
    kind: LedgerKind
    at: AwareDatetime
    by: Actor
    step: str | None = None  # extension, move
    working_days: int = 0  # extension
    on: date | None = None  # panel_date, move: the date; pause: its first day
    until: date | None = None  # pause: the first day that counts again; None while it runs
    reasons: str | None = None


class TimetableRequest(Message):
    """From which everything in a timetable is derived."""

    plan: Plan
    policy: str
    kind: CaseKind
    start: AwareDatetime  # the instant the plan counts from
    start_on: date | None = None  # a date instead, where only a date is known (awareness, decision, due)
    ledger: tuple[LedgerEntry, ...] = ()


class PlanDay(Message):
    """A working day of the plan under both clocks (C3), with its hours as instants."""

    number: int
    internal: date
    external: date
    opens_at: AwareDatetime  # of the internal day
    closes_at: AwareDatetime  # its due hour


class Step(Message):
    """Something due: from which to which working day, on what date, at what instant."""

    step: str
    due: date
    due_at: AwareDatetime
    clause: str
    from_day: int | None = None
    to_day: int | None = None
    rule: str = ""  # how the date was found, in words (C5)
    external: bool = False  # the date is the National Panel's clock's, not the internal plan's (C3)
    counted_from: date | None = None  # where no plan day is meant: the date it was counted from, either way


class Alarm(Message):
    """A reminder or an escalation that fires at an instant while its step is open."""

    id: str
    step: str
    purpose: str  # a purpose in models.letters
    at: AwareDatetime
    due: date  # part of the letter's key (E2): the step's due date, or its own day where the letter repeats
    to: tuple[str, ...]  # tokens each part knows how to address, e.g. "outstanding_agencies"
    clause: str
    any_hour: bool = False  # E3: immediate safety and final-day alarms only
    working_day: int | None = None  # the day of the plan it belongs to, as the policy has it
    step_due: date | None = None  # the step's due date, also where ``due`` is the alarm's own day


class SkippedDay(Message):
    """A date that does not count, and why (C5). A paused one counts on the external clock all the same."""

    date: date
    reason: str
    paused: bool = False


class MissingVote(StrEnum):
    """What a missing vote means at the close of the ballot (T4)."""

    PROCEED = "proceed"
    HOLD = "hold"


class Rules(Message):
    """The policy's numbers that workflows obey, carried with the timetable so that they need no policy (C7)."""

    missing_vote: MissingVote = MissingVote.PROCEED  # T4
    quorum: tuple[str, ...] = ("childrens_social_care", "health", "constabulary")  # R7
    request_due_day: int = 5  # R3
    short_notice_working_days: int = 2  # R3
    request_last_day: int = 7  # R3
    panel_day: int = 8  # R7
    reconvene_last_day: int = 9  # R7: later needs the Chair's reason
    panel_answer_working_days: int = 10  # R14: our answer to the Panel's queries
    urgent_action_working_days: int = 1  # R2
    refusals_before_executive: int = 2  # R11


class Timetable(Message):
    """What :func:`models.plans.draw_up` answers."""

    plan: Plan
    policy: str
    calendar_version: str
    days: tuple[PlanDay, ...] = ()
    steps: tuple[Step, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    skipped: tuple[SkippedDay, ...] = ()
    external_due: date | None = None  # the National Panel's date, or the provisional one
    external_due_at: AwareDatetime | None = None
    provisional: bool = True
    rules: Rules = Rules()
    start: date | None = None  # the London date the count started from, after the cut-off hour (C4)
    paused_from: date | None = None  # a pause is running since: internal alarms from then on are held (C8)
    notes: tuple[str, ...] = ()  # what to know about the answer, such as years not yet published by gov.uk
