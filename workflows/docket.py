"""What a part has decided and not yet carried out: entries for the record, letters for the post.

Handlers only add to the docket; the part's main loop clears it. Clearing writes audit trail, read model and
outbox in one transaction (K2, E2), then the post is delivered in the background, so that a slow mail server
never keeps a decision waiting.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from hashlib import sha256

from temporalio import workflow

from models.case import Part
from models.commands import Told
from models.people import SERVICE
from models.record import Detail, Event, Letter, PostReport, Record, Standing, UndeliverableLetter
from models.timetable import Alarm
from workflows import orders
from workflows.showing import show


class Docket:
    """The docket of one part of one case."""

    def __init__(self, case: str, part: Part, count: int = 0, sequence: int = 1) -> None:
        self._case = case
        self._part = part
        self._count = count
        # a case opened again is written to afresh, even about the same thing on the same day (T6, E2)
        self._again = f"{sequence}/" if sequence > 1 else ""
        self._said: Counter[str] = Counter()  # how often the same was entered in this run
        self._events: list[Event] = []
        self._letters: list[Letter] = []
        self._standing: Standing | None = None
        self._delivery: asyncio.Task[None] | None = None
        self._posted_meanwhile = False
        self._post_moved = False
        self._post_is_local = False
        self.post_due: datetime | None = None
        self.tasks: list[str] = []

    @property
    def count(self) -> int:
        """How many entries the part has numbered so far (carried through continue-as-new)."""
        return self._count

    def enter(
        self,
        action: str,
        told: Told | None = None,
        /,
        *,
        clause: str = "",
        reasons: str | None = None,
        **detail: Detail,
    ) -> None:
        """Enter what happened. A decision's first entry bears its command id, so it is on record exactly once."""
        by = told.by if told is not None else SERVICE
        reasons = reasons or getattr(told, "reasons", None)
        entry = Event(id="", at=workflow.now(), action=action, by=by, clause=clause, detail=detail, reasons=reasons)
        self._events.append(entry.model_copy(update={"id": self._entry_id(entry, told)}))

    def _entry_id(self, entry: Event, told: Told | None) -> str:
        """The command's id, or one made of what the entry says.

        A number alone would not do: a worker killed between recording and remembering decides again, perhaps after
        a message that came meanwhile, and what it enters again must bear the id it had.
        """
        if told is not None and all(event.id != told.command_id for event in self._events):
            return told.command_id
        self._count += 1
        about = f"{told.command_id if told else ''} {entry.model_dump_json(exclude={'id', 'at'})}"
        mark = sha256(about.encode()).hexdigest()[:12]
        self._said[mark] += 1
        return f"{self._part}.{workflow.info().run_id[:8]}.{mark}.{self._said[mark]}"

    def write(
        self,
        purpose: str,
        to: str | Iterable[str],
        due: date | None = None,
        *,
        about: str = "",
        any_hour: bool = False,
        **facts: str,
    ) -> None:
        """Write a letter to each recipient; the outbox sends each once per due date and matter (E2)."""
        matter = f"{self._again}{about}"
        for recipient in (to,) if isinstance(to, str) else to:
            self._letters.append(
                Letter(purpose=purpose, to=recipient, due=due, about=matter, facts=facts, any_hour=any_hour)
            )

    def sound(
        self,
        alarm: Alarm,
        to: Iterable[str],
        facts: Mapping[str, str],
        *,
        about: str | None = None,
        **detail: Detail,
    ) -> None:
        """Enter that an alarm has fired, and write its letters; one that fires late says so (C8)."""
        recipients = tuple(to)
        if not recipients:
            return  # whom it concerned has done it meanwhile
        self.enter(alarm.purpose, clause=alarm.clause, reasons=None, alarm=alarm.id, to=recipients, **detail)
        letter = Letter(
            purpose=alarm.purpose,
            to="",
            due=alarm.due,
            about=f"{self._again}{alarm.id if about is None else about}",
            facts=dict(facts),
            any_hour=alarm.any_hour,
            meant_for=alarm.at,
        )
        self._letters.extend(letter.model_copy(update={"to": recipient}) for recipient in recipients)

    def wakes_at(self) -> datetime | None:
        """When does the post wake the part? Not while a delivery is under way: that tells by itself."""
        delivering = self._delivery is not None and not self._delivery.done()
        return None if delivering else self.post_due

    def expect_post(self, at: datetime | None) -> None:
        """A part has ended and left letters that may only go at this hour: they are ours to deliver (E3)."""
        if at is not None:
            self.post_due = at if self.post_due is None else min(self.post_due, at)
            self._post_moved = True

    def add_task(self, task: str) -> None:
        """Something a person must do, because an order could not be carried out or a word is missing."""
        if task not in self.tasks:
            self.tasks.append(task)

    def end_task(self, task: str) -> None:
        """The person has done it."""
        if task in self.tasks:
            self.tasks.remove(task)

    def has_work(self) -> bool:
        """Is there anything to enter or to write?"""
        return bool(self._events or self._letters)

    def has_news(self) -> bool:
        """Is there work, or has the post a new hour to wake for?"""
        return self.has_work() or self._post_moved

    async def clear(self, standing: Standing) -> None:
        """Carry out what was decided: one transaction in the register, then the post."""
        standing = standing.model_copy(update={"tasks": tuple(self.tasks)})
        while self.has_work() or standing != self._standing:
            events, self._events = tuple(self._events), []
            letters, self._letters = tuple(self._letters), []
            changed = standing != self._standing
            show(standing, self._standing, self._case)
            self._standing = standing
            entry = Record(
                case=self._case,
                part=self._part,
                at=workflow.now(),
                events=events,
                letters=letters,
                standing=standing if changed else None,
            )
            recorded = await orders.record(entry)
            self.post_due, self._post_is_local = recorded.post_due, recorded.post_is_local
            self._posted_meanwhile = True
        self._post_moved = False
        self._deliver_due()

    def _deliver_due(self) -> None:
        idle = self._delivery is None or self._delivery.done()
        if idle and self.post_due is not None and self.post_due <= workflow.now():
            self._delivery = asyncio.create_task(self._deliver())

    async def _deliver(self) -> None:
        while self.post_due is not None and self.post_due <= workflow.now():
            self._posted_meanwhile = False
            report = await orders.deliver(self._case, self._part, self._post_is_local)
            self._post_moved = True
            if report is None:
                self.add_task("post_not_delivered")
                self.enter("post_not_delivered", clause="E5")
                self.post_due = workflow.now() + orders.POST_AGAIN_AFTER
                return
            self.end_task("post_not_delivered")
            self._note(report)

    def _note(self, report: PostReport) -> None:
        # What was written while the delivery ran is not in its report: keep the earlier hour and look again.
        hours = [report.post_due, self.post_due if self._posted_meanwhile else None]
        self.post_due = min((hour for hour in hours if hour is not None), default=None)
        for letter in report.undeliverable:
            self._note_undeliverable(letter)

    def _note_undeliverable(self, letter: UndeliverableLetter) -> None:
        self.add_task(f"telephone:{letter.to}:{letter.purpose}")
        self.enter(
            "letter_undeliverable",
            clause="E5",
            purpose=letter.purpose,
            to=letter.to,
            due=str(letter.due),
            why=letter.why,
        )

    async def close(self, standing: Standing) -> datetime | None:
        """Clear for the last time and wait for the delivery under way; answers when held post may go."""
        await self.clear(standing)
        if self._delivery is not None:
            await self._delivery
            await self.clear(standing)
            if self._delivery is not None:
                await self._delivery
        return self.post_due
