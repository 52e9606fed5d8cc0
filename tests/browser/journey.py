"""One case on its way, and the people who take its steps by clicking."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from demo.caseload.story import Moment, Values
from demo.cast import Person
from demo.steps import HASH
from models.london import in_london
from tests.browser.deciding import decides, goes_to_case, send
from tests.browser.screens import Screen, Screens

NEW = {"cfc": "Case for Consideration", "sin": "Serious Incident Notification"}
FIRST = {"report_version": 1}


class Case:
    """A case, by those who work on it; ``now`` is the house's clock."""

    def __init__(self, screens: Screens, now: Callable[[], datetime], today: date, *, script: bool = True) -> None:
        self.screens = screens
        self.reference = ""
        self._now, self._notified_on, self._script = now, today, script

    def moment(self) -> Moment:
        """The house's time, for the papers that are filed now."""
        return Moment(in_london(self._now()), self._notified_on)

    async def raised_by(self, who: Person, way: str, form: Values) -> None:
        """Somebody files the form that opens the case, and is told its reference."""
        screen = await self.seat(who)
        await screen.opens("/work")
        await screen.follows("New case")
        await screen.page.get_by_role("link", name=NEW[way]).first.click()
        await screen.page.wait_for_load_state()
        await send(screen, form(self.moment()))
        await screen.reads("Case opened", "Its dates")
        self.reference = (await screen.page.locator(".govuk-panel__body").inner_text()).split()[-1]
        await screen.page.close()

    async def step(self, who: Person, command: str, link: Mapping[str, str] | None = None, **values: Any) -> None:
        """Somebody takes a step, and the very next page says that it is recorded."""
        screen = await self.seat(who)
        await decides(screen, self.reference, command, values, link, acts_as=who.role)
        await screen.reads("Recorded")
        await screen.page.close()

    async def stands_at(self, who: Person, *words: str) -> None:
        """The case's page shows where it stands now."""
        screen = await self.seat(who)
        await goes_to_case(screen, self.reference)
        await screen.reads(*words)
        await screen.page.close()

    async def seat(self, who: Person) -> Screen:
        """A window of this person's."""
        return await self.screens.as_(who.ref, script=self._script)

    def sent(self) -> dict[str, Any]:
        """What is recorded of a report that goes out now."""
        return {**FIRST, "sha256": HASH, "sent_at": self._now().isoformat()}

    def report(self, name: str, questions: int) -> dict[str, Any]:
        """A report; every question that the returns asked is on the form already, and each of them is answered."""
        report = self.moment().paper(name)
        under_review = report["case_under_review"]
        known = under_review["key_questions"]
        more = [{"answer": "It is answered with the others."} for _ in range(questions - len(known))]
        return {**report, "case_under_review": {**under_review, "key_questions": [*known, *more]}}
