"""What must hold whatever broke: the invariants of the house, read from register, histories and mailbox.

Every fault scenario ends with :func:`verify_all`. Each check raises ``AssertionError`` and says which thing is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from temporalio.api.enums.v1 import EventType, WorkflowTaskFailedCause
from temporalio.api.history.v1 import HistoryEvent
from temporalio.client import Client, WorkflowExecutionStatus

from adapters.mail.mailbox import kept_letters
from adapters.register.audit import Entry
from adapters.register.columns import canonical
from adapters.register.commands import CommandState
from adapters.register.outbox import PostState
from models.people import SERVICE
from shell.house import House
from tests.faults.evidence import Evidence, instants_of_alarms, says_of, settled, should_say

SPLIT = "split"  # an office held by several: each of them got a letter of their own instead
PUBLICATION_WAIT = 7  # working days (P1)
# An update that arrives while a task completes is no failure: the server asks for the task once more.
HARMLESS = {WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND}


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
        says = says_of(found, part)
        assert says == should_say(standing), f"{part}: Temporal says {says}, not {standing}"
    with found.house.register.transaction():  # nobody writes between the two looks
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
