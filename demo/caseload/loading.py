"""Filling a running system with the caseload: through the desk, on the real Temporal, each thing under its own token.

What has been told once is not told again, so filling twice changes nothing, and a filling that was broken off goes on
where it stopped. The desk's clock stands at the day of the story: this is fiction, and so are its days.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time

from adapters.register import Register
from adapters.register.commands import CommandRow, CommandState
from adapters.register.tokens import Signed
from demo.caseload.story import Act, Moment, Story
from desk.desk import Cases, Desk
from desk.opening import Filing, Reception
from desk.outcome import OpenedCase, Outcome, Taken
from models.case import Part
from models.commands import Told
from models.forms import FormRefused
from models.london import in_london, london_date, london_instant
from models.messages.catalogue import MESSAGES
from models.record import Standing
from shell.house import House

AT_ONCE = 3  # cases told side by side
LOOK_AGAIN_SECONDS = 0.1
PATIENCE_SECONDS = 60.0
TRIES = 20
NOT_YET = frozenset({"wait_not_drawn"})  # what a case works out in a moment


class ServiceAway(Exception):
    """Temporal or the worker does not answer: nothing can be told."""


class StoryClock:
    """The clock the desk sees: where the story is."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        return self.at


@dataclass
class Loaded:
    """A story that was told: its case, whether it is new, and what the case did not take."""

    story: Story
    case: str
    is_new: bool
    left: list[str] = field(default_factory=list)


class Telling:
    """One story on its way into the system."""

    def __init__(self, house: House, cases: Cases, story: Story, now: datetime) -> None:
        self._register: Register = house.register
        self._house = house
        self._story = story
        self._now = now
        self._clock = StoryClock(now)
        calendar = house.calendars.calendar(house.edition(now))
        last = calendar.roll_back(london_date(now))
        first = last if story.age == 1 else calendar.add(last, 1 - story.age)
        self._days = calendar.list(first, last, include_end=True)
        self._told = london_instant(first, time())
        self._notified_on = first
        self._desk = Desk(house.register, cases, self._clock)
        self._reception = Reception(
            self._desk, house.register, house.policies, house.calendars, house.settings.partnership
        )

    async def open(self) -> Loaded:
        """File the form that raises the case. Raises :class:`ServiceAway` when nobody answers."""
        story = self._story
        moment = self._moment(1, story.hour)
        by = self._register.actor(story.by.ref, story.by.role, on=london_date(self._now))
        filing = Filing(story.way, story.raised(moment), by, f"demo-data.{story.key}", open_duplicates=True)
        is_new = self._register.command(filing.command_id) is None
        opened: list[OpenedCase] = []

        async def file() -> Outcome:
            opened.append(await self._reception.open_case(filing, moment.at))
            return opened[-1].outcome

        await _until_taken(file)
        loaded = Loaded(story, opened[-1].opening.case, is_new)
        await self._until(lambda: bool(self._register.standings(loaded.case)))  # one after the other: it has begun
        return loaded

    async def tell(self, loaded: Loaded) -> Loaded:
        """Tell what was done, in order; what the case does not take is noted, and what follows it left out."""
        for act in self._story.acts:
            try:
                outcome = await self._tell(act, loaded.case)
            except FormRefused as refused:
                loaded.left.append(f"{act.id}: {'; '.join(map(str, refused.errors))}")
                break
            if outcome.taken is not Taken.ACCEPTED:
                loaded.left.append(f"{act.id}: {outcome.code}")
                break
        else:
            self._attach(loaded.case)
        return loaded

    def _attach(self, case: str) -> None:
        for each in self._story.evidence:
            by = self._register.actor(each.by.ref, each.by.role, on=london_date(self._now))
            token = f"demo-data.{self._story.key}.{each.about}"
            self._register.attach(case, each.given(), Signed(by, self._told, token))

    async def _tell(self, act: Act, case: str, again: int = 0) -> Outcome:
        token = f"demo-data.{self._story.key}.{act.id}.{again}"
        if (known := self._register.command(token)) is not None:  # told before; what still waits, the system sends on
            outcome = _as_answered(known)
        else:
            outcome = await self._tell_now(act, token, case)
        if outcome.taken is Taken.REFUSED and outcome.code in NOT_YET:
            await asyncio.sleep(LOOK_AGAIN_SECONDS)
            return await self._tell(act, case, again + 1)
        return outcome

    async def _tell_now(self, act: Act, token: str, case: str) -> Outcome:
        kind = MESSAGES[act.message]
        if not await self._has_come(act, kind, case):
            return Outcome(Taken.REFUSED, "not_there_yet", "The case has gone another way.")
        moment = self._moment(act.day, act.hour)
        values = dict(act.values(moment))
        by = self._register.actor(act.by.ref, act.by.role, on=london_date(self._now))
        return await _until_taken(lambda: self._desk.hand_in(kind, case, by, token, values))

    async def _has_come(self, act: Act, kind: type[Told], case: str) -> bool:
        """Does the case stand, or come to stand, where this can be done?"""
        register = self._register
        return await self._until(
            lambda: _can_be_done(act, kind, {row.part: row.standing for row in register.standings(case)})
        )

    async def _until(self, is_so: Callable[[], bool]) -> bool:
        for _ in range(int(PATIENCE_SECONDS / LOOK_AGAIN_SECONDS)):
            if is_so():
                return True
            await asyncio.sleep(LOOK_AGAIN_SECONDS)
        return False

    def _moment(self, day: int, hour: time) -> Moment:
        """The instant of a working day of the case, not later than the machine's time nor earlier than the last."""
        at = min(max(london_instant(self._days[day - 1], hour), self._told), self._now)
        self._clock.at = self._told = at
        return Moment(in_london(at), self._notified_on)


def _as_answered(known: CommandRow) -> Outcome:
    taken = Taken.REFUSED if known.state is CommandState.REFUSED else Taken.ACCEPTED
    return Outcome(taken, str((known.outcome or {}).get("code", "told_before")))


def _can_be_done(act: Act, kind: type[Told], standings: Mapping[Part, Standing]) -> bool:
    standing = standings.get(kind.part)
    if standing is None or standing.ended:
        return False
    return not act.once or standing.stage == act.once


async def _until_taken(hand_in: Callable[[], Awaitable[Outcome]]) -> Outcome:
    """Hand in until it is answered. Raises :class:`ServiceAway`."""
    for _ in range(TRIES):
        outcome = await hand_in()
        if outcome.taken is not Taken.WAITING:
            return outcome
        await asyncio.sleep(1)
    raise ServiceAway


async def load(house: House, cases: Cases, stories: Sequence[Story], say: Callable[[Loaded], None]) -> list[Loaded]:
    """Tell the stories; ``say`` hears of each as it is told. Raises :class:`ServiceAway`.

    All are opened first, one by one, so that references follow the order of the stories; then they go on side by side.
    """
    now = house.clock.now()
    tellings = [Telling(house, cases, story, now) for story in stories]
    opened = [await telling.open() for telling in tellings]
    at_once = asyncio.Semaphore(AT_ONCE)

    async def tell(telling: Telling, loaded: Loaded) -> Loaded:
        async with at_once:
            await telling.tell(loaded)
        say(loaded)
        return loaded

    return await asyncio.gather(*map(tell, tellings, opened))
