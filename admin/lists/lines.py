"""The lines of the list of cases: how each stands, on both clocks, in words and with a colour (C3, C8)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from adapters.register.lists import CaseLine, LineFilter, Order, Pressing, Sight, Times
from admin.lists.asked import CasesAsked
from admin.risk import Risk, risk_of
from admin.visitor import Visitor
from admin.wiring import Wiring
from desk.words import Left, Wordbook, outcome_words, stage_words
from models import authority
from models.case import CaseKind, Part
from models.clocks import Clocks
from models.london import london_date, london_instant
from models.to_do import to_do
from models.wording import KINDS, words

_COUNTING = (None, Part.REVIEW, Part.THRESHOLD, Part.RAPID_REVIEW)
_SHORT_KINDS = {"sin": "SIN", "cfc": "CFC"}


@dataclass(frozen=True)
class ClocksSeen:
    """Both clocks of a case, in words; blank where a clock does not run."""

    internal: str = ""
    external: str = ""


@dataclass(frozen=True)
class LineSeen:
    """One case as the list shows it."""

    case: str
    kind: str
    stage: str
    next: str
    holder: str
    due: datetime | None
    left: Left | None
    clocks: ClocksSeen
    risk: Risk
    tasks: int


def sight_of(wiring: Wiring, visitor: Visitor) -> Sight:
    """Which cases this visitor may know of: all but walled ones, or only those they chair or lead (K1)."""
    sees_all = any(office.role not in authority.ONLY_OWN for office in visitor.capacities("list_cases"))
    return Sight(visitor.person, sees_all, wiring.register.walls_of(visitor.person))


def times_of(wiring: Wiring) -> Times:
    """Until when something is due today, and until when soon: the end of the next working day."""
    today, now = wiring.today(), wiring.now()
    calendar = wiring.calendars.calendar(wiring.policy())
    soon = calendar.next(calendar.roll_forward(today))
    ends = [london_instant(day + timedelta(days=1), time(0)) for day in (today, soon)]
    return Times(now, *ends)


def filter_of(wiring: Wiring, visitor: Visitor, asked: CasesAsked, cases: Collection[str] | None = None) -> LineFilter:
    """What the register is asked for."""
    closed = {"open": False, "closed": True, "all": None}[asked["state"]]
    return LineFilter(
        sight=sight_of(wiring, visitor),
        times=times_of(wiring),
        kind=CaseKind(asked["kind"]) if asked["kind"] else None,
        stage=asked["stage"] or None,
        holder=asked["holder"] or None,
        agency=asked["agency"] or None,
        chair=asked["chair"] or None,
        pressing=Pressing(asked["risk"]) if asked["risk"] else None,
        due_before=london_instant(asked.due_before, time(0)) if asked.due_before else None,
        closed=closed if cases is None else None,
        reference=asked["reference"] or None,
        cases=None if cases is None else tuple(cases),
    )


def lines_seen(wiring: Wiring, rows: list[CaseLine], book: Wordbook) -> list[LineSeen]:
    """The rows of one page in words."""
    facts = wiring.register.clock_facts([row.case for row in rows if not row.closed])
    found = []
    for row in rows:
        seen = ClocksSeen()
        if row.case in facts:
            policy, calendar = wiring.policies.edition(row.policy), book.calendar(row.policy)
            seen = clocks_seen(row, Clocks(facts[row.case], policy, calendar, wiring.today()))
        found.append(_line(row, seen, book, wiring.now()))
    return found


def clocks_seen(row: CaseLine, clocks: Clocks) -> ClocksSeen:
    """Both clocks in words: while the review runs its working day and the Panel's date, afterwards when it was sent."""
    facts = clocks.facts
    if row.kind not in _SHORT_KINDS:  # notified, and no Rapid Review follows (N12)
        return ClocksSeen()
    if facts.sent_at is not None:
        due = f"LCSPR due to be published by {_day(facts.publication_due)}" if facts.publication_due else ""
        return ClocksSeen(f"Report sent {_day(london_date(facts.sent_at))}", due)
    if row.part not in _COUNTING:
        return ClocksSeen()
    number = clocks.working_day()
    day = f"Working day {number} of {clocks.length}" if number else f"Working day 1 is {_day(clocks.day(1))}"
    panel = f"Panel: {_day(clocks.external_due)}{' (provisional)' if clocks.provisional else ''}"
    return ClocksSeen(f"{day}, clock paused" if row.paused else day, panel)


def _day(on: date | None) -> str:
    return f"{on:%a} {on.day} {on:%b %Y}" if on else ""


def _line(row: CaseLine, clocks: ClocksSeen, book: Wordbook, now: datetime) -> LineSeen:
    left = book.left(row.due, now, row.policy) if row.due is not None and not row.closed else None
    return LineSeen(
        case=row.case,
        kind=_SHORT_KINDS.get(row.kind) or words(KINDS, row.kind),
        stage="closed" if row.closed else stage_words(row.stage),
        next=outcome_words(row.outcome) if row.closed else to_do(row.next_action),
        holder="" if row.closed else book.who(row.holder, row),
        due=row.due,
        left=left,
        clocks=clocks,
        risk=risk_of(left, closed=row.closed, paused=row.paused, waiting=row.outside),
        tasks=0 if row.closed else row.tasks,
    )


ORDERS = {Order.REFERENCE: "Case", Order.STAGE: "Stage", Order.DUE: "Due", Order.NOTIFIED: "Notified"}
