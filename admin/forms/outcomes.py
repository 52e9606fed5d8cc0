"""What came of something handed in: accepted, refused or waiting; what happens next, and who does it (K5)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from fastapi.concurrency import run_in_threadpool

from adapters.register.commands import CommandRow, CommandState
from admin.admission import Admission, relations_of
from admin.filters import day, instant
from admin.forms.asked import plain
from admin.wiring import Wiring
from desk.desk import OPEN_CASE
from desk.words import Wordbook, most_urgent
from models.case import CaseKind, Opening
from models.forms import FORMS
from models.forms.errors import label_of, place_of
from models.timetable import Timetable
from models.to_do import to_do
from models.wording import STEPS, words

PATIENCE = 2.5  # seconds: how long the next page waits for the record of what was just decided
LOOKS_EVERY = 0.012  # seconds
_JUST_NOW = timedelta(seconds=20)
_STATES = {CommandState.PENDING: "waiting", CommandState.REFUSED: "refused"}
_NOT_FOR_A_SIN = ("ballot", "cascade")


async def recorded(wiring: Wiring, row: CommandRow) -> None:
    """Wait until the record shows what was just decided, so that the next page does (a short while at most)."""
    if row.state in _STATES or wiring.now() - row.at > _JUST_NOW:
        return
    loop = asyncio.get_running_loop()  # the record is another process's to write: there is no event to wait for
    until = loop.time() + PATIENCE
    while not await run_in_threadpool(wiring.register.has_entry, row.case, row.id) and loop.time() < until:  # noqa: ASYNC110
        await asyncio.sleep(LOOKS_EVERY)


def drop_if_taken(wiring: Wiring, row: CommandRow) -> bool:
    """Once it has been accepted the draft that was kept meanwhile is of no more use; answers whether it was."""
    is_taken = row.state not in _STATES
    if is_taken and wiring.register.draft(row.id, row.by.person) is not None:
        wiring.register.drop_draft(row.id, row.by.person)
    return is_taken


@dataclass(frozen=True)
class OutcomeView:
    """What the page of an outcome says."""

    case: str
    token: str
    state: str
    title: str
    about: str
    says: str
    sent_at: datetime
    reads_case: bool
    next: tuple[str, ...]
    dates: tuple[tuple[str, str], ...] = ()
    clocks: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    duplicates: tuple[str, ...] = ()


def outcome_view(wiring: Wiring, at: Admission, row: CommandRow) -> OutcomeView:
    """The page for whoever handed it in. Who may not read the case learns only what became of their own."""
    state = _STATES.get(row.state, "accepted")
    reads = _reads(wiring, at, row.case)
    said: dict[str, Any] = {"next": _next(wiring, row.case) if reads and state == "accepted" else ()}
    if row.name == OPEN_CASE:
        said |= _of_opening(wiring, Opening.model_validate(row.body), state)
    return OutcomeView(
        case=row.case,
        token=row.id,
        state=state,
        title=_title(row, state),
        about=_about(row),
        says=str((row.outcome or {}).get("says", "")),
        sent_at=row.at,
        reads_case=reads,
        **said,
    )


def _title(row: CommandRow, state: str) -> str:
    if state == "waiting":
        return "Kept, and sent on later"
    if state == "refused":
        return "This could not be done"
    return ("Case opened again" if row.body.get("reopens") else "Case opened") if row.name == OPEN_CASE else "Recorded"


def _about(row: CommandRow) -> str:
    return "" if row.name == OPEN_CASE else to_do(row.name)


def _reads(wiring: Wiring, at: Admission, case: str) -> bool:
    relations = relations_of(wiring, at.visitor, wiring.register.case(case))
    return bool(at.visitor.capacities("read_case", relations))


def _next(wiring: Wiring, case: str) -> tuple[str, ...]:
    row = wiring.register.case(case)
    book, now = Wordbook(wiring.register, wiring.policies, wiring.calendars), wiring.now()
    lines = []
    for standing in most_urgent(wiring.register.standings(case)):
        says = standing.standing
        if says.ended or says.next_action in ("none", ""):
            continue
        due = f", by {instant(says.due)} ({book.left(says.due, now, row.policy).words})" if says.due else ""
        lines.append(f"{to_do(says.next_action)}: {book.who(says.holder, row)}{due}")
    return tuple(dict.fromkeys(lines))


def _of_opening(wiring: Wiring, opening: Opening, state: str) -> dict[str, Any]:
    kind = next((each for each in wiring.register.documents_of(opening.case) if each.id == opening.form.id), None)
    form = FORMS.get(kind.kind) if kind is not None else None
    gaps = [plain(label_of(form, place_of(gap))) or gap for gap in opening.form.gaps] if form else []
    plan = wiring.reception.timetable(opening) if state != "refused" else None
    return {
        "dates": _dates(plan, opening) if plan else (),
        "clocks": _clocks(plan) if plan else (),
        "gaps": tuple(gaps),
        "duplicates": opening.possible_duplicates,
    }


def _dates(plan: Timetable, opening: Opening) -> tuple[tuple[str, str], ...]:
    left_out = _NOT_FOR_A_SIN if opening.kind is CaseKind.SIN else ()
    steps = sorted((step for step in plan.steps if step.step not in left_out), key=lambda step: step.due_at)
    return tuple((words(STEPS, step.step), instant(step.due_at)) for step in steps)


def _clocks(plan: Timetable) -> tuple[str, ...]:
    found = []
    if len(plan.days) > 14:
        found.append(f"The partnership's own plan ends on working day 15: {day(plan.days[14].internal)}.")
    if plan.external_due is not None:
        until = " (until the National Panel has said its own date)" if plan.provisional else ""
        found.append(f"The National Panel expects the report by {day(plan.external_due)}{until}.")
    return tuple(found)
