"""Information requests and agency returns: who was asked, by when, what came back (R3-R5)."""

from __future__ import annotations

from datetime import datetime

from models.london import london_date
from models.message import Message, Refusal
from models.messages.rapid_review import AgencyReturnReceived, ReturnAnswer
from models.timetable import Alarm, PlanDay, Timetable

SHORT_NOTICE = "short_notice:"  # a token of a reminder that concerns one agency
SAYS_OVERDUE = ("return_overdue", "return_escalated")


class Request(Message):
    """What one agency was asked, and by which working day of the plan its return is due."""

    agency: str
    due_day: int
    short_notice: bool = False


class Return(Message):
    """One version of one agency's return; late and corrected ones are versions like any other (R5)."""

    agency: str
    version: int
    answer: ReturnAnswer
    at: datetime
    late: bool
    document: str


def day_of(timetable: Timetable, at: datetime) -> int:
    """Which working day of the internal plan is it at this instant? 0 before day 1; a day off is the one before it."""
    today = london_date(at)
    begun = [day.number for day in timetable.days if day.internal <= today]
    return max(begun, default=0)


def plan_day(timetable: Timetable, number: int) -> PlanDay:
    """The plan day of this number; beyond the plan's end, its last day."""
    index = max(1, min(number, len(timetable.days))) - 1
    return timetable.days[index]


def request_due_day(timetable: Timetable, asked_at: datetime) -> int:
    """By which working day is a request made now due: day 5, or two working days later, never past day 7 (R3)."""
    rules = timetable.rules
    asked = day_of(timetable, asked_at)
    return min(max(rules.request_due_day, asked + rules.short_notice_working_days), rules.request_last_day)


class Requests:
    """All information requests of one Rapid Review."""

    def __init__(self) -> None:
        self.asked: dict[str, Request] = {}
        self.returns: dict[str, list[Return]] = {}

    @property
    def outstanding(self) -> tuple[str, ...]:
        """Which agencies asked have not answered at all?"""
        return tuple(agency for agency in self.asked if agency not in self.returns)

    def refuses_request(self, agency: str, timetable: Timetable, at: datetime) -> Refusal | None:
        """Why can this agency not be asked now? None: it can (R3)."""
        if agency in self.asked:
            return Refusal(code="already_asked", says="agency: this agency has been asked already.")
        if at > plan_day(timetable, timetable.rules.request_last_day).closes_at:
            says = (
                f"agency: working day {timetable.rules.request_last_day} has passed, so no request can be due in time. "
                "Telephone the agency: a return that comes is still taken, and the report names the gap."
            )
            return Refusal(code="too_late_to_ask", says=says)
        return None

    def refuses_withdrawal(self, agency: str) -> Refusal | None:
        """Why can this request not be withdrawn? None: it can."""
        if agency not in self.asked:
            return Refusal(code="not_asked", says="agency: this agency has not been asked.")
        return None

    def ask(self, agency: str, timetable: Timetable, at: datetime) -> Request:
        """Ask an agency; later than the first day of requests it is short notice when its day is past day 5."""
        due_day = request_due_day(timetable, at)
        short = day_of(timetable, at) + timetable.rules.short_notice_working_days > timetable.rules.request_due_day
        self.asked[agency] = Request(agency=agency, due_day=due_day, short_notice=short)
        return self.asked[agency]

    def withdraw(self, agency: str) -> None:
        """The agency has no role after all."""
        self.asked.pop(agency, None)

    def reminders(self, timetable: Timetable) -> tuple[Alarm, ...]:
        """The reminders that only single agencies get."""
        return tuple(alarm for request in self.asked.values() for alarm in reminders_of(request, timetable))

    def receive(self, told: AgencyReturnReceived, timetable: Timetable) -> Return:
        """Take a return: always, from anybody, as often as they correct it (R5)."""
        versions = self.returns.setdefault(told.agency, [])
        request = self.asked.get(told.agency)
        due_day = request.due_day if request else timetable.rules.request_due_day
        received = Return(
            agency=told.agency,
            version=len(versions) + 1,
            answer=told.answer,
            at=told.at,
            late=told.at > plan_day(timetable, due_day).closes_at,
            document=told.form.id,
        )
        versions.append(received)
        return received


def reminders_of(request: Request, timetable: Timetable) -> tuple[Alarm, ...]:
    """The reminders of an agency asked at short notice: on the morning of its own day, and at its close (R3, R5)."""
    if request.due_day <= timetable.rules.request_due_day:
        return ()
    day = plan_day(timetable, request.due_day)
    return tuple(
        Alarm(
            id=f"returns.{purpose}.{request.agency}",
            step="returns",
            purpose=purpose,
            at=at,
            due=day.internal,
            to=(f"{SHORT_NOTICE}{request.agency}",),
            clause="R5",
        )
        for purpose, at in (("return_due_today", day.opens_at), ("return_overdue", day.closes_at))
    )


def chases(alarm: Alarm, request: Request, timetable: Timetable) -> bool:
    """Does this reminder of the plan concern a request with this due day?

    An agency asked late is not reminded of a day 5 it never had; it is reminded on its own due day, and
    nobody is told that it is overdue before its due hour has passed (C8).
    """
    if request.due_day <= timetable.rules.request_due_day:
        return True
    day = plan_day(timetable, request.due_day)
    return alarm.at >= (day.closes_at if alarm.purpose in SAYS_OVERDUE else day.opens_at)
