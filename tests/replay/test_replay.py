"""Recorded cases replay on the present code: the same commands, and the same answer in the end (K5).

Replay compares commands, not results, so the result of every replayed workflow is caught and compared as well.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, ClassVar

import pytest
from temporalio.api.enums.v1 import EventType
from temporalio.client import WorkflowHistory
from temporalio.worker import (
    ExecuteWorkflowInput,
    Interceptor,
    Replayer,
    UnsandboxedWorkflowRunner,
    WorkflowInboundInterceptor,
    WorkflowInterceptorClassInput,
)
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

from adapters.temporal import data_converter
from worker import UNCHANGED_IN_THE_SANDBOX
from workflows.catalogue import WORKFLOWS

HISTORIES = Path(__file__).with_name("histories")
RECORDED = sorted(HISTORIES.glob("*/*.json"))
# how each recorded course ended, by the parent's own word
ENDS = {
    "on_time_without_lcspr": {"review.last": "learning_implemented"},
    "split_vote_to_the_end_of_the_year_in_public": {"review.last": "lcspr_published"},
    "unanimous_no_reopened_by_a_sin_that_is_stood_down": {
        "review.first": "no_rapid_review",
        "review.last": "stood_down",
    },
    "a_ballot_superseded_by_a_sin": {},
}


class Results(Interceptor):
    """Catches what replayed workflows answer."""

    caught: ClassVar[list[Any]] = []

    def workflow_interceptor_class(self, input: WorkflowInterceptorClassInput) -> type[WorkflowInboundInterceptor]:
        return CatchesResult


class CatchesResult(WorkflowInboundInterceptor):
    async def execute_workflow(self, input: ExecuteWorkflowInput) -> Any:
        result = await super().execute_workflow(input)
        Results.caught.append(result.model_dump(mode="json"))
        return result


def read(path: Path) -> WorkflowHistory:
    return WorkflowHistory.from_json(path.stem, path.read_text("utf-8"))


def recorded_result(history: WorkflowHistory) -> Any:
    """What the workflow answered when it was recorded; None while it ran."""
    last = history.events[-1]
    if last.event_type != EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED:
        return None
    return json.loads(last.workflow_execution_completed_event_attributes.result.payloads[0].data)


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def test_every_course_and_every_workflow_is_among_the_recorded() -> None:
    kinds = {read(path).events[0].workflow_execution_started_event_attributes.workflow_type.name for path in RECORDED}

    assert {path.parent.name for path in RECORDED} == set(ENDS)
    assert kinds == {workflow.__name__ for workflow in WORKFLOWS}


@pytest.mark.parametrize("path", RECORDED, ids=named)
async def test_a_recorded_part_replays_to_the_answer_it_gave(path: Path) -> None:
    Results.caught.clear()
    replayer = Replayer(
        workflows=WORKFLOWS,
        data_converter=data_converter(),
        interceptors=[Results()],
        workflow_runner=UnsandboxedWorkflowRunner(),
    )

    await replayer.replay_workflow(read(path))

    recorded = recorded_result(read(path))
    assert Results.caught == ([] if recorded is None else [recorded])


@pytest.mark.parametrize("path", [path for path in RECORDED if path.stem.startswith("review.")], ids=named)
async def test_a_recorded_case_replays_inside_the_sandbox_and_ends_as_told(path: Path) -> None:
    restrictions = SandboxRestrictions.default.with_passthrough_modules(*UNCHANGED_IN_THE_SANDBOX)
    replayer = Replayer(
        workflows=WORKFLOWS,
        data_converter=data_converter(),
        workflow_runner=SandboxedWorkflowRunner(restrictions=restrictions),
    )

    await replayer.replay_workflow(read(path))

    recorded = recorded_result(read(path))
    assert (recorded or {}).get("outcome") == ENDS[path.parent.name].get(path.stem)
