"""What is said when a case has been opened: its reference, its dates on both clocks, its gaps, where to look."""

from __future__ import annotations

import sys
from typing import Any

from adapters.register.cases import UnknownCase
from desk.outcome import OpenedCase, Taken
from models.case import CaseKind, Opening, Part
from models.forms import FORMS
from models.forms.errors import label_of, place_of
from models.timetable import Timetable
from models.wording import KINDS, words
from shell.case_page import clocks
from shell.dates import print_json
from shell.handing_in import Envelope, said
from shell.house import House
from shell.web_addresses import web_address
from shell.words import instant, stage_words, step_words


def say_duplicates(cases: tuple[str, ...], house: House, envelope: Envelope) -> None:
    """Say which cases are probably the same, and how to open all the same (N11)."""
    if envelope.as_json:
        print_json({"taken": "not_opened", "code": "duplicates", "duplicates": list(cases)})
        return
    say = sys.stderr.write
    say("Probably notified before (the same child, or the same incident date and surname):\n")
    for case in cases:
        say(f"  {_line(house, case)}\n")
    say("Nothing was opened. Look at these first (`show CASE`).\n")
    say("If it is another incident, file the form again with --open-duplicates.\n")


def _line(house: House, case: str) -> str:
    try:
        row = house.register.case(case)
    except UnknownCase:
        return case
    return f"{case}  opened {instant(row.opened_at)}  {'closed' if row.closed else stage_words(row.stage)}"


def say_opened(opened: OpenedCase, house: House, envelope: Envelope, form: str) -> None:
    """Say what came of filing a form that opens a case."""
    if envelope.as_json:
        print_json(as_data(opened, house, envelope, form))
        return
    out = sys.stdout if opened.outcome.taken is Taken.ACCEPTED else sys.stderr
    out.write("\n".join(as_lines(opened, house, envelope, form)) + "\n")


def as_data(opened: OpenedCase, house: House, envelope: Envelope, form: str) -> dict[str, Any]:
    """The same for programs."""
    plan = opened.timetable
    return {
        "case": opened.opening.case,
        "taken": str(opened.outcome.taken),
        "code": opened.outcome.code,
        "says": opened.outcome.says,
        "command_id": envelope.command_id,
        "gaps": [{"field": gap, "label": label} for gap, label in _gaps(opened, form)],
        "possible_duplicates": list(opened.opening.possible_duplicates),
        "steps": [] if plan is None else [_step(step.step, step.due.isoformat(), step.clause) for step in plan.steps],
        "internal_due": plan.days[14].internal.isoformat() if plan and len(plan.days) > 14 else None,
        "external_due": plan.external_due.isoformat() if plan and plan.external_due else None,
        "provisional": plan.provisional if plan else None,
        "temporal_web": web_address(house.settings, opened.opening.case, Part.REVIEW),
    }


def _step(step: str, due: str, clause: str) -> dict[str, str]:
    return {"step": step, "due": due, "clause": clause}


def as_lines(opened: OpenedCase, house: House, envelope: Envelope, form: str) -> list[str]:
    """The confirmation as lines to read."""
    opening = opened.opening
    lines = [f"{opening.case}  {words(KINDS, opening.kind)}: {said(opened.outcome)}"]
    if opened.outcome.taken is Taken.REFUSED:
        return lines
    if opened.timetable is not None:
        lines += ["", *clocks(opened.timetable), "", "What happens next", *_steps(opened.timetable, opening)]
    if gaps := _gaps(opened, form):
        answered_by = "fill-sin-gaps" if form == "sin" else "fill-gaps"
        lines += ["", f"Left blank on the form, and asked for (the clock runs; `{answered_by}` answers)"]
        lines += [f"  {label} ({gap})" for gap, label in gaps]
    if opening.possible_duplicates:
        lines += ["", f"Opened beside probable duplicates: {', '.join(opening.possible_duplicates)}"]
    lines += ["", f"Temporal Web  {web_address(house.settings, opening.case, Part.REVIEW)}"]
    return [*lines, f"Token         {envelope.command_id} (the same again with --command-id opens nothing twice)"]


def _steps(plan: Timetable, opening: Opening) -> list[str]:
    left_out = ("ballot", "cascade") if opening.kind is CaseKind.SIN else ()
    return [
        f"  {instant(step.due_at)}  {step_words(step.step)} ({step.clause})"
        for step in sorted(plan.steps, key=lambda step: step.due_at)
        if step.step not in left_out
    ]


def _gaps(opened: OpenedCase, form: str) -> list[tuple[str, str]]:
    return [(gap, label_of(FORMS[form], place_of(gap)) or gap) for gap in opened.gaps]
