"""Codes in the words of the shell: who holds what, what comes next, by when and how many working days are left."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from datetime import datetime

from adapters.register.standings import StandingRow
from models.case import Part
from models.london import in_london, london_date
from models.messages.catalogue import MESSAGES
from models.wording import OUTCOMES, STAGES, STEPS, recipient_words, words
from shell.house import House

_CLAUSES = re.compile(r"\s*\([A-Z]\d[^)]*\)\.?$")
PARTS: Mapping[str, str] = {
    Part.REVIEW: "the case as a whole",
    Part.THRESHOLD: "threshold",
    Part.RAPID_REVIEW: "Rapid Review",
    Part.PANEL_REPLY: "the National Panel's reply",
    Part.LCSPR: "LCSPR",
    Part.PUBLICATION: "publication",
    Part.LEARNING: "learning",
}
_HOLDERS = {"partners": "the statutory partners", "agencies": "the agencies", "none": "nobody"}


def part_words(part: str) -> str:
    """What a part is called."""
    return words(PARTS, part)


def stage_words(stage: str | None) -> str:
    """What a stage is called."""
    return words(STAGES, stage) if stage else "opening"


def outcome_words(outcome: str | None) -> str:
    """How a case ended."""
    return words(OUTCOMES, outcome) if outcome else ""


def step_words(step: str) -> str:
    """What a step of a plan is called."""
    return words(STEPS, step)


def action_words(code: str | None) -> str:
    """What comes next: the first sentence of the message that brings it, with its command."""
    kind = MESSAGES.get(code or "")
    if kind is None:
        return "nothing" if code in (None, "", "none") else words(STAGES, code or "")
    sentence = (inspect.getdoc(kind) or kind.name).splitlines()[0]
    return f"{_CLAUSES.sub('', sentence)} [{kind.name.replace('_', '-')}]"


def holder_words(reference: str | None, house: House) -> str:
    """Who holds or is waited for: a title, or an agency's name; never a person's."""
    if not reference:
        return "nobody"
    kind, _, who = reference.partition(":")
    if kind in ("agency", "lead"):
        name = next((row.name for row in house.register.agencies() if row.ref == who), who)
        return f"{name} ({'safeguarding lead' if kind == 'lead' else who})"
    return _HOLDERS.get(reference) or (recipient_words(reference) if who else words(_HOLDERS, reference))


def instant(at: datetime | None) -> str:
    """An instant on London's clocks, sortable: ``Mon 2026-12-14 17:00``."""
    return f"{in_london(at):%a %Y-%m-%d %H:%M}" if at else ""


def days_left(due: datetime, now: datetime, house: House, edition: str) -> str:
    """How many working days there are between the London date of now and that of a due time."""
    days = house.calendars.calendar(house.policies.edition(edition))
    today, on = london_date(now), london_date(due)
    if due <= now:
        late = days.count(on, today)
        return "overdue" if late == 0 else f"overdue, {late} working day{'s' if late != 1 else ''}"
    left = days.count(today, on)
    return "today" if on == today else f"{left} working day{'s' if left != 1 else ''} left"


def due_words(due: datetime | None, now: datetime, house: House, edition: str) -> str:
    """A due time with what is left of it."""
    return f"{instant(due)} ({days_left(due, now, house, edition)})" if due else "no date"


def most_urgent(rows: list[StandingRow]) -> list[StandingRow]:
    """Standings, open ones first, the soonest due first."""
    return sorted(rows, key=lambda row: (row.standing.ended, row.standing.due is None, row.standing.due or row.at))


def next_step(house: House, case: str) -> list[str]:
    """What comes next in a case and by when, as lines; nothing where its record is still being written."""
    row, now = house.register.case(case), house.clock.now()
    if row.closed:
        return [f"Closed: {outcome_words(row.outcome)}"]
    if row.next_action is None:
        return []
    due = due_words(row.due, now, house, row.policy)
    return [f"Next: {action_words(row.next_action)}", f"Held by {holder_words(row.holder, house)}, due {due}"]


def command_words(code: str | None) -> str:
    """What comes next, short: the command that brings it."""
    return (code or "").replace("_", "-") if code in MESSAGES else action_words(code)


def task_words(task: str) -> str:
    """A task for a person, in words."""
    what, _, about = task.partition(":")
    sentence = action_words(what) if what in MESSAGES else what.replace("_", " ")
    return f"{sentence}: {about}" if about else sentence
