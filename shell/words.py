"""The words of the house in the form of the shell: with the command that does it, and times that sort."""

from __future__ import annotations

import inspect
import re
from datetime import datetime

from desk.words import Wordbook, most_urgent, outcome_words, part_words, stage_words, step_words
from models.london import in_london
from models.messages.catalogue import MESSAGES
from models.to_do import TASKS
from models.wording import STAGES, words
from shell.house import House

__all__ = ["most_urgent", "outcome_words", "part_words", "stage_words", "step_words"]
_CLAUSES = re.compile(r"\s*\([A-Z]\d[^)]*\)\.?$")


def book_of(house: House) -> Wordbook:
    """The words that need the directory, a policy or the calendar."""
    return Wordbook(house.register, house.policies, house.calendars)


def action_words(code: str | None) -> str:
    """What comes next: the first sentence of the message that brings it, with its command."""
    kind = MESSAGES.get(code or "")
    if kind is None:
        return "nothing" if code in (None, "", "none") else words(STAGES, code or "")
    sentence = (inspect.getdoc(kind) or kind.name).splitlines()[0]
    return f"{_CLAUSES.sub('', sentence)} [{kind.name.replace('_', '-')}]"


def holder_words(reference: str | None, house: House) -> str:
    """Who holds or is waited for: a title, or an agency's name with its reference; never a person's."""
    kind, _, who = (reference or "").partition(":")
    said = book_of(house).who(reference)
    return f"{said} ({who})" if kind == "agency" and said != who else said


def instant(at: datetime | None) -> str:
    """An instant on London's clocks, sortable: ``Mon 2026-12-14 17:00``."""
    return f"{in_london(at):%a %Y-%m-%d %H:%M}" if at else ""


def days_left(due: datetime, now: datetime, house: House, edition: str) -> str:
    """How many working days there are between the London date of now and that of a due time."""
    return book_of(house).left(due, now, edition).words


def due_words(due: datetime | None, now: datetime, house: House, edition: str) -> str:
    """A due time with what is left of it."""
    return f"{instant(due)} ({days_left(due, now, house, edition)})" if due else "no date"


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
    sentence = action_words(what) if what in MESSAGES else TASKS.get(what, what.replace("_", " "))
    return f"{sentence}: {about}" if about else sentence
