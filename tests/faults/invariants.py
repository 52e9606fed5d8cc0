"""What must hold whatever broke: the invariants of the house, read from register, histories and mailbox.

Every fault scenario ends with :func:`verify_all`. Each check raises ``AssertionError`` and says which thing is wrong.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from temporalio.api.common.v1 import WorkflowExecution
from temporalio.api.enums.v1 import EventType, WorkflowTaskFailedCause
from temporalio.api.history.v1 import HistoryEvent
from temporalio.api.workflowservice.v1 import DescribeWorkflowExecutionRequest
from temporalio.client import Client, WorkflowExecutionStatus

from adapters.mail.mailbox import kept_letters
from adapters.register.audit import Entry
from adapters.register.columns import canonical
from adapters.register.commands import CommandRow, CommandState
from adapters.register.outbox import OutboxRow, PostState
from models.case import Part
from models.people import SERVICE
from models.record import Standing
from models.timetable import Timetable
from shell.house import House
from tests.faults.looking import commands_of, until
from workflows.addresses import workflow_id
from workflows.search_attributes import HOLDER, NEXT_DUE, STAGE

SPLIT = "split"  # an office held by several: each of them got a letter of their own instead
PUBLICATION_WAIT = 7  # working days (P1)
# An update that arrives while a task completes is no failure: the server asks for the task once more.
HARMLESS = {WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND}


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
        return [entry for entry in self.trail if not entry.action.startswith("letter_")]


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
        return all(_says(found, part) == _should_say(standing) for part, standing in found.standings.items())

    with suppress(AssertionError):  # what does not agree in time is said by the check itself
        await until(agrees, "Temporal and the read model agree", seconds=15)
    return found


def _says(found: Evidence, part: Part) -> tuple[Any, Any, Any]:
    shown = found.shown[part].attributes
    due = shown.get(NEXT_DUE.name)
    return shown.get(STAGE.name), shown.get(HOLDER.name), due and datetime.fromisoformat(due)


def _should_say(standing: Standing) -> tuple[Any, Any, Any]:
    return standing.stage, standing.holder, standing.due


async def look_at(client: Client, id: str) -> Shown:
    """What Temporal says of a workflow; read raw, for a date that is unset has no form of its own in the SDK."""
    request = DescribeWorkflowExecutionRequest(namespace=client.namespace, execution=WorkflowExecution(workflow_id=id))
    info = (await client.workflow_service.describe_workflow_execution(request)).workflow_execution_info
    fields = info.search_attributes.indexed_fields
    return Shown(info.status, {name: json.loads(payload.data or b"null") for name, payload in fields.items()})


async def verify_all(
    house: House, client: Client, case: str, *, mail: Iterable[str] | None = None, waiting: int = 0
) -> Evidence:
    """Check every invariant. ``mail``: the Message-IDs a mail server took (otherwise the mailbox folder is read);
    ``waiting``: how many commands may still wait for an answer."""
    found = await settled(house, client, case)
    each_decision_is_on_record_exactly_once(found, waiting)
    each_letter_reached_its_provider_once(found, mail)
    nothing_is_wedged_or_without_a_next_action(found)
    deadlines_fired_once_and_not_early(found)
    nothing_published_itself_or_early(found)
    read_model_says_what_the_workflows_say(found)
    verdict = house.register.verify()
    assert verdict.ok, f"the audit chain does not verify: {verdict.why} at {verdict.first_bad}"
    return found


# 1


def each_decision_is_on_record_exactly_once(found: Evidence, waiting: int = 0) -> None:
    """An accepted decision or fact is in the trail once, a refused one never; nothing was audited twice."""
    ids = Counter(entry.event_id for entry in found.trail)
    pending = [row.name for row in found.commands if row.state is CommandState.PENDING]
    assert len(pending) == waiting, f"commands still waiting: {pending}"
    for row in found.commands:
        if row.name == "open_case" or row.state is CommandState.PENDING:
            continue
        wanted = 0 if row.state is CommandState.REFUSED else 1
        assert ids[row.id] == wanted, f"{row.name} is {row.state} and {ids[row.id]} times on record"
    taken = {row.id for row in found.commands}
    for entry in found.of_people():
        if entry.by != SERVICE and not _made_by(entry):
            assert entry.event_id in taken, f"{entry.action} is on record without a command"
    _nothing_twice(found.of_people())


def _made_by(entry: Entry) -> bool:
    """Was this entry numbered by its part or by the register, beside what a command's first entry says?"""
    return entry.event_id.startswith((f"{entry.part}.", "register/")) or "#" in entry.event_id


def _nothing_twice(entries: Sequence[Entry]) -> None:
    """What a crash let a part decide twice would be on record under two numbers, or under a mark."""
    marked = [entry for entry in entries if "#" in entry.event_id]
    says = Counter((entry.part, entry.action, canonical(entry.detail), entry.by.person) for entry in entries)
    for entry in marked:
        key = (entry.part, entry.action, canonical(entry.detail), entry.by.person)
        assert says[key] == 1, f"{entry.action} is on record {says[key]} times: {entry.detail}"


# 2


def each_letter_reached_its_provider_once(found: Evidence, mail: Iterable[str] | None) -> None:
    """One Message-ID a letter and one letter a Message-ID, whatever was sent again."""
    sent = [row for row in found.outbox if row.state is PostState.SENT and row.message_id != SPLIT]
    ids = Counter(row.message_id for row in sent)
    twice = [id for id, count in ids.items() if count > 1]
    assert not twice, f"one Message-ID for several letters: {twice}"
    if mail is None:
        letters = kept_letters(found.house.settings.mailbox)
        mail = there = [letter.message_id for letter in letters if found.case in letter.subject]
        assert len(there) == len(set(there)), "a letter is twice in the mailbox"
    missing = set(ids) - set(mail)
    assert not missing, f"sent, and not with the provider: {missing}"
    known = set(ids) | {row.message_id for row in found.outbox}
    unfinished = [row for row in found.outbox if row.state not in (PostState.SENT, PostState.PERMANENT)]
    strange = set(mail) - known
    lost = [row for row in found.outbox if row.state is PostState.PERMANENT and row.why == "unknown_outcome"]
    assert len(strange) <= len(unfinished) + len(lost), f"with the provider, and not in the outbox: {strange}"


# 3


def nothing_is_wedged_or_without_a_next_action(found: Evidence) -> None:
    """Every open part runs, says what comes next and who holds it; no workflow task has failed."""
    for part, standing in found.standings.items():
        failures = _failed_tasks(found.histories[part])
        assert not failures, f"{part}: a workflow task failed: {failures}"
        status = found.shown[part].status
        if standing.ended:
            assert status == WorkflowExecutionStatus.COMPLETED or _has_last_post(found), f"{part} ended and is {status}"
            continue
        assert status == WorkflowExecutionStatus.RUNNING, f"{part} is open and is {status}"
        assert standing.next_action not in ("", "none"), f"{part}: no next action"
        assert standing.holder, f"{part}: nobody holds it"


def _has_last_post(found: Evidence) -> bool:
    return any(row.state in (PostState.PENDING, PostState.RETRY, PostState.SENDING) for row in found.outbox)


def _failed_tasks(history: Sequence[HistoryEvent]) -> list[str]:
    return [
        WorkflowTaskFailedCause.Name(event.workflow_task_failed_event_attributes.cause)
        for event in history
        if event.event_type == EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED
        and event.workflow_task_failed_event_attributes.cause not in HARMLESS
    ]


# 4


def deadlines_fired_once_and_not_early(found: Evidence) -> None:
    """Each alarm is on record once per part, and not before the earliest instant it was ever drawn up for."""
    alarms = [entry for entry in found.trail if "alarm" in entry.detail]
    fired = Counter((entry.part, _run_of(entry), entry.action, entry.detail["alarm"]) for entry in alarms)
    assert not [key for key, count in fired.items() if count > 1], f"alarms that fired twice: {fired}"
    drawn = instants_of_alarms(found)
    for entry in alarms:
        due = drawn.get(str(entry.detail["alarm"]).rpartition("/")[2])
        assert due is None or entry.at >= due, f"{entry.action} fired at {entry.at}, not due before {due}"


def _run_of(entry: Entry) -> str:
    return ".".join(entry.event_id.split(".")[:2])


def instants_of_alarms(found: Evidence) -> dict[str, datetime]:
    """For each alarm the earliest instant any timetable in the histories gives it."""
    instants: dict[str, datetime] = {}
    for timetable in timetables_of(found):
        for alarm in timetable.alarms:
            instants[alarm.id] = min(alarm.at, instants.get(alarm.id, alarm.at))
    return instants


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


# 5


def nothing_published_itself_or_early(found: Evidence) -> None:
    """A person publishes, and not before seven working days after the later sending (P1, P2)."""
    sendings = [entry.at for entry in found.trail if entry.action == "sending_recorded"]
    for entry in found.trail:
        if entry.action != "report_published":
            continue
        assert entry.by != SERVICE, "the report published itself"
        calendar = found.house.calendars.calendar(found.house.edition(entry.at))
        earliest = calendar.add(max(sendings).date(), PUBLICATION_WAIT)
        assert entry.at.date() >= earliest, f"published on {entry.at.date()}, earliest was {earliest}"


# 6


def read_model_says_what_the_workflows_say(found: Evidence) -> None:
    """Temporal shows each open part as the read model does, and the read model can be rebuilt to the same."""
    for part, standing in found.standings.items():
        says = _says(found, part)
        assert says == _should_say(standing), f"{part}: Temporal says {says}, not {standing}"
    before = _read_model(found.house, found.case)
    found.house.register.rebuild_read_model()
    after = _read_model(found.house, found.case)
    assert after == before, "the read model rebuilt from the record is another"


def _read_model(house: House, case: str) -> dict[str, Any]:
    register = house.register
    tables = ("votes", "requests", "returns", "signatures", "attendance", "actions", "milestones")
    return {
        "standings": {row.part: row.standing for row in register.standings(case)},
        **{name: getattr(register, name)(case) for name in tables},
    }
