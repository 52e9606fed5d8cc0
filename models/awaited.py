"""What a case waits for, and from whom: drawn from how its parts stand and from what is open beside them (K1, R5, G1).

The register keeps the answer as a table of its read model, so that everybody's list is one short question. Dates here
are as far as the record alone tells them; pages count exactly, with the policy and the calendar.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from models.awaited_tasks import WITHIN, task_recipients, task_words_apart
from models.case import CaseKind, Part
from models.london import london_date, london_instant
from models.people import Partner, Role, to_agency, to_partner, to_role
from models.recipients import QIIP_CHAIR, UNIT
from models.record import Standing
from models.review import Course

FAR = datetime(9999, 1, 1, tzinfo=UTC)
CLOSES = time(17)  # where only a date is known; the policy's own hour is for pages
COORDINATOR = to_role(Role.COORDINATOR)
CIRCLES = ("partners", "agencies", "signatories")
HOLDS = {Part.LCSPR: ("release_lcspr", (QIIP_CHAIR,)), Part.PUBLICATION: ("release_publication", (COORDINATOR,))}
# a part that says these says where it is; what is asked for is kept elsewhere (requests, actions) or by another part
NOTHING_ASKED = frozenset({"none", "return_information", "complete_action", "add_action", *Course})


@dataclass(frozen=True)
class Awaited:
    """One thing that is waited for: from whom (a recipient reference), what, since when, by when."""

    part: str
    recipient: str
    action: str  # a message's name, or a task's code
    stage: str
    since: datetime
    about: str = ""  # which action, hold, version, capacity, letter
    due: datetime | None = None
    due_on: date | None = None  # where a date is known and not the hour
    due_day: int | None = None  # where a working day of the plan is known
    outside: bool = False  # somebody outside the partnership has to act first
    task: str = ""  # the task as its part keeps it

    @property
    def urgency(self) -> datetime:
        """Sorts what is waited for, on every database alike; far away where there is no date."""
        if self.due is not None:
            return self.due
        if self.due_on is not None:
            return london_instant(self.due_on, CLOSES)
        if self.action not in WITHIN:
            return FAR
        return _weekdays_after(self.since, WITHIN[self.action])


@dataclass(frozen=True)
class AskedAgency:
    """An information request without an answer."""

    agency: str
    asked_at: datetime
    due_day: int | None = None
    due_on: date | None = None


@dataclass(frozen=True)
class OpenAction:
    """An immediate-safety or learning action that has not ended."""

    action: str  # "immediate-1" or "A-3"
    owner: str
    immediate: bool
    agreed_at: datetime
    due: date | None = None


@dataclass(frozen=True)
class Marks:
    """What a LCSPR's own entries say that its standing does not, and when holds are looked at again (L7, L9)."""

    publication_plan: int = 0
    agreed: frozenset[str] = frozenset()
    report_version: int = 0
    anonymised: bool = False
    plan_confirmed: bool = True
    holds: dict[tuple[str, str], date] = field(default_factory=dict)  # (part, number): looked at again on


@dataclass(frozen=True)
class PartStands:
    """How one part stands, since when."""

    part: str
    at: datetime
    says: Standing


@dataclass(frozen=True)
class CaseSeen:
    """All that the record tells of a case that may be waited for."""

    kind: CaseKind
    referrer: str | None
    parts: tuple[PartStands, ...]
    requests: tuple[AskedAgency, ...] = ()
    actions: tuple[OpenAction, ...] = ()
    marks: Marks = Marks()
    unacknowledged_since: datetime | None = None  # a SIN's review runs, and the Panel has given no date (N13)
    done: frozenset[tuple[str, str]] = frozenset()  # (part, task): ticked off by a person


def awaited(case: CaseSeen) -> tuple[Awaited, ...]:
    """Everything a case waits for; nothing once it is closed."""
    if any(row.part == Part.REVIEW and row.says.ended for row in case.parts):
        return ()
    found = [item for row in case.parts if not row.says.ended for item in _of_part(case, row)]
    found += [item for row in case.parts for item in _tasks(case, row)]
    found += _beside(case)
    keys = {(item.part, item.recipient, item.action, item.about): item for item in reversed(found)}
    return tuple(keys.values())


def _of_part(case: CaseSeen, row: PartStands) -> Iterator[Awaited]:
    yield from _next(row)
    yield from _holds(case, row)
    if row.part == Part.REVIEW:
        yield from _of_the_whole(row)
    if row.part == Part.LCSPR and row.says.stage == "lcspr_readiness":
        yield from _readiness(case, row)


def _next(row: PartStands) -> Iterator[Awaited]:
    """What comes next in a part, from each who holds it."""
    says = row.says
    if says.next_action in NOTHING_ASKED:
        return
    item = Awaited(row.part, says.holder, says.next_action, says.stage, row.at, due=says.due)
    if says.holder in CIRCLES:
        for whom in says.waits_for:
            about = whom.partition(":")[2] if says.next_action == "sign_report" else ""
            yield replace(item, recipient=whom, about=about)
    elif says.holder.startswith("body:"):
        yield replace(item, recipient=COORDINATOR, outside=True)
    elif row.part == Part.REVIEW:
        yield from (replace(item, recipient=whom, due=None) for whom in UNIT)  # at once, whenever a step is due (R2)
    else:
        yield item


def _of_the_whole(row: PartStands) -> Iterator[Awaited]:
    if row.says.stage == Course.ALTE:
        for whom in (COORDINATOR, to_role(Role.DESIGNATED_DOCTOR)):
            yield Awaited(row.part, whom, "record_alte_outcome", row.says.stage, row.at, outside=True)
    for whom in row.says.waits_for:
        if whom.startswith("partner:"):
            yield Awaited(row.part, whom, "confirm_cascade", row.says.stage, row.at)


def _holds(case: CaseSeen, row: PartStands) -> Iterator[Awaited]:
    for whom in row.says.waits_for:
        kind, _, which = whom.partition(":")
        number = which.rpartition(":")[2]
        if kind == "release" and number != "0" and row.part in HOLDS:
            action, recipients = HOLDS[Part(row.part)]
            review_on = case.marks.holds.get((row.part, number))
            for recipient in recipients:
                yield Awaited(row.part, recipient, action, row.says.stage, row.at, about=number, due_on=review_on)


def _readiness(case: CaseSeen, row: PartStands) -> Iterator[Awaited]:
    """What the QiiP's gate still asks for, beside the Chair's declaration (L7)."""
    marks, item = case.marks, Awaited(row.part, QIIP_CHAIR, "", row.says.stage, row.at, due=row.says.due)
    if not marks.publication_plan:
        yield replace(item, action="file_publication_plan")
    else:
        about = str(marks.publication_plan)
        missing = [partner for partner in Partner if partner not in marks.agreed]
        for partner in missing:
            yield replace(item, recipient=to_partner(partner), action="agree_publication_plan", about=about)
    if not marks.plan_confirmed:
        yield replace(item, action="confirm_response_plan")
    if not marks.anonymised:
        for whom in UNIT:
            yield replace(item, recipient=whom, action="check_anonymisation", about=str(marks.report_version))


def _tasks(case: CaseSeen, row: PartStands) -> Iterator[Awaited]:
    for task in row.says.tasks:
        if (row.part, task) in case.done:
            continue
        action, about = task_words_apart(task, case.kind)
        for whom in task_recipients(action, case.referrer):
            yield Awaited(row.part, whom, action, row.says.stage, row.at, about=about, task=task)


def _beside(case: CaseSeen) -> list[Awaited]:
    """Requests, actions and the Panel's acknowledgement: open whatever a part's next action is."""
    found = [
        Awaited(
            action="complete_action" if not each.immediate else "confirm_immediate_action",
            about=each.action.removeprefix("immediate-"),
            part=Part.REVIEW if each.immediate else Part.LEARNING,
            stage="learning_actions" if not each.immediate else "immediate_actions",
            recipient=to_agency(each.owner),
            since=each.agreed_at,
            due_on=each.due,
        )
        for each in case.actions
    ]
    review = next((row for row in case.parts if row.part == Part.RAPID_REVIEW and not row.says.ended), None)
    if review is None:
        return found
    item = Awaited(review.part, "", "return_information", "agency_returns", review.at)
    found += [
        replace(item, recipient=to_agency(each.agency), since=each.asked_at, due_day=each.due_day, due_on=each.due_on)
        for each in case.requests
    ]
    if case.unacknowledged_since is not None:
        since = case.unacknowledged_since
        found.append(Awaited(review.part, COORDINATOR, "panel_acknowledged", "acknowledgement", since, outside=True))
    return found


def _weekdays_after(since: datetime, days: int) -> datetime:
    """The closing hour so many weekdays after: holidays are for those who have a calendar."""
    day = london_date(since)
    if days == 0 and since >= london_instant(day, CLOSES):
        days = 1
    while days > 0 or day.weekday() > 4:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return london_instant(day, CLOSES)
