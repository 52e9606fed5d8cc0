"""What the parts of the recorded courses handed to the register: found by replaying them, in order of time."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from temporalio.client import WorkflowHistory
from temporalio.worker import (
    Interceptor,
    Replayer,
    StartLocalActivityInput,
    UnsandboxedWorkflowRunner,
    WorkflowInboundInterceptor,
    WorkflowInterceptorClassInput,
    WorkflowOutboundInterceptor,
)
from temporalio.workflow import ActivityHandle

from adapters.register import Register
from adapters.temporal import data_converter
from models.case import Opening
from models.record import Record
from workflows.catalogue import WORKFLOWS

HISTORIES = Path(__file__).with_name("histories")
COURSES = sorted(path.name for path in HISTORIES.iterdir() if path.is_dir())


@dataclass(frozen=True)
class Happened:
    """One thing that happened to the register: a case opened (or opened again), or a part's record."""

    at: datetime
    opening: Opening | None = None
    record: Record | None = None

    def to(self, register: Register) -> None:
        """Let it happen to another register."""
        if self.record is not None:
            register.record(self.record)
        elif self.opening is not None and self.opening.reopens:
            register.reopen_case(self.opening, self.at)
        elif self.opening is not None:
            register.create_case(self.opening, self.at)


class Records(Interceptor):
    """Catches what replayed workflows record."""

    caught: ClassVar[list[Record]] = []

    def workflow_interceptor_class(self, input: WorkflowInterceptorClassInput) -> type[WorkflowInboundInterceptor]:
        return _Inbound


class _Inbound(WorkflowInboundInterceptor):
    def init(self, outbound: WorkflowOutboundInterceptor) -> None:
        super().init(_Outbound(outbound))


class _Outbound(WorkflowOutboundInterceptor):
    def start_local_activity(self, input: StartLocalActivityInput) -> ActivityHandle[Any]:
        Records.caught.extend(each for each in input.args if isinstance(each, Record))
        return super().start_local_activity(input)


async def course(name: str) -> list[Happened]:
    """A recorded course, in order."""
    Records.caught.clear()
    replayer = Replayer(
        workflows=WORKFLOWS,
        data_converter=data_converter(),
        interceptors=[Records()],
        workflow_runner=UnsandboxedWorkflowRunner(),
    )
    openings: list[Happened] = []
    for path in sorted((HISTORIES / name).glob("*.json")):
        text = path.read_text("utf-8")
        await replayer.replay_workflow(WorkflowHistory.from_json(path.stem, text))
        openings += _opening(path.stem, json.loads(text)["events"])
    found = [*openings, *(Happened(record.at, record=record) for record in Records.caught)]
    return sorted(found, key=lambda each: (each.at, each.opening is None))


def _opening(part: str, events: list[dict[str, Any]]) -> Iterator[Happened]:
    started = events[0]["workflowExecutionStartedEventAttributes"]
    if part.startswith("review."):
        said = json.loads(base64.b64decode(started["input"]["payloads"][0]["data"]))
        at = datetime.fromisoformat(events[0]["eventTime"]).astimezone(UTC)
        yield Happened(at, opening=Opening.model_validate(said))
