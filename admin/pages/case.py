"""A case on one page: what keeps children safe now, what comes next, where it is in time, what is waited for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from adapters.settings import temporal_profile
from admin.case.clocks import clocks_seen, ribbon_seen, series_of, step_name
from admin.case.doing import buttons_seen, choices_seen, tasks_seen
from admin.case.file import CaseFile
from admin.case.history import recent_seen
from admin.case.kin import alte_seen, kin_seen, processes_seen
from admin.case.live_plans import AS_OPENED
from admin.case.opened import FiledWithPlans
from admin.case.people import people_seen
from admin.case.safety import safety_seen
from admin.case.sentences import Sentence
from admin.case.steps import steps_seen
from admin.case.views import views_of
from admin.case.waiting import waits_seen
from admin.door import Door
from admin.rendering import page
from admin.ribbon import State
from admin.rooms.buttons import Button
from admin.rooms.rooms import rooms_of
from admin.viewing import note_view
from admin.wording import Left, Risk, risk_in
from desk.words import most_urgent, part_words
from models.case import Part
from models.people import Role
from models.to_do import to_do
from workflows.client import web_path

door = Door()
MOST_DATES = 12


@dataclass(frozen=True)
class ComingNext:
    """What comes next, and who has it in hand."""

    what: str
    who: str


@dataclass(frozen=True)
class AlsoNext:
    """What comes next in another part of the case."""

    part: str
    what: str
    who: str
    due: datetime | None
    left: str


@dataclass(frozen=True)
class DateToCome:
    """A step still to be done."""

    step: str
    name: str
    state: State
    due_at: datetime
    left: str


@dataclass(frozen=True)
class Happened:
    """An entry as the timeline part takes it."""

    at: datetime
    title: str
    by: str
    text: str = ""
    clause: str = ""


@door.see("/cases/{case}", "read_case")
def case_page(request: Request, file: FiledWithPlans) -> Response:
    """The case on one page."""
    people = people_seen(file)
    note_view(file.wiring, file.at, "case", people=people.shown)
    row = file.row
    left = file.book.left(row.due, file.now, row.policy) if row.due and not row.closed else None
    return page(
        request,
        "case/case.html",
        row=row,
        views=views_of(file.at),
        may=file.at.may,
        safety_now=safety_seen(file),
        coming_next=ComingNext(to_do(row.next_action), file.who(row.holder)),
        also_next=list(_also(file)),
        risk=_risk(file),
        left=left or Left(0, False, ""),
        clocks=clocks_seen(file),
        ribbon=ribbon_seen(file),
        buttons=buttons_seen(file),
        reopenings=reopenings(file),
        tasks_now=tasks_seen(file),
        waits=waits_seen(file),
        dates_to_come=_dates(file),
        due_hour=f"{file.policy.hours.closes.value:%H:%M}",
        recently=[happened(each) for each in recent_seen(file)],
        rooms=rooms_of(row, {each.part: each.standing for each in file.standings}, file.at),
        people=people,
        alte=alte_seen(file),
        processes=processes_seen(file),
        kin=kin_seen(file),
        engine=list(_engine(file)),
        choices=choices_seen(file),
        plans_live=file.plans.live,
        as_opened=AS_OPENED,
    )


def happened(sentence: Sentence) -> Happened:
    """A sentence as the timeline part takes it."""
    return Happened(sentence.at, sentence.text, sentence.by)


def reopenings(file: CaseFile) -> list[Button]:
    """How a closed case is opened again, by those who may (T6, N12)."""
    base = f"/cases/{file.case}/reopen"
    ways = {"sin_notified": ("a SIN", "sin"), "open_case": ("a Case for Consideration", "new-information")}
    return [Button(text, f"{base}/{way}") for needs, (text, way) in ways.items() if file.at.may(needs)]


def _risk(file: CaseFile) -> Risk:
    row = file.row
    standing = file.standing(Part(row.part)) if row.part else None
    held = standing is not None and any(who.startswith("release:") for who in standing.waits_for)
    view = file.plans.of(row.part)
    paused = held or (view is not None and view.timetable.paused_from is not None)
    waiting = (row.holder or "").startswith("body:")
    return risk_in(file.book, row.due, file.now, row.policy, closed=row.closed, paused=paused, waiting=waiting)


def _also(file: CaseFile) -> Iterable[AlsoNext]:
    """What comes next in the other parts that run; the case as a whole has no step of its own."""
    for row in most_urgent(list(file.standings)):
        standing = row.standing
        if standing.ended or row.part in (file.row.part, Part.REVIEW) or standing.next_action in ("", "none"):
            continue
        left = file.book.left(standing.due, file.now, file.row.policy).words if standing.due else ""
        yield AlsoNext(part_words(row.part), to_do(standing.next_action), file.who(standing.holder), standing.due, left)


def _dates(file: CaseFile) -> list[DateToCome]:
    """The dates still to come, the soonest first; of a series only the next one."""
    found: dict[str, DateToCome] = {}
    for part, view in file.plans.by_part.items():
        for seen in steps_seen(file, view.timetable):
            key = f"{part}/{series_of(seen.step.step)}"
            if seen.is_open and key not in found:
                step = seen.step
                left = file.book.left(step.due_at, file.now, file.row.policy).words
                found[key] = DateToCome(step.step, step_name(step.step), seen.state, step.due_at, left)
    return sorted(found.values(), key=lambda each: each.due_at)[:MOST_DATES]


def _engine(file: CaseFile) -> Iterable[tuple[str, str]]:
    """Where engineers look: for the Business Unit, who rings them."""
    if not file.at.visitor.roles & {Role.COORDINATOR, Role.BUSINESS_MANAGER}:
        return
    namespace = temporal_profile().namespace or "default"
    for row in file.standings:
        yield part_words(row.part), file.wiring.settings.temporal_web + web_path(namespace, file.case, row.part)
