"""Phrases in which a diary of a whole case is written: who does what on which day, what was posted and recorded.

Behind them a fictional partnership is at work on skipped time: real Temporal server, worker, register, mailbox, desk.
"""

from __future__ import annotations

import asyncio
import uuid
from collections import Counter
from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any

from demo.skipped_time import form
from desk.opening import Filing
from desk.outcome import OpenedCase, Outcome, Taken
from models.case import Part
from models.commands import Told
from models.people import Actor
from tests.process.seen import Seen

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


class Diary(Seen):
    """One partnership, mostly one case, told day by day."""

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

    async def does(self, who: Who, kind: type[Told], /, **values: Any) -> str:
        """Somebody decides or reports something; answers the outcome's code. Being refused is a mistake."""
        outcome = await self.office.do(kind, self.case, self.who(who), **values)
        await self.quiet()
        return outcome.code

    async def is_refused(self, who: Who, kind: type[Told], /, **values: Any) -> str:
        """Somebody is refused; answers the code. Being accepted is a mistake."""
        return (await self.refusal(who, kind, **values)).code

    async def refusal(self, who: Who, kind: type[Told], /, **values: Any) -> Outcome:
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


def filed(name: str, **changes: Any) -> dict[str, Any]:
    """A fictional form with changes."""
    return form(name, **changes)
