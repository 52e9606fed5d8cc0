"""The pages over a stage of a story: the register as it stood, the hour, and the plans the parts obeyed."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from adapters.encryption import MasterKeys
from adapters.register import Register
from admin.admission import Admission, relations_of
from admin.app import create_app
from admin.forms.prefill import Prefilling, known_of
from models.brief import PlanView
from models.case import Part
from tests.admin.conftest import Pages
from tests.admin.staged import Stage
from workflows.client import PartNotRunning

COORDINATOR, MANAGER, CHAIR = "P-0002", "P-0001", "P-0013"
_TAG = re.compile(r"<[^>]+>")


class PlansOfThatHour:
    """The plans as the parts obeyed them at that hour."""

    def __init__(self, plans: Mapping[Part, PlanView]) -> None:
        self._plans = plans

    async def plan(self, case: str, part: Part) -> PlanView:
        if part not in self._plans:
            raise PartNotRunning("not begun, or over")
        return self._plans[part]

    async def answers(self) -> bool:
        return True


class StagedPages(Pages):
    """The pages of one stage."""

    def __init__(self, stage: Stage, register: Register, folder: Path) -> None:
        super().__init__(register, folder)
        self.case = stage.case
        self.clock.at = stage.at
        self.wiring = replace(self.wiring, plans=PlansOfThatHour(stage.plans))
        self.app = create_app(self.wiring)

    def html(self, person: str, room: str) -> str:
        """A room's page as one person gets it; anything but a page is a mistake."""
        path = room if room.startswith("/") else f"/cases/{self.case}/{room}"
        answer = self.as_(person).get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.text

    def words(self, person: str, room: str) -> str:
        """What the page says in its middle, as one line."""
        main = re.search(r"<main.*?</main>", self.html(person, room), re.DOTALL)
        assert main is not None
        return " ".join(html.unescape(_TAG.sub(" ", main[0])).split()).replace(" .", ".").replace(" ,", ",")

    def buttons(self, person: str, room: str) -> set[str]:
        """The decisions the page leads to, with what is known of each."""
        links = re.findall(rf'href="/cases/{self.case}/do/([^"]+)"', self.html(person, room))
        return {html.unescape(link) for link in links}

    def begins_with(self, person: str, command: str, **said: str) -> dict[str, object]:
        """What the form of a decision begins with for one person."""
        self.sessions.person = person
        visitor = self.sessions.visitor(None)  # type: ignore[arg-type]
        assert visitor is not None
        row = self.register.case(self.case)
        relations = relations_of(self.wiring, visitor, row)
        at = Admission(visitor, command, visitor.capacities(command, relations), row, relations)
        return known_of(command, Prefilling(self.wiring, at, row), said)


Enter = Callable[[str], StagedPages]


def entering(stages: Mapping[str, Stage], folder: Path) -> Iterator[Enter]:
    """Opens the pages of a stage by its name, and closes their registers afterwards."""
    opened: list[Register] = []

    def enter(name: str) -> StagedPages:
        stage = stages[name]
        path = folder / f"{len(opened)}.db"
        path.write_bytes(stage.register)
        register = Register.open(f"sqlite:///{path}", MasterKeys.parse(stage.keys))
        opened.append(register)
        return StagedPages(stage, register, folder / str(len(opened)))

    yield enter
    for register in opened:
        register.close()
