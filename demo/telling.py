"""The phrases in which the cases are told: somebody does something on a day, and the diary says what came of it."""

from __future__ import annotations

import time as machine
import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from demo.cast import Person, who, whom
from demo.diary import Diary, Entry, brief, due_words
from demo.noticing import Noticing
from demo.office import Office
from desk.opening import Filing
from desk.outcome import OpenedCase, Outcome, Taken
from models.case import Part
from models.london import in_london, london_date
from models.messages.catalogue import MESSAGES
from models.people import Actor
from models.timetable import SkippedDay, Timetable
from models.wording import OUTCOMES, STAGES, STEPS, listed, words

IN_HAND = (
    Part.THRESHOLD,
    Part.RAPID_REVIEW,
    Part.LCSPR,
    Part.PUBLICATION,
    Part.PANEL_REPLY,
    Part.LEARNING,
    Part.REVIEW,
)
SHORTER = {
    "ballot": "votes",
    "submission": "to the National Panel",
    "returns": "returns",
    "panel": "panel",
    "draft": "draft",
}
STEPS_TOLD = ("ballot", "returns", "panel", "report", "submission")
LOOKS_AT_THE_END = 10
PLAN_DAYS = 15
SATURDAY = 5


class StoryBroken(Exception):
    """The case did not go as the diary tells it; the text says where."""


class Tale:
    """One case, told day by day."""

    def __init__(self, office: Office, diary: Diary) -> None:
        self.office = office
        self.diary = diary
        self.case = ""
        self._register = office.people.house.register
        mailbox = office.people.house.settings.mailbox
        self._noticing = Noticing(self._register, mailbox, office.people.house.hours.next_open)
        self._plan: Timetable | None = None
        self._last_now = ""

    # time

    async def on(self, day: date, hour: time = time(10, 0)) -> None:
        """Move on; what happens by itself on the way is told at its own hour."""
        before = await self.office.now()
        if london_date(before) != day:
            self._tell_standing(before)
        await self.office.until(day, hour, self.case)
        self._tell_news()

    def _tell_news(self) -> None:
        for entry in self._noticing.news(self.case) if self.case else ():
            self.diary.write(entry)

    # people

    def _actor(self, person: Person) -> Actor:
        return self.office.people.who(person.ref, person.role)

    async def files(self, kind: str, form: Mapping[str, Any], by: Person, what: str) -> OpenedCase:
        """Somebody files a form that opens a case."""
        await self.office.now()
        opened = await self.office.people.notify(kind, form, self._actor(by))
        await self._opened(opened, by, f"{what}: {opened.opening.case}.")
        return opened

    async def reopens(self, form: Mapping[str, Any], by: Person, what: str) -> OpenedCase:
        """A SIN for a case that is closed."""
        await self.office.count_histories(self.case)
        now = await self.office.now()
        filing = Filing(kind="sin", data=form, by=self._actor(by), command_id=uuid.uuid4().hex)
        opened = await self.office.people.reception.notify_sin(self.case, filing, now)
        await self._opened(opened, by, what)
        return opened

    async def _opened(self, opened: OpenedCase, by: Person, said: str) -> None:
        if opened.outcome.taken is Taken.REFUSED:
            raise StoryBroken(f"{by.label}: {opened.outcome.code}: {opened.outcome.says}")
        self.case, self._plan = opened.opening.case, opened.timetable
        self.diary.numbered, self.diary.between = self._numbered, self._between
        now = await self.office.now()
        self._write(now, "act", f"{by.label} {said}", outcome=opened.outcome.code)
        if self._plan:
            self._write(now, "note", _dates(self._plan, now))
        await self.office.rest(self.case)
        self._tell_news()

    async def does(self, by: Person, what: str, message: str, **values: Any) -> Outcome:
        """Somebody decides or reports something; being refused is not as the diary tells it."""
        outcome = await self._hand_in(by, message, values)
        if outcome.taken is not Taken.ACCEPTED:
            raise StoryBroken(f"{self.case}: {by.label} {what}: {outcome.code}: {outcome.says}")
        self._write(self.office.people.clock.at, "act", f"{by.label} {what}.", message=message, outcome=outcome.code)
        await self.office.rest(self.case)
        self._tell_news()
        return outcome

    async def is_refused(self, by: Person, what: str, message: str, code: str, **values: Any) -> None:
        """Somebody tries something and is refused for the reason expected."""
        outcome = await self._hand_in(by, message, values)
        if (outcome.taken, outcome.code) != (Taken.REFUSED, code):
            raise StoryBroken(f"{self.case}: {by.label} {what}: {outcome.taken} {outcome.code} instead of {code}")
        now = self.office.people.clock.at
        self._write(now, "act", f"{by.label} {what}.", message=message, outcome=code)
        self._write(now, "refused", outcome.says, code=code)

    async def _hand_in(self, by: Person, message: str, values: Mapping[str, Any]) -> Outcome:
        await self.office.now()
        return await self.office.people.hand_in(MESSAGES[message], self.case, self._actor(by), **values)

    # the machine room

    async def worker_is_killed(self, why: str) -> None:
        """SIGKILL to the process; nobody is asked and nothing is saved first."""
        pid = await self.office.kill_worker()
        self._write(await self.office.now(), "worker", f"process {pid} is killed (SIGKILL){why}", pid=pid)

    async def worker_returns(self, after: str) -> None:
        """Another process begins, and what has waited is done."""
        began = machine.monotonic()
        before = await self.office.now()
        pid = await self.office.begin_worker(self.case)
        seconds = machine.monotonic() - began
        self._write(before, "worker", f"process {pid} begins{after}", pid=pid, seconds=round(seconds, 1))
        await self.office.now()
        self._tell_news()

    # what there is to see

    def note(self, text: str) -> None:
        """A word of explanation."""
        self._write(self.office.people.clock.at, "note", text)

    def expect(self, holds: bool, what: str) -> None:
        """What the diary says must be so."""
        if not holds:
            raise StoryBroken(f"{self.case}: not so: {what}")

    def counts_weeks(self, words: str, since: date) -> None:
        """From now on the heading of a day counts weeks from a date."""
        self.diary.numbered = lambda day: f"{words}, week {(day - since).days // 7 + 1}"

    async def tell_dates(self, part: Part, *steps: str) -> None:
        """The dates a part obeys, as drawn up when it began."""
        plan = (await self.office.people.cases.plan(self.case, part)).timetable
        self.note(_dates(plan, self.office.people.clock.at, steps))

    def _write(self, at: datetime, kind: str, text: str, **more: Any) -> None:
        self.diary.write(Entry(self.case, at, kind, text, more))

    def _tell_standing(self, now: datetime) -> None:
        rows = {row.part: row.standing for row in self._register.standings(self.case)} if self.case else {}
        standing = next((rows[part] for part in IN_HAND if part in rows and not rows[part].ended), None)
        if standing is None:
            return
        stage = words(STAGES, standing.stage)
        held = f"held by {who(standing.holder)}, due {due_words(standing.due, now)}"
        text = f"{stage}: {held}{_waits(standing.waits_for)}"
        if text != self._last_now:
            self._last_now = text
            self._write(now, "now", text, next_action=standing.next_action)

    def _numbered(self, day: date) -> str:
        plan = self._plan
        found = next((each for each in plan.days[:PLAN_DAYS] if each.internal == day), None) if plan else None
        if plan is None or found is None:
            return ""
        beside = next((each.number for each in plan.days if each.external == day), 0)
        return f"working day {found.number} of 15 (National Panel's count: day {beside})"

    def _between(self, before: date, day: date) -> list[str]:
        skipped = [each for each in (self._plan.skipped if self._plan else ()) if before < each.date < day]
        if all(each.date.weekday() >= SATURDAY for each in skipped):
            return []
        return ["not counted: " + " · ".join(_skipped(each) for each in skipped)]

    # the end

    async def closes(self, outcome: str) -> None:
        """The case closes when its last letter has gone, which may be the next morning."""
        for _ in range(LOOKS_AT_THE_END):
            if await self._is_closed():
                break
            now = in_london(await self.office.now())
            await self.office.until(now.date() + timedelta(days=1), time(10, 0), self.case)
            self._tell_news()
        row = self._register.case(self.case)
        self.expect(row.closed and row.outcome == outcome, f"closed, {words(OUTCOMES, outcome)} (is: {row.outcome})")

    async def _is_closed(self) -> bool:
        return await self.office.has_ended(self.case)


def _skipped(day: SkippedDay) -> str:
    weekend = day.reason in ("Saturday", "Sunday")
    return brief(day.date) if weekend else f"{brief(day.date)} {day.reason}"


def _waits(references: Sequence[str]) -> str:
    """Who is waited for; actions by their number, holds not at all."""
    people = [each for each in references if each.count(":") == 1]
    actions = [each.partition(":")[0] for each in references if each.count(":") > 1 and not each.startswith("release")]
    phrases = [*([whom(people)] if people else []), *actions]
    return f"; waits for {listed(phrases)}" if phrases else ""


def _dates(plan: Timetable, now: datetime, steps: Sequence[str] = STEPS_TOLD) -> str:
    due = {step.step: step for step in plan.steps}
    told = [
        f"{SHORTER.get(step) or words(STEPS, step)} {due_words(due[step].due_at, now)}" for step in steps if step in due
    ]
    return f"Dates: {' · '.join(told)}."
