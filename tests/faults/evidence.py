"""All that a case left behind: register, histories, and what Temporal shows of its parts."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from temporalio.api.common.v1 import WorkflowExecution
from temporalio.api.history.v1 import HistoryEvent
from temporalio.api.workflowservice.v1 import DescribeWorkflowExecutionRequest
from temporalio.client import Client

from adapters.register.audit import Entry
from adapters.register.commands import CommandRow
from adapters.register.outbox import OutboxRow
from models.case import Part
from models.record import Standing
from models.timetable import Timetable
from shell.house import House
from tests.faults.looking import commands_of, until
from workflows.addresses import workflow_id
from workflows.search_attributes import HOLDER, NEXT_DUE, STAGE


@dataclass(frozen=True)
class Shown:
    """What Temporal says of a part: how its workflow is, and what it can be found by."""

    status: int
    attributes: dict[str, Any]


@dataclass(frozen=True)
class Evidence:
    """All that a case left behind."""

    house: House
    case: str
    commands: list[CommandRow]
    trail: list[Entry]
    outbox: list[OutboxRow]
    standings: dict[Part, Standing]
    histories: dict[Part, list[HistoryEvent]]
    shown: dict[Part, Shown]

    def of_people(self) -> list[Entry]:
        """What the parts and the desk entered, without what the register notes of the post."""
        return [entry for entry in self.trail if not entry.action.startswith(("letter_", "link_"))]


async def gather(house: House, client: Client, case: str) -> Evidence:
    """Collect what a case left behind."""
    standings = {row.part: row.standing for row in house.register.standings(case)}
    histories, shown = {}, {}
    for part in standings:
        handle = client.get_workflow_handle(workflow_id(case, part))
        histories[part] = [event async for event in handle.fetch_history_events()]
        shown[part] = await look_at(client, workflow_id(case, part))
    return Evidence(
        house=house,
        case=case,
        commands=commands_of(house.register, case),
        trail=house.register.audit_of(case),
        outbox=house.register.outbox_of(case),
        standings=standings,
        histories=histories,
        shown=shown,
    )


async def settled(house: House, client: Client, case: str) -> Evidence:
    """The evidence once the task under way is over: the register is written to in it, Temporal at its end."""
    found = await gather(house, client, case)

    async def agrees() -> bool:
        nonlocal found
        found = await gather(house, client, case)
        return all(says_of(found, part) == should_say(standing) for part, standing in found.standings.items())

    with suppress(AssertionError):  # what does not agree in time is said by the check itself
        await until(agrees, "Temporal and the read model agree", seconds=15)
    return found


def says_of(found: Evidence, part: Part) -> tuple[Any, Any, Any]:
    shown = found.shown[part].attributes
    due = shown.get(NEXT_DUE.name)
    return shown.get(STAGE.name), shown.get(HOLDER.name), due and datetime.fromisoformat(due)


def should_say(standing: Standing) -> tuple[Any, Any, Any]:
    return standing.stage, standing.holder, standing.due


async def look_at(client: Client, id: str) -> Shown:
    """What Temporal says of a workflow; read raw, for a date that is unset has no form of its own in the SDK."""
    request = DescribeWorkflowExecutionRequest(namespace=client.namespace, execution=WorkflowExecution(workflow_id=id))
    info = (await client.workflow_service.describe_workflow_execution(request)).workflow_execution_info
    fields = info.search_attributes.indexed_fields
    return Shown(info.status, {name: json.loads(payload.data or b"null") for name, payload in fields.items()})


def timetables_of(found: Evidence) -> list[Timetable]:
    """Every timetable drawn up for the case, from its histories."""
    told = [item for history in found.histories.values() for event in history for item in _results(event)]
    return [
        Timetable.model_validate(item) for item in told if isinstance(item, dict) and {"alarms", "steps"} <= set(item)
    ]


def _results(event: HistoryEvent) -> list[Any]:
    """What an activity answered: a local one's answer stands in a marker."""
    local = event.marker_recorded_event_attributes.details
    payloads = [*event.activity_task_completed_event_attributes.result.payloads, *local["result"].payloads]
    return [json.loads(payload.data) for payload in payloads if payload.data]


def instants_of_alarms(found: Evidence) -> dict[str, datetime]:
    """For each alarm the earliest instant any timetable in the histories gives it."""
    instants: dict[str, datetime] = {}
    for timetable in timetables_of(found):
        for alarm in timetable.alarms:
            instants[alarm.id] = min(alarm.at, instants.get(alarm.id, alarm.at))
    return instants
