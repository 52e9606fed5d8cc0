"""What is known of one case when its page is asked for: looked up once, shared by everything the page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from adapters.register.audit import Entry
from adapters.register.cases import CaseRow
from adapters.register.standings import StandingRow
from admin.admission import Admission
from admin.case.live_plans import NO_PLANS, CasePlans
from admin.case.open_ballot import Veil, veil_of
from admin.wiring import Wiring
from admin.wording import Wordbook, book_of
from models.case import Part
from models.policy import Policy
from models.record import Standing
from models.working_days import WorkingDays

# what pages need of a case's past beside its milestones
KEPT = frozenset({"process_linked", "publication_forecast", "immediate_action_ordered", "task_done"})


@dataclass(frozen=True)
class CaseFile:
    """One case as somebody looks at it."""

    wiring: Wiring
    at: Admission
    now: datetime
    standings: tuple[StandingRow, ...]
    plans: CasePlans = NO_PLANS

    @property
    def row(self) -> CaseRow:
        """The case."""
        return self.at.row

    @property
    def case(self) -> str:
        """Its reference."""
        return self.at.row.reference

    @cached_property
    def book(self) -> Wordbook:
        """The words of this page."""
        return book_of(self.wiring)

    @cached_property
    def policy(self) -> Policy:
        """The edition the case keeps (C7)."""
        return self.wiring.policies.edition(self.row.policy)

    @cached_property
    def calendar(self) -> WorkingDays:
        """The working days the case counts."""
        return self.book.calendar(self.row.policy)

    def standing(self, part: Part) -> Standing | None:
        """How a part stands; None where it has not begun."""
        return next((row.standing for row in self.standings if row.part is part), None)

    def runs(self, part: Part) -> bool:
        """Is this part under way?"""
        standing = self.standing(part)
        return standing is not None and not standing.ended

    @property
    def open_parts(self) -> tuple[Part, ...]:
        """The parts under way."""
        return tuple(row.part for row in self.standings if not row.standing.ended)

    @cached_property
    def tasks(self) -> tuple[tuple[Part, str], ...]:
        """What a person must do, of every part, without what was ticked off (E5)."""
        done = {(entry.part, entry.detail.get("task")) for entry in self.kept if entry.action == "task_done"}
        open_ = ((row.part, task) for row in self.standings for task in row.standing.tasks)
        return tuple(dict.fromkeys(each for each in open_ if each not in done))

    def has_task(self, what: str) -> bool:
        """Is a task of this kind open?"""
        return any(task.partition(":")[0] == what for _, task in self.tasks)

    @cached_property
    def milestones(self) -> list[dict[str, Any]]:
        """What mattered since the case was last opened, oldest first."""
        rows = self.wiring.register.milestones(self.case)
        begun = max((row["seq"] for row in rows if row["action"] == "case_reopened"), default=0)
        return [row for row in rows if row["seq"] >= begun]

    def last(self, *actions: str) -> dict[str, Any] | None:
        """The latest milestone of these actions; None where there is none."""
        return next((row for row in reversed(self.milestones) if row["action"] in actions), None)

    @cached_property
    def kept(self) -> list[Entry]:
        """Further entries pages need, oldest first."""
        return list(reversed(self.wiring.register.timeline(self.case, only=KEPT, limit=500).entries))

    @cached_property
    def veil(self) -> Veil | None:
        """What is kept from this person while a vote is open; None: nothing (T2)."""
        return veil_of(self.wiring, self.at)

    @cached_property
    def requests(self) -> list[dict[str, Any]]:
        """The information requests."""
        return self.wiring.register.requests(self.case)

    @cached_property
    def returns(self) -> list[dict[str, Any]]:
        """Every version of every return, oldest first."""
        return self.wiring.register.returns(self.case)

    @cached_property
    def actions(self) -> list[dict[str, Any]]:
        """Immediate-safety and learning actions."""
        return self.wiring.register.actions(self.case)

    @cached_property
    def signatures(self) -> list[dict[str, Any]]:
        """Signatures and refusals, oldest first."""
        return self.wiring.register.signatures(self.case)

    def who(self, reference: str | None) -> str:
        """Who holds or is waited for, in words."""
        return self.book.who(reference, self.row)


def file_of(wiring: Wiring, at: Admission, plans: CasePlans = NO_PLANS) -> CaseFile:
    """The file of the case that somebody was admitted to."""
    standings = tuple(wiring.register.standings(at.row.reference))
    return CaseFile(wiring=wiring, at=at, now=wiring.now(), standings=standings, plans=plans)
