"""``show``: one case as it stands: each part, its next action and who holds it, its dates on both clocks."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from shell.acting import Case
from shell.dates import AsJson, in_words, print_json

if TYPE_CHECKING:
    from adapters.register.cases import CaseRow
    from models.timetable import Timetable
    from shell.composition import FrontDesk


AS_OPENED = "The case does not answer now: these are the dates the case opened with."


def show(case: Case, as_json: AsJson = False) -> None:
    """Show a case: the stage of each part, what comes next, who holds it, working days left, its timetable."""
    from shell.composition import open_front_desk

    with open_front_desk() as front:
        row = front.house.register.case(case)
        plans, is_live = asyncio.run(timetables(front, row))
        if as_json:
            print_json(_as_data(front, row, plans))
            return
        _print_heading(front, row)
        _print_parts(front, row)
        for part, plan in plans.items():
            _print_plan(front, row, part, plan)
        if not is_live:
            from shell.tables import print_lines

            print_lines([AS_OPENED])


async def timetables(front: FrontDesk, row: CaseRow) -> tuple[dict[str, Timetable], bool]:
    """The timetables by part, and whether they are those obeyed now."""
    from shell.plans import plans_of
    from workflows.client import NoAnswerYet

    has_begun = bool(front.house.register.standings(row.reference))
    try:
        found = {str(part): view.timetable for part, view in (await plans_of(front, row.reference)).items()}
        if has_begun:
            return found, True
    except NoAnswerYet:
        pass
    drawn = front.reception.timetable(row.opening)
    return ({} if drawn is None else {"review": drawn}), False


def _print_heading(front: FrontDesk, row: CaseRow) -> None:
    from models.wording import KINDS, words
    from shell.tables import print_lines
    from shell.words import instant, outcome_words

    state = f"closed: {outcome_words(row.outcome)}" if row.closed else "open"
    lines = [
        f"{row.reference}  {words(KINDS, row.kind)}  {state}",
        f"Notified {instant(row.notified_at)} (London); policy {row.policy}",
    ]
    of_the_case = {"Independent Chair": row.independent_chair, "Lead Reviewer": row.lead_reviewer}
    lines += [f"{title}: {person}" for title, person in of_the_case.items() if person]
    if row.opening.possible_duplicates:
        lines.append(f"Probable duplicates when it opened: {', '.join(row.opening.possible_duplicates)}")
    print_lines(lines)


def _print_parts(front: FrontDesk, row: CaseRow) -> None:
    from shell import words
    from shell.tables import print_lines, print_table

    house, now, tasks, rows = front.house, front.now(), [], []
    for each in words.most_urgent(house.register.standings(row.reference)):
        standing = each.standing
        ended = f"ended: {words.outcome_words(standing.outcome)}" if standing.ended else ""
        rows.append(
            (
                words.part_words(each.part),
                ended or words.stage_words(standing.stage),
                "" if ended else words.action_words(standing.next_action),
                "" if ended else words.holder_words(standing.holder, house),
                "" if ended else words.due_words(standing.due, now, house, row.policy),
                ", ".join(words.holder_words(who, house) for who in standing.waits_for),
            )
        )
        tasks += [f"  {words.task_words(task)}" for task in standing.tasks]
    print_table(("Part", "Stage", "Next", "Held by", "Due", "Waits for"), rows)
    if tasks:
        print_lines(["For a person to do:", *tasks, ""])


def _print_plan(front: FrontDesk, row: CaseRow, part: str, plan: Timetable) -> None:
    from shell import words
    from shell.tables import print_lines, print_table

    steps = sorted(plan.steps, key=lambda step: step.due_at)
    now = front.now()
    due = [
        (
            words.step_words(step.step),
            words.instant(step.due_at),
            "past" if step.due_at <= now else words.days_left(step.due_at, now, front.house, row.policy),
            step.clause,
        )
        for step in steps
    ]
    print_table(("Step", "Due", "Left", "Clause"), due, f"Timetable of {words.part_words(part)}")
    print_lines(clocks(plan))


def clocks(plan: Timetable) -> list[str]:
    """Both clocks in two lines: the internal plan's last day, and the National Panel's date (C3)."""
    lines = []
    if len(plan.days) > 14:
        first, last = plan.days[0].internal, plan.days[14].internal
        lines.append(f"Internal plan    day 1 is {in_words(first)}, day 15 is {in_words(last)}")
    if plan.external_due is not None:
        note = "provisional, until the Panel gives its date" if plan.provisional else "the Panel's date"
        lines.append(f"National Panel   expects the report by {in_words(plan.external_due)} ({note})")
    if plan.paused_from is not None:
        lines.append(f"Paused           since {in_words(plan.paused_from)}")
    return lines


def _as_data(front: FrontDesk, row: CaseRow, plans: dict[str, Timetable]) -> dict[str, Any]:
    from shell.cases import as_data

    return {
        **as_data(row),
        "parts": [
            {"part": str(each.part), **each.standing.model_dump(mode="json")}
            for each in front.house.register.standings(row.reference)
        ],
        "timetables": {
            part: plan.model_dump(mode="json", include={"days", "steps", "external_due", "provisional", "skipped"})
            for part, plan in plans.items()
        },
    }
