"""Deadlines made of more than days: months clamped to month ends, cut-off hours, years (C2, C4, L3, P4)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from models.london import in_london, london_instant
from models.working_days import Convention, WorkingDays


def add_months(start: date, months: int) -> date:
    """The same day of the month so many calendar months later, or the month's last day where there is none."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def a_year_after(start: date) -> date:
    """The date at which a full year has passed: 29 February lasts to 1 March (P4)."""
    if (start.month, start.day) == (2, 29):
        return date(start.year + 1, 3, 1)
    return start.replace(year=start.year + 1)


def add_months_then_roll_forward(calendar: WorkingDays, start: date, months: int) -> date:
    """Calendar months, clamped, then the next working day if the date does not count."""
    return calendar.roll_forward(add_months(start, months))


def add_months_then_roll_back(calendar: WorkingDays, start: date, months: int) -> date:
    """Calendar months, clamped, then the last working day on or before: never later than the months allow (L3)."""
    return calendar.roll_back(add_months(start, months))


def counted_from(calendar: WorkingDays, received: datetime, cut_off: time | None) -> date:
    """The London date from which something received is counted (C4).

    What comes on a working day at or after the cut-off hour counts as come on the next calendar day. That day is
    not rolled to a working day: rolling first and then leaving the rolled day out would lose a day.
    """
    local = in_london(received)
    late = cut_off is not None and local.time() >= cut_off and calendar.is_working_day(local.date())
    return local.date() + timedelta(days=1) if late else local.date()


def cut_off_then_add(
    calendar: WorkingDays, received: datetime, cut_off: time, n: int, convention: Convention = Convention.DAY_AFTER
) -> date:
    """So many working days from a receipt, which counts as the next calendar day's after the cut-off hour."""
    local = in_london(received)
    start = local.date() + timedelta(days=1) if local.time() >= cut_off else local.date()
    return calendar.add(start, n, convention)


def deadline_with_cut_off(
    calendar: WorkingDays,
    received: datetime,
    cut_off: time,
    day_start: time,
    *,
    working_days: int | None = None,
    hours: float | None = None,
    convention: Convention = Convention.DAY_AFTER,
) -> datetime:
    """The instant a clock of working days (wall-clock hour kept) or of elapsed hours ends.

    The clock starts at the receipt when that is on a working day before the cut-off, otherwise at ``day_start``
    of the next working day.
    """
    local = in_london(received)
    start_on, start_at = local.date(), local.time()
    if start_at >= cut_off or not calendar.is_working_day(start_on):
        start_on, start_at = calendar.next(start_on), day_start
    if working_days is not None:
        return london_instant(calendar.add(start_on, working_days, convention), start_at)
    return london_instant(start_on, start_at) + timedelta(hours=hours or 0)
