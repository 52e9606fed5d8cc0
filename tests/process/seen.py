"""What a diary sees of its case: letters, audit trail, standings, dates, histories."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import Any

from temporalio.client import WorkflowHandle
from temporalio.service import RPCError, RPCStatusCode

from demo.skipped_time import Partnership
from models.case import Part
from models.london import in_london
from workflows.addresses import workflow_id


def london(at: datetime) -> str:
    """An instant as a diary says it: ``Mon 1 Feb 09:00``, London time, to the minute."""
    local = in_london(at)
    return f"{local:%a} {local.day} {local:%b %H:%M}"


class Seen:
    """One partnership, mostly one case."""

    def __init__(self, office: Partnership) -> None:
        self.office = office
        self.case = ""

    def handle(self, part: Part = Part.REVIEW) -> WorkflowHandle[Any, Any]:
        """A part's workflow."""
        return self.office.client.get_workflow_handle(workflow_id(self.case, part))

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
        noise = ("letter_", "link_", "document_", "case_viewed", "key_")
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
