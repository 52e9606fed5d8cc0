"""The calendar's arithmetic against the `holidays` library and numpy, one date at a time (C1, C8)."""

from datetime import UTC, date, datetime

import holidays
import numpy as np

from adapters.bank_holidays import england_alone, england_bank_holidays, england_calendar
from adapters.policies import PolicyFolder
from bench.sides import Bar, Work
from models.case import CaseKind
from models.plans import draw_up
from models.timetable import Plan, TimetableRequest

START, END, STEPS = date(2026, 12, 14), date(2027, 1, 11), 15
POLICY = "gscp-2021"


def bars() -> list[Bar]:
    """What is measured, and what it is held to."""
    ours = england_alone()
    library = holidays.country_holidays("GB", subdiv="ENG", years=range(2020, 2035))
    table = np.busdaycalendar(holidays=[np.datetime64(day) for day in england_bank_holidays()])

    def add() -> object:
        return ours.add(START, STEPS)

    def count() -> object:
        return ours.count(START, END)

    def ask() -> object:
        return ours.is_working_day(START)

    return [
        _faster("nth working day", "holidays", add, lambda: library.get_nth_working_day(START, STEPS), 60),
        _faster(
            "nth working day", "numpy", add, lambda: np.busday_offset(START, STEPS, "forward", busdaycal=table), 10
        ),
        _faster("count between", "holidays", count, lambda: library.get_working_days_count(START, END), 60),
        _faster("count between", "numpy", count, lambda: np.busday_count(START, END, busdaycal=table), 10),
        _faster("is it a working day", "holidays", ask, lambda: library.is_working_day(START), 60),
        _faster("is it a working day", "numpy", ask, lambda: np.is_busday(START, busdaycal=table), 10),
        Bar("a case's whole timetable / nth working day", _timetable(), add, 100, at_least=False),
    ]


def _faster(what: str, than: str, ours: Work, other: Work, times: float) -> Bar:
    return Bar(f"{what}: {than} / ours", ours, other, times, at_least=True)


def _timetable() -> Work:
    policy = PolicyFolder().edition(POLICY)
    calendar = england_calendar(policy, ())
    received = datetime(2026, 12, 14, 10, tzinfo=UTC)
    request = TimetableRequest(plan=Plan.RAPID_REVIEW, policy=POLICY, kind=CaseKind.SIN, start=received)
    return lambda: draw_up(request, policy, calendar)
