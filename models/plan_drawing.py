"""What every plan is drawn with: the clocks, the ledger, steps with their alarms, and the days skipped (C3-C5, C8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from models.deadlines import counted_from
from models.ledger import InternalClock, Ledger
from models.london import london_instant
from models.policy import Policy
from models.policy_parts import AlarmRule
from models.timetable import (
    Alarm,
    LedgerKind,
    PlanDay,
    Rules,
    SkippedDay,
    Step,
    Timetable,
    TimetableRequest,
)
from models.working_days import Convention, WorkingDays

PAUSED = "clock paused"


class Drawing:
    """A timetable being drawn up."""

    def __init__(self, request: TimetableRequest, policy: Policy, calendar: WorkingDays) -> None:
        self.request, self.policy, self.calendar = request, policy, calendar
        self.opens, self.closes = policy.hours.opens.value, policy.hours.closes.value
        self.ledger = Ledger(request.ledger)
        self.clock = InternalClock(calendar, self.ledger.paused_days())
        self.held_from = self.ledger.running_from()
        cut_off = policy.hours.cut_off
        self.start = request.start_on or counted_from(calendar, request.start, cut_off.value if cut_off else None)
        self.days: tuple[PlanDay, ...] = ()
        self.steps: list[Step] = []
        self.alarms: list[Alarm] = []

    def opening(self, day: date) -> datetime:
        """The instant the office opens on a London date."""
        return london_instant(day, self.opens)

    def closing(self, day: date) -> datetime:
        """The instant of the due hour on a London date (C2)."""
        return london_instant(day, self.closes)

    def number(self, count: int, internal: Convention, external: Convention) -> None:
        """Number the working days of the plan under both clocks (C3)."""
        inside = self.clock.first_days(self.start, count, internal)
        outside = InternalClock(self.calendar, frozenset()).first_days(self.start, count, external)
        self.days = tuple(
            PlanDay(
                number=number,
                internal=day,
                external=other,
                opens_at=self.opening(day),
                closes_at=self.closing(day),
            )
            for number, (day, other) in enumerate(zip(inside, outside, strict=True), start=1)
        )

    def after_ledger(self, step: str, due: date) -> tuple[date, str]:
        """A step's due date after its extensions and moves, and what they add to its rule (C8)."""
        said = ""
        for entry in self.ledger.of_step(step):
            if entry.kind is LedgerKind.MOVE and entry.on is not None:
                due = self.clock.roll_forward(entry.on)
                said += f"; set to {entry.on.isoformat()} by ledger entry {entry.id}"
            elif entry.kind is LedgerKind.EXTENSION and entry.working_days > 0:
                due = self.clock.add(due, entry.working_days)
                said += f"; {entry.working_days} working days more by ledger entry {entry.id}"
        return due, said

    def add_step(self, step: Step, rules: Sequence[AlarmRule], to_day: int = 0) -> None:
        """Add a step with its alarms; an alarm keeps its distance from the due day when the step moves."""
        self.steps.append(step)
        repeated = _repeated(rules)
        seen: dict[str, int] = {}
        for rule in rules:
            number = rule.number
            name = f"{step.step}.{rule.purpose}.{number}"
            times = seen[name] = seen.get(name, 0) + 1
            alarm_id = name if times == 1 else f"{name}.{times}"
            self._add_alarm(alarm_id, step, rule, number, number - to_day, rule.purpose in repeated)

    def _add_alarm(self, alarm_id: str, step: Step, rule: AlarmRule, number: int, away: int, repeats: bool) -> None:
        day = self._away(step, away)
        if self.held_from is not None and not step.external and day >= self.held_from:
            return
        self.alarms.append(
            Alarm(
                id=alarm_id,
                step=step.step,
                purpose=rule.purpose,
                at=london_instant(day, rule.hour(self.opens, self.closes)),
                due=day if repeats else step.due,
                to=rule.to,
                clause=rule.clause,
                any_hour=rule.any_hour,
                working_day=number,
                step_due=step.due,
            )
        )

    def _away(self, step: Step, away: int) -> date:
        if away == 0:
            return self.calendar.roll_forward(step.due)
        return self.calendar.add(step.due, away) if step.external else self.clock.add(step.due, away)

    def skipped(self, external_due: date | None) -> tuple[SkippedDay, ...]:
        """Each date between the first and the last of the timetable that does not count, and why (C5)."""
        told = [self.start, external_due or self.start, *(step.due for step in self.steps)]
        told += [step.counted_from for step in self.steps if step.counted_from is not None]
        first, last = min(told), max(told)
        days = [SkippedDay(date=day, reason=why) for day, why in self.calendar.not_counted(first, last)]
        if not self.clock.paused:
            return tuple(days)
        known = {day.date for day in days}
        paused = (day for day in self.clock.paused if first <= day <= last and day not in known)
        days += [SkippedDay(date=day, reason=PAUSED, paused=True) for day in paused]
        return tuple(sorted(days, key=lambda day: day.date))

    def notes(self) -> tuple[str, ...]:
        """What to know about the answer: years whose bank holidays are not published, a pause that runs."""
        years = {year for step in self.steps for year in (self.start.year, step.due.year)}
        unknown = sorted(year for year in years if not self.calendar.is_published(date(year, 1, 1)))
        notes = [f"the bank holidays of {year} are computed, not published by gov.uk" for year in unknown]
        if self.held_from is not None:
            notes.append(f"the internal clock is paused since {self.held_from.isoformat()}")
        return tuple(notes)

    def timetable(self, *, external_due: date | None = None, provisional: bool = False) -> Timetable:
        """The finished timetable, its alarms in the order they ring."""
        return Timetable(
            plan=self.request.plan,
            policy=self.request.policy,
            calendar_version=self.calendar.version,
            days=self.days,
            steps=tuple(self.steps),
            alarms=tuple(sorted(self.alarms, key=lambda alarm: (alarm.at, alarm.id))),
            skipped=self.skipped(external_due),
            external_due=external_due,
            external_due_at=None if external_due is None else self.closing(external_due),
            provisional=provisional,
            rules=rules_of(self.policy),
            start=self.start,
            paused_from=self.held_from,
            notes=self.notes(),
        )


def _repeated(rules: Sequence[AlarmRule]) -> frozenset[str]:
    """The letters that go more than once to the same recipient: each needs a due date of its own (E2)."""
    if len({rule.purpose for rule in rules}) == len(rules):
        return frozenset()
    told = Counter((rule.purpose, recipient) for rule in rules for recipient in rule.to)
    return frozenset(purpose for (purpose, _), times in told.items() if times > 1)


def rules_of(policy: Policy) -> Rules:
    """The policy's numbers that workflows obey, to be carried with the timetable (C7)."""
    rules = policy.rules
    panel = next(step for step in policy.rapid_review.steps if step.step == "panel")
    answer = next(step for step in policy.panel_reply.steps if step.step == "answer")
    return Rules(
        missing_vote=rules.missing_vote.value,
        quorum=tuple(str(partner) for partner in rules.quorum.value),
        request_due_day=rules.request_due_day.value,
        short_notice_working_days=rules.short_notice_working_days.value,
        request_last_day=rules.request_last_day.value,
        panel_day=panel.to_day,
        reconvene_last_day=rules.reconvene_last_day.value,
        panel_answer_working_days=answer.to_day,
        urgent_action_working_days=rules.urgent_action_working_days.value,
        refusals_before_executive=rules.refusals_before_executive.value,
    )
