"""Records the histories that the replay test reads: ``python -m tests.replay.record`` writes them anew.

Run it after a release, never to make a failing replay pass: a history that the present code cannot replay is a running
case that would come to a stand. Each course is one folder below ``histories``: one JSON file a run, the last word of
each file's name being its number. A part's histories are recorded with what the workflow answered in the end.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from temporalio.client import WorkflowHistory
from temporalio.service import RPCError

from demo.skipped_time import partnership, skipped_time
from models.case import Part
from models.messages import clock
from models.messages import publication as public
from models.messages import rapid_review as review
from models.messages.panel_reply import PanelReplied
from tests.process import courses as course
from tests.process import diary as people
from tests.process import local_courses as lcspr
from tests.process.diary import MON_1_FEB, Diary

HISTORIES = Path(__file__).with_name("histories")
BEGINS = datetime(2027, 2, 1, 8, tzinfo=UTC)
Told = Callable[[Diary], Awaitable[None]]


async def on_time_without_lcspr(diary: Diary) -> None:
    """A SIN on time; a Chair replaced; the Panel agrees; its learning is completed and the case closes."""
    await course.a_sin_is_notified(diary)
    await course.a_chair_is_commissioned(diary, people.OTHER_CHAIR)
    replaced = {"chair": people.CHAIR[0], "declaration": "None.", "reasons": "A conflict was found."}
    await diary.does(people.QIIP_CHAIR, review.ReplaceChair, **replaced)
    await course.returns_come(diary, ("A-001", "A-002", "A-003", "A-010"))
    await diary.on(date(2027, 2, 9))
    await course.a_return_comes(diary, "A-011")
    await diary.on(date(2027, 2, 10))
    await course.rest_of_a_review(diary, "report-v2")
    await diary.on(date(2027, 3, 1))
    await diary.does(people.COORDINATOR, PanelReplied, reply="agrees", letter="We agree.")
    await course.learning_is_completed(diary, "RR-1", "RR-2")


async def split_vote_to_the_end_of_the_year_in_public(diary: Diary) -> None:
    """A split vote, a LCSPR, a publication, and its year."""
    await course.a_case_is_raised(diary)
    await course.votes(diary, childrens_social_care=False, health=False, constabulary=True)
    await course.a_whole_review_in_a_day(diary, "report-lcspr")
    await diary.does(people.COORDINATOR, PanelReplied, reply="agrees", letter="We agree.")
    await lcspr.the_lcspr_is_drafted(diary)
    await lcspr.the_lcspr_becomes_ready(diary)
    await lcspr.governance_signs_off(diary)
    await lcspr.the_report_goes_to_both_bodies(diary)
    await diary.on(date(2027, 3, 1))
    await diary.does(people.COORDINATOR, public.PublishReport, **lcspr.publishing())
    for action in diary.standing(Part.LEARNING).waits_for:
        await course.learning_is_completed(diary, action.split(":")[0])
    await diary.on(date(2028, 3, 1), time(12, 0))


async def unanimous_no_reopened_by_a_sin_that_is_stood_down(diary: Diary) -> None:
    """A unanimous No; a SIN opens the case again; it is stood down."""
    await course.a_case_is_raised(diary)
    await course.votes(diary, childrens_social_care=False, health=False, constabulary=False)
    await keep(diary, "first")
    await diary.on(date(2027, 2, 3))
    await diary.reopens("sin", course.a_sin(date(2027, 2, 3)), people.LOCAL_AUTHORITY)
    await diary.does(people.COORDINATOR, clock.PanelAcknowledged, expected_on="2027-02-22")
    agreed = {"agreed_by": ["childrens_social_care"], "reasons": "It was an accident."}
    await diary.does(people.LOCAL_AUTHORITY, review.StandDown, **agreed)


async def a_ballot_superseded_by_a_sin(diary: Diary) -> None:
    """A SIN comes during the ballot; the case waits for a Chair when it is recorded, and is still open."""
    await course.a_case_is_raised(diary)
    await course.votes(diary, health=False)
    await diary.on(date(2027, 2, 2))
    await diary.reopens("sin", course.a_sin(date(2027, 2, 2)), people.LOCAL_AUTHORITY)


COURSES: tuple[Told, ...] = (
    on_time_without_lcspr,
    split_vote_to_the_end_of_the_year_in_public,
    unanimous_no_reopened_by_a_sin_that_is_stood_down,
    a_ballot_superseded_by_a_sin,
)
_kept: list[tuple[str, WorkflowHistory]] = []


async def keep(diary: Diary, run: str) -> None:
    """Keep the history of every part as it is now; ``run`` tells one opening of a case from the next."""
    for part in Part:
        try:
            history = await diary.handle(part).fetch_history()
        except RPCError:  # the case has no such part
            continue
        if all(run_of(history) != run_of(kept) for _, kept in _kept):
            _kept.append((f"{part}.{run}", history))


def run_of(history: WorkflowHistory) -> str:
    """Which run of a workflow this is the history of."""
    return str(history.events[0].workflow_execution_started_event_attributes.original_execution_run_id)


def without_machines(value: Any) -> Any:
    """The same without the names of machines and processes."""
    if isinstance(value, dict):
        return {key: "diary" if key == "identity" else without_machines(each) for key, each in value.items()}
    return [without_machines(each) for each in value] if isinstance(value, list) else value


async def tell(told: Told) -> list[tuple[str, WorkflowHistory]]:
    """Tell one course; answers its histories."""
    _kept.clear()
    with tempfile.TemporaryDirectory() as state:
        async with skipped_time(BEGINS) as env, partnership(env, Path(state)) as office:
            diary = Diary(office)
            await told(diary)
            await keep(diary, "last")
    return list(_kept)


def write(course_name: str, kept: list[tuple[str, WorkflowHistory]]) -> None:
    """Write a course's histories, in place of those there were."""
    folder = HISTORIES / course_name
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.json"):
        old.unlink()
    for name, history in kept:
        text = json.dumps(without_machines(json.loads(history.to_json())), ensure_ascii=False, indent=0, sort_keys=True)
        (folder / f"{name}.json").write_text(text + "\n", "utf-8")


async def main() -> None:
    """Record every course."""
    for told in COURSES:
        write(told.__name__, await tell(told))


if __name__ == "__main__":
    assert BEGINS.date() == MON_1_FEB
    asyncio.run(main())
