"""Where a case is in time: the ribbon of its working days, both clocks, and the slack between them (C3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from admin.case.file import CaseFile
from admin.case.safety import safety_seen
from admin.case.steps import StepSeen, steps_seen
from admin.ribbon import Ribbon, RibbonDay, RibbonStage, State, ribbon_of
from desk.words import step_words
from models.case import Part
from models.london import london_date
from models.timetable import PlanDay, Timetable
from models.wording import counted, date_words

FIFTEEN = 15
_NUMBERED = re.compile(r"(monitoring|check)-(\d+)")
_SERIES = {"monitoring": "progress check {}", "check": "check {} that the report is still public"}


def step_name(step: str) -> str:
    """What a step is called, one of a series with its number."""
    found = _NUMBERED.fullmatch(step.rpartition("/")[2])
    return _SERIES[found[1]].format(found[2]) if found else step_words(step)


def series_of(step: str) -> str:
    """To which series a step belongs; itself where it is one of none."""
    found = _NUMBERED.fullmatch(step)
    return found[1] if found else step


# the ribbon


def ribbon_seen(file: CaseFile) -> Ribbon | None:
    """Day 0 and the fifteen working days with their stages; None where no part keeps them now."""
    view = file.plans.fifteen_days
    if view is None or not view.timetable.days:
        return None
    timetable, notified_on = view.timetable, view.request.start_on or london_date(view.request.start)
    seen = [each for each in steps_seen(file, timetable) if each.step.to_day is not None]
    stages = [_stage(each) for each in sorted(seen, key=_from_day)]
    return ribbon_of(_days(file, timetable, notified_on), [_opening(file, notified_on), *stages])


def _from_day(seen: StepSeen) -> tuple[int, int]:
    return (seen.step.from_day or 0, seen.step.to_day or 0)


def _stage(seen: StepSeen) -> RibbonStage:
    step = seen.step
    name = step_name(step.step)
    return RibbonStage(SHORT.get(step.step, name), step.from_day or 0, step.to_day or 0, seen.state, step.due_at)


def _opening(file: CaseFile, on: date) -> RibbonStage:
    """What belongs to day 0: the question about the children's safety, asked on opening (R2)."""
    if not safety_seen(file).unanswered:
        return RibbonStage("Safety question", 0, 0, State.DONE, on)
    return RibbonStage("Safety question", 0, 0, State.LATE if on < london_date(file.now) else State.NOW, on)


def _days(file: CaseFile, timetable: Timetable, notified_on: date) -> list[RibbonDay]:
    today = london_date(file.now)
    shown = [day for day in timetable.days if day.number <= FIFTEEN]
    shown += [day for day in timetable.days if day.number > FIFTEEN and day.internal <= today]
    is_today = notified_on == today and notified_on != shown[0].internal  # a day that counts is today once: as day 1
    zero = RibbonDay(0, notified_on, is_today=is_today, past=notified_on <= today and not is_today)
    return [zero, *(_day(day, file.now, today) for day in shown)]


def _day(day: PlanDay, now: datetime, today: date) -> RibbonDay:
    return RibbonDay(day.number, day.internal, is_today=day.internal == today, past=day.internal < today)


# both clocks


@dataclass(frozen=True)
class Clocks:
    """Both clocks in words, and how many working days lie between the plan and the outer date."""

    internal: str
    outer_title: str
    outer: str
    outer_on: date
    slack: int
    slack_words: str
    paused: str = ""


def clocks_seen(file: CaseFile) -> Clocks | None:
    """The clocks that run now: the fifteen days' or, later, the six months'."""
    view = file.plans.fifteen_days
    if view is not None and view.timetable.external_due is not None:
        return _fifteen(file, view.timetable, view.timetable.external_due)
    later = file.plans.by_part.get(Part.LCSPR) or file.plans.by_part.get(Part.PUBLICATION)
    if later is not None and later.timetable.external_due is not None:
        return _six_months(file, later.timetable, later.timetable.external_due)
    return None


def _fifteen(file: CaseFile, timetable: Timetable, outer: date) -> Clocks:
    last = timetable.days[FIFTEEN - 1].internal
    known = "the National Panel's own date" if not timetable.provisional else "provisional, until the Panel names one"
    planned = _due(timetable, "submission") or last
    slack = _between(file, planned, outer)
    return Clocks(
        internal=f"{_day_of_plan(file, timetable)}. Day {FIFTEEN} is {date_words(last)}.",
        outer_title="National Panel expects the report by",
        outer=f"{date_words(outer)} ({known})",
        outer_on=outer,
        slack=slack,
        slack_words=_slack_words(slack, "our planned submission", "the National Panel's date"),
        paused=_paused(timetable),
    )


def _six_months(file: CaseFile, timetable: Timetable, outer: date) -> Clocks:
    planned = _forecast(file) or _due(timetable, "publication") or outer
    slack = _between(file, planned, outer)
    return Clocks(
        internal=f"Publication is planned for {date_words(planned)}.",
        outer_title="To be published by",
        outer=f"{date_words(outer)} (six months after the decision)",
        outer_on=outer,
        slack=slack,
        slack_words=_slack_words(slack, "the planned publication", "the six months' end"),
        paused=_paused(timetable),
    )


def _forecast(file: CaseFile) -> date | None:
    told = [entry.detail.get("forecast") for entry in file.kept if entry.action == "publication_forecast"]
    return date.fromisoformat(str(told[-1])) if told else None


def _due(timetable: Timetable, step: str) -> date | None:
    return next((each.due for each in timetable.steps if each.step == step), None)


def _between(file: CaseFile, planned: date, outer: date) -> int:
    """Working days from the planned date to the outer one; negative where the plan is later."""
    if planned <= outer:
        return file.calendar.count(planned, outer)
    return -file.calendar.count(outer, planned)


def _slack_words(slack: int, planned: str, outer: str) -> str:
    if slack == 0:
        return f"No slack: {planned} is on {outer}."
    days = counted(abs(slack), "working day", "working days")
    return f"{days} between {planned} and {outer}." if slack > 0 else f"{planned} is {days} after {outer}."


def _day_of_plan(file: CaseFile, timetable: Timetable) -> str:
    today = london_date(file.now)
    over = [day.number for day in timetable.days if day.internal <= today]
    if not over:
        return f"Working day 1 is {date_words(timetable.days[0].internal)}"
    number = max(over)
    if number > FIFTEEN:
        return f"Working day {number}: the {FIFTEEN} days are over"
    is_today = timetable.days[number - 1].internal == today
    return f"Working day {number} of {FIFTEEN}" + ("" if is_today else " is over; today is not a working day")


def _paused(timetable: Timetable) -> str:
    return f"The internal plan is paused since {date_words(timetable.paused_from)}." if timetable.paused_from else ""


SHORT = {  # beside the bars there is room for few words
    "sin_notification": "Notification",
    "ballot": "Vote",
    "cascade": "Agencies told",
    "acknowledgement": "Panel's answer",
    "chair": "Independent Chair",
    "requests": "Requests out",
    "returns": "Agency returns",
    "chronology": "Chronology, KLOEs",
    "panel": "Review Panel",
    "report": "Report",
    "check": "Check",
    "sign_off": "Sign-off",
    "submission": "Submission",
}
