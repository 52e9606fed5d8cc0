"""A stage for one part alone: a real time-skipping server, real timetables, a register and a post that remember."""

from __future__ import annotations

import sys
import uuid
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest
from temporalio.client import WorkflowHandle, WorkflowUpdateFailedError
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError, RPCStatusCode
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Worker
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

from activities.register import RegisterActivities
from activities.timetable import TimetableActivities
from adapters.bank_holidays import EnglandBankHolidays
from adapters.policies import PolicyFolder
from models.case import CaseKind, Opening, Part
from models.commands import Answer, Decision, Told
from models.message import DocumentRef
from models.people import Actor, Partner, Role
from models.plans import draw_up
from models.record import Event, Letter, Standing
from models.timetable import Plan, Timetable, TimetableRequest
from tests.process.fakes import ListeningCase, ObligingPost, RememberingRegister
from workflows.addresses import workflow_id
from workflows.lcspr import Lcspr
from workflows.learning import Learning
from workflows.panel_reply import PanelReply
from workflows.publication import Publication
from workflows.search_attributes import SEARCH_ATTRIBUTES

POLICY = "gscp-2021"
QUEUE = "parts-alone"
A_LITTLE = timedelta(seconds=1)
T = TypeVar("T", bound=Told)

COORDINATOR = Actor(person="P-0001", role=Role.COORDINATOR)
MANAGER = Actor(person="P-0002", role=Role.BUSINESS_MANAGER)
QIIP_CHAIR = Actor(person="P-0003", role=Role.QIIP_CHAIR)
EXECUTIVE = Actor(person="P-0004", role=Role.EXECUTIVE)
GROUP_CHAIR = Actor(person="P-0005", role=Role.MANAGEMENT_GROUP_CHAIR)
REVIEWER = Actor(person="P-0006", role=Role.LEAD_REVIEWER)


def contact(agency: str) -> Actor:
    return Actor(person=f"P-{agency}", role=Role.AGENCY_CONTACT, agency=agency)


def member(partner: Partner) -> Actor:
    return Actor(person=f"P-{partner}", role=Role.QIIP_MEMBER, partner=partner)


class Stage:
    """One case with one part on a real server whose clock skips."""

    def __init__(self, env: WorkflowEnvironment, register: RememberingRegister) -> None:
        self.env = env
        self.register = register
        self.case = f"GSCP-2026-{uuid.uuid4().int % 90000 + 10000}"
        self._started: list[str] = []

    async def now(self) -> datetime:
        return await self.env.get_current_time()

    async def opening(self, agencies: tuple[str, ...] = ("A-001", "A-002")) -> Opening:
        return Opening(
            case=self.case,
            kind=CaseKind.SIN,
            command_id=f"{self.case}-open",
            by=COORDINATOR,
            form=DocumentRef(id="doc-open"),
            notified_at=await self.now(),
            policy=POLICY,
            agencies=agencies,
        )

    def request(self, plan: Plan, start: datetime, **values: Any) -> TimetableRequest:
        return TimetableRequest(plan=plan, policy=POLICY, kind=CaseKind.SIN, start=start, **values)

    def drawn(self, request: TimetableRequest) -> Timetable:
        policy = PolicyFolder().edition(POLICY)
        return draw_up(request, policy, EnglandBankHolidays().calendar(policy))

    async def start(self, run: Any, brief: Any, part: Part) -> WorkflowHandle[Any, Any]:
        name = workflow_id(self.case, part)
        self._started.append(name)
        return await self.env.client.start_workflow(run, brief, id=name, task_queue=QUEUE)

    async def listen(self) -> WorkflowHandle[Any, list[str]]:
        """A case that listens to its part."""
        self._started.append(self.case)
        return await self.env.client.start_workflow(ListeningCase.run, id=self.case, task_queue=QUEUE)

    async def told(self, message: type[T], by: Actor, **values: Any) -> T:
        given = {"command_id": uuid.uuid4().hex, "case": self.case, "at": await self.now(), "by": by, **values}
        return message.model_validate(given)

    async def decide(self, handle: WorkflowHandle[Any, Any], message: type[Decision], by: Actor, **values: Any) -> str:
        return await self.send(handle, await self.told(message, by, **values))

    async def send(self, handle: WorkflowHandle[Any, Any], told: Decision) -> str:
        try:
            answer = await handle.execute_update(told.name, told, id=told.command_id, result_type=Answer)
        except RPCError as error:
            # The packaged test server sometimes forgets the answer that a part gave just before it ended.
            if error.status is RPCStatusCode.NOT_FOUND and error.message == "Completed workflow":
                return "ended"
            raise
        return str(answer.outcome)

    async def refused(
        self, handle: WorkflowHandle[Any, Any], message: type[Decision], by: Actor, **values: Any
    ) -> tuple[str, str]:
        """The code and the sentence of a refusal; an accepted decision fails the test."""
        with pytest.raises(WorkflowUpdateFailedError) as refusal:
            await self.decide(handle, message, by, **values)
        cause = refusal.value.cause
        assert isinstance(cause, ApplicationError)
        return cause.type or "", cause.message

    async def wait_until(self, at: datetime) -> None:
        """Let time pass until just after an instant."""
        await self.env.sleep(max(at - await self.now(), timedelta()) + A_LITTLE)

    async def settle(self) -> None:
        """Let the part take what was signalled, draw up what it needs and deliver its post."""
        await self.env.sleep(A_LITTLE)

    async def leave(self) -> None:
        """End whatever still runs. Ended amid an activity, the server would never skip time again."""
        await self.settle()
        for name in self._started:
            with suppress(RPCError):  # it has ended by itself
                await self.env.client.get_workflow_handle(name).terminate()

    def events(self, action: str) -> list[Event]:
        return [
            event for (case, _), event in self.register.entries.items() if case == self.case and event.action == action
        ]

    def letters(self, purpose: str) -> list[Letter]:
        return [letter for key, letter in self.register.outbox.items() if key[:2] == (self.case, purpose)]

    def recipients(self, purpose: str) -> list[str]:
        return sorted(letter.to for letter in self.letters(purpose))

    def standing(self, part: Part) -> Standing:
        return self.register.standings[self.case, part]


@asynccontextmanager
async def skipping_server() -> AsyncIterator[WorkflowEnvironment]:
    """The packaged test server, with the search attributes a case needs."""
    binary = Path(sys.executable).parent / "temporal-test-server"
    env = await WorkflowEnvironment.start_time_skipping(
        test_server_existing_path=str(binary), data_converter=pydantic_data_converter
    )
    async with env:
        kinds = {"CaseKind": "KEYWORD", "Stage": "KEYWORD", "Holder": "KEYWORD", "NextDue": "DATETIME"}
        attributes = {
            key.name: IndexedValueType.Value(f"INDEXED_VALUE_TYPE_{kinds[key.name]}") for key in SEARCH_ATTRIBUTES
        }
        await env.client.operator_service.add_search_attributes(
            AddSearchAttributesRequest(search_attributes=attributes, namespace=env.client.namespace)
        )
        yield env


def worker_for(env: WorkflowEnvironment, register: RememberingRegister, threads: ThreadPoolExecutor) -> Worker:
    """A worker for the parts, in the sandbox they run in."""
    timetables = TimetableActivities(EnglandBankHolidays(), PolicyFolder())
    records = RegisterActivities(register)
    return Worker(
        env.client,
        task_queue=QUEUE,
        workflows=[PanelReply, Lcspr, Publication, Learning, ListeningCase],
        activities=[
            records.record,
            records.pending_before,
            timetables.draw_up_timetable,
            ObligingPost(register).deliver,
        ],
        activity_executor=threads,
        workflow_runner=SandboxedWorkflowRunner(
            restrictions=SandboxRestrictions.default.with_passthrough_modules(
                "models", "activities", "adapters", "tests", "pydantic", "pydantic_core", "annotated_types"
            )
        ),
    )
