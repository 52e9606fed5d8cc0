"""My work: what waits for a person, and for those they stand in for, by due time (K1, T2, E5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from adapters.register.drafts import DraftRow
from adapters.register.work import WaitFilter, WaitRow
from admin.forms.going import drafts_going
from admin.risk import RiskCode
from admin.visitor import Visitor
from admin.wiring import Wiring
from admin.wording import book_of
from admin.work.due_times import DueTimes
from admin.work.items import Item, item_of
from admin.work.mine import Mine, mine_of, stands_in
from desk.words import Wordbook
from models.london import london_date

FIRST, MOST = 25, 200  # at first the most urgent; all of them when asked, as far as anybody reads


@dataclass(frozen=True)
class Group:
    """Things to do that are due about the same time."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class MyWork:
    """Everything on the page."""

    groups: tuple[Group, ...]
    deputy: tuple[Group, ...]  # for each person they could stand in for, who is there
    drafts: tuple[DraftRow, ...]
    going: Mapping[str, date]  # on which day a draft goes, for those that go soon
    total: int  # one more than is counted where there are more
    shown: int

    @property
    def late(self) -> int:
        """How many are late."""
        return self._count(RiskCode.LATE)

    @property
    def today(self) -> int:
        """How many are due today."""
        return self._count(RiskCode.TODAY)

    def _count(self, code: RiskCode) -> int:
        return sum(1 for group in self.groups for item in group.items if item.risk and item.risk.code is code)


def my_work(wiring: Wiring, visitor: Visitor, most: int = FIRST) -> MyWork:
    """What waits for this visitor now: the most urgent, and how many there are in all."""
    return _Desk(wiring, visitor).work(most)


class _Desk:
    """One visitor's look at what waits for them."""

    def __init__(self, wiring: Wiring, visitor: Visitor) -> None:
        self._wiring, self._register, self._visitor, self._now = wiring, wiring.register, visitor, wiring.now()
        self._book: Wordbook = book_of(wiring)
        self._due = DueTimes(wiring.register, wiring.policies, self._book, self._now)
        self._away = wiring.register.away(wiring.today())
        self._walls = wiring.register.walls_of(visitor.person)
        self._theirs: dict[str, tuple[str, ...]] = {}

    def work(self, most: int) -> MyWork:
        mine = {each.recipient: each for each in mine_of(self._visitor.offices, self._book)}
        rows = self._register.waits_for(mine, self._walls, most + 1)
        items = self._items(rows[:most], mine)
        own = [item for item in items if item.principal is None]
        drafts = self._register.drafts_of(self._visitor.person)
        return MyWork(
            groups=grouped(own, london_date(self._now)),
            deputy=self._as_deputy(item for item in items if item.principal is not None),
            drafts=tuple(drafts),
            going=drafts_going(self._wiring, drafts),
            total=len(own) if len(rows) <= most else max(len(own), self._total(mine.values())),
            shown=len(own),
        )

    def _items(self, rows: list[WaitRow], mine: dict[str, Mine]) -> list[Item]:
        found: dict[tuple[str, ...], Item] = {}  # what waits for two offices of one person is one thing to do
        for row, due in zip(rows, self._due.of(rows), strict=True):
            whose = mine[row.recipient]
            standing = stands_in(whose, row.case, self._away, self._is_walled)
            reason = f"{whose.reason} {standing.because}".strip()
            item = item_of(row, due, self._now, self._book, by=whose.office, reason=reason)
            key = (row.case, row.part, row.action, row.about)
            if key not in found or found[key].principal is not None:
                found[key] = item if standing.stands_in else replace(item, principal=whose.reason)
        return sorted(found.values(), key=_soonest)

    def _is_walled(self, person: str, case: str) -> bool:
        if person not in self._theirs:
            self._theirs[person] = self._register.walls_of(person)
        return case in self._theirs[person]

    def _total(self, mine: Iterable[Mine]) -> int:
        recipients = tuple(each.recipient for each in mine if each.principal is None or each.principal in self._away)
        return self._register.count_waits(WaitFilter(recipients=recipients, but_not=self._walls)) if recipients else 0

    def _as_deputy(self, items: Iterable[Item]) -> tuple[Group, ...]:
        by_principal: dict[str, list[Item]] = {}
        for item in items:
            by_principal.setdefault(item.principal or "", []).append(item)
        return tuple(Group(reason, tuple(found)) for reason, found in by_principal.items())


def grouped(items: Iterable[Item], today: date) -> tuple[Group, ...]:
    """The same in groups: today (and before), this week, later; then what waits for others, and what has no date."""
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(_group(item, today), []).append(item)
    return tuple(Group(title, tuple(found[title])) for title in GROUPS if title in found)


GROUPS = ("Today", "This week", "Later", "No date set", "Waiting for somebody outside")


def _group(item: Item, today: date) -> str:
    if item.outside and not item.is_pressing:
        return GROUPS[4]
    if item.due is None:
        return GROUPS[3]
    on = london_date(item.due)
    if on <= today:
        return GROUPS[0]
    return GROUPS[1] if on < today + timedelta(days=7 - today.weekday()) else GROUPS[2]


def _soonest(item: Item) -> tuple[bool, float, str]:
    return (item.due is None, item.due.timestamp() if item.due else 0.0, item.case)
