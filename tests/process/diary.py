"""Phrases in which a diary of a whole case is written: who does what on which day, which letters went, what is on record.

Behind them a fictional partnership is at work on skipped time: real Temporal server, worker, register, mailbox, desk.
"""

from __future__ import annotations

import asyncio
import uuid
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from temporalio.client import WorkflowHandle
from temporalio.service import RPCError, RPCStatusCode

from demo.skipped_time import Partnership, form
from desk.opening import Filing
from desk.outcome import OpenedCase, Outcome, Taken
from models.case import Part
from models.commands import Told
from models.london import in_london
from models.people import Actor
from workflows.addresses import workflow_id

MON_1_FEB = date(2027, 2, 1)  # where most diaries begin: no holiday is near, so working days are easily counted
TEN = time(10, 0)
A_MOMENT = timedelta(seconds=2)  # timers are set a little after the instant they count from, and fire as much later
QUIET_LOOKS = 2
PATIENCE_SECONDS = 40

# who acts: a person of the demo directory, in a role
COORDINATOR = ("P-0002", "coordinator")
MANAGER = ("P-0001", "business_manager")
SOCIAL_CARE = ("P-0004", "qiip_member")
SOCIAL_CARE_DEPUTY = ("P-0005", "qiip_member")
HEALTH = ("P-0006", "qiip_member")
HEALTH_DEPUTY = ("P-0007", "qiip_member")
POLICE = ("P-0008", "qiip_member")
QIIP_CHAIR = ("P-0006", "qiip_chair")
GROUP_CHAIR = ("P-0010", "management_group_chair")
EXECUTIVE = ("P-0011", "executive")
CHAIR = ("P-0013", "independent_chair")
OTHER_CHAIR = ("P-0014", "independent_chair")
REVIEWER = ("P-0016", "lead_reviewer")
LOCAL_AUTHORITY = ("P-0018", "la_representative")
DOCTOR = ("P-0019", "designated_doctor")
SCHOOL = ("P-0027", "agency_contact")
HOSPITAL = ("P-0029", "agency_contact")

UNIT = ["role:business_manager", "role:coordinator"]  # as recipients

Who = tuple[str, str]

# events of a history after which something is under way, and those after which it no longer is
BEGINS = {
    "workflow_task_scheduled": "task",
    "activity_task_scheduled": "activity",
    "start_child_workflow_execution_initiated": "child",
    "signal_external_workflow_execution_initiated": "signal",
}
ENDS = {
    "workflow_task_completed": "task",
    "workflow_task_failed": "task",
    "workflow_task_timed_out": "task",
    "activity_task_completed": "activity",
    "activity_task_failed": "activity",
    "activity_task_timed_out": "activity",
    "child_workflow_execution_started": "child",
    "start_child_workflow_execution_failed": "child",
    "external_workflow_execution_signaled": "signal",
    "signal_external_workflow_execution_failed": "signal",
}


def london(at: datetime) -> str:
    """An instant as a diary says it: ``Mon 1 Feb 09:00``, London time, to the minute."""
    local = in_london(at)
    return f"{local:%a} {local.day} {local:%b %H:%M}"


class Diary:
    """One partnership, mostly one case, told day by day."""

    def __init__(self, office: Partnership) -> None:
        self.office = office
        self.case = ""

    # time

    async def on(self, day: date, hour: time = TEN) -> None:
        """Move on to this London date and hour, and let everything that is due by then happen."""
        await self.office.until(day, hour)
        await self.office.env.sleep(A_MOMENT)
        await self.office.now()
        await self.quiet()

    async def quiet(self) -> None:
        """Wait until every part has done all it has to do at this hour."""
        looks, give_up = 0, asyncio.get_running_loop().time() + PATIENCE_SECONDS
        while looks < QUIET_LOOKS:
            if asyncio.get_running_loop().time() > give_up:
                raise AssertionError("the case does not come to rest")
            looks = looks + 1 if not await self._is_busy() else 0
            await asyncio.sleep(0.02)

    async def _is_busy(self) -> bool:
        if not self.case:
            return False
        return any([await self._part_is_busy(part) for part in Part])

    async def _part_is_busy(self, part: Part) -> bool:
        """Has the part a task, an activity, a child's start or a message to another part under way?"""
        open_: Counter[str] = Counter()
        for event in await self._events_of(part):
            kind = event.partition(":")[2].removesuffix("_event_attributes")
            open_[BEGINS.get(kind, "")] += 1
            open_[ENDS.get(kind, "")] -= 1
        return any(times for what, times in open_.items() if what)

    def handle(self, part: Part = Part.REVIEW) -> WorkflowHandle[Any, Any]:
        """A part's workflow."""
        return self.office.client.get_workflow_handle(workflow_id(self.case, part))

    # people

    def who(self, who: Who) -> Actor:
        """A person in a role."""
        return self.office.who(*who)

    async def opens(self, kind: str, filed: Mapping[str, Any], by: Who = COORDINATOR, **how: bool) -> OpenedCase:
        """Somebody files a form that opens a case; from now on the diary is about it."""
        await self.office.now()
        opened = await self.office.notify(kind, filed, self.who(by), **how)
        self.case = opened.opening.case
        await self.quiet()
        return opened

    async def does(self, who: Who, kind: type[Told], **values: Any) -> str:
        """Somebody decides or reports something; answers the outcome's code. Being refused is a mistake."""
        outcome = await self.office.do(kind, self.case, self.who(who), **values)
        await self.quiet()
        return outcome.code

    async def is_refused(self, who: Who, kind: type[Told], **values: Any) -> str:
        """Somebody is refused; answers the code. Being accepted is a mistake."""
        return (await self.refusal(who, kind, **values)).code

    async def refusal(self, who: Who, kind: type[Told], **values: Any) -> Outcome:
        """Somebody is refused; answers the whole of it."""
        outcome = await self.office.hand_in(kind, self.case, self.who(who), **values)
        if outcome.taken is not Taken.REFUSED:
            raise AssertionError(f"{kind.name} was not refused: {outcome.code}")
        await self.quiet()
        return outcome

    async def reopens(self, kind: str, filed: Mapping[str, Any], by: Who) -> OpenedCase:
        """New information (``cfc``) or a SIN (``sin``) for this case."""
        now = await self.office.now()
        filing = Filing(kind=kind, data=filed, by=self.who(by), command_id=uuid.uuid4().hex)
        reception = self.office.reception
        opened = await (reception.notify_sin if kind == "sin" else reception.reopen)(self.case, filing, now)
        await self.quiet()
        return opened

    # what there is to see

    def letters(self, *purposes: str) -> list[tuple[str, str]]:
        """The letters sent: when (London) and to whom, in that order."""
        rows = [row for row in self._sent() if row.purpose in purposes]
        rows.sort(key=lambda row: (row.sent_at, row.recipient))
        return [(london(row.sent_at), row.recipient) for row in rows]

    def recipients(self, purpose: str) -> list[str]:
        """To whom letters of this purpose have gone, in alphabetical order."""
        return sorted(row.recipient for row in self._sent() if row.purpose == purpose)

    def sent_on(self, day: str) -> list[tuple[str, str]]:
        """Purpose and recipient of every letter of a day such as ``Mon 1 Feb``."""
        return sorted((row.purpose, row.recipient) for row in self._sent() if london(row.sent_at).startswith(day))

    def purposes(self) -> set[str]:
        """Every purpose of which a letter has gone."""
        return {row.purpose for row in self._sent()}

    def facts(self, purpose: str) -> list[dict[str, str]]:
        """What the letters of this purpose state."""
        return [dict(row.facts) for row in self._sent() if row.purpose == purpose]

    def _sent(self) -> list[Any]:
        outbox = self.office.house.register.outbox_of(self.case)
        return [row for row in outbox if row.state == "sent" and row.message_id != "split"]

    def unsent(self) -> list[tuple[str, str, str]]:
        """Letters that have not gone (yet)."""
        outbox = self.office.house.register.outbox_of(self.case)
        return [(row.purpose, row.recipient, str(row.state)) for row in outbox if row.state != "sent"]

    def entries(self, *actions: str) -> list[Any]:
        """Entries of the audit trail, all or those of some actions."""
        trail = self.office.house.register.audit_of(self.case)
        return [entry for entry in trail if not actions or entry.action in actions]

    def actions(self, part: Part | None = None) -> list[str]:
        """What happened, in order, but for letters sent and pages read."""
        noise = ("letter_", "document_", "case_viewed", "key_")
        kept = [entry for entry in self.entries() if part is None or entry.part == part]
        return [entry.action for entry in kept if not entry.action.startswith(noise)]

    def detail(self, action: str) -> dict[str, Any]:
        """What the last entry of this action says."""
        return dict(self.entries(action)[-1].detail)

    def happened(self, action: str) -> list[str]:
        """When it happened."""
        return [london(entry.at) for entry in self.entries(action)]

    def standing(self, part: Part) -> Any:
        """How a part stands."""
        rows = self.office.house.register.standings(self.case)
        return next(row.standing for row in rows if row.part == part)

    def tasks(self, part: Part = Part.REVIEW) -> tuple[str, ...]:
        """What a part asks a person to do."""
        return tuple(self.standing(part).tasks)

    def parts(self) -> set[str]:
        """Which parts the case has had."""
        return {str(row.part) for row in self.office.house.register.standings(self.case)}

    async def due(self, part: Part = Part.RAPID_REVIEW) -> dict[str, date]:
        """Each step of a part's plan with its due date."""
        plan = await self.office.cases.plan(self.case, part)
        return {step.step: step.due for step in plan.timetable.steps}

    async def outcome(self) -> str:
        """How the case ended: the result of its workflow."""
        result = await self.handle().result()
        return str(result["outcome"])

    async def outcome_so_far(self) -> str | None:
        """The same, or None while the case is open."""
        return await self.outcome() if self.standing(Part.REVIEW).ended else None

    async def events(self, *parts: Part) -> Counter[str]:
        """The history events of parts, by kind."""
        counted: Counter[str] = Counter()
        for part in parts or Part:
            counted.update(await self._events_of(part))
        return counted

    async def _events_of(self, part: Part) -> list[str]:
        # Counting needs no times, and the server's own clock is the shorter way to it.
        client = getattr(self.office.env, "unmoved", self.office.client)
        try:
            history = await client.get_workflow_handle(workflow_id(self.case, part)).fetch_history()
        except RPCError as error:
            if error.status is RPCStatusCode.NOT_FOUND:
                return []
            raise
        return [f"{part}:{event.WhichOneof('attributes')}" for event in history.events]

    def is_sound(self) -> bool:
        """Does the audit chain hold, went no letter twice, and does the mailbox hold exactly what was sent?"""
        register = self.office.house.register
        rows = self._sent()
        told = Counter((row.purpose, row.recipient, row.due, row.about) for row in rows)
        twice = [key for key, times in told.items() if times > 1]
        texts = Counter((letter.to, letter.message_id) for letter in self.office.post())
        again = [key for key, times in texts.items() if times > 1]
        mailbox = [letter for letter in self.office.post() if letter.subject.strip().startswith(self.case)]
        verdict = register.verify()
        problems = (twice, again, [] if len(mailbox) == len(rows) else [len(mailbox), len(rows)], verdict.why)
        assert problems == ([], [], [], ""), problems
        return verdict.ok


def filed(name: str, **changes: Any) -> dict[str, Any]:
    """A fictional form with changes."""
    return form(name, **changes)
