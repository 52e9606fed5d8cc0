"""The team's view: everything that is waited for in the partnership, per agency and per step, late first (R5, E5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from adapters.register.directory import AgencyRow
from adapters.register.work import Tally, WaitFilter, WaitRow
from admin.paging import Paging, paging
from admin.visitor import Visitor
from admin.wiring import Wiring
from admin.wording import book_of
from admin.work.due_times import DueTimes
from admin.work.items import Item, item_of
from desk.words import Wordbook, stage_words
from models.awaited import FAR
from models.people import to_agency, to_lead, to_partner
from models.stage_order import place_of_stage
from models.wording import ROLES, words

SIZE, COUNT_TO = 50, 1000


@dataclass(frozen=True)
class TeamAsked:
    """Which part of the team's work to list, as the address has it."""

    agency: str = ""
    who: str = ""
    step: str = ""
    late: bool = False
    page: str = ""

    def address(self, **changes: str) -> str:
        """The address of the list with changes; a change of filter begins at the first page."""
        now = {"agency": self.agency, "who": self.who, "step": self.step, "late": "yes" if self.late else ""}
        query = urlencode({name: value for name, value in {**now, **changes}.items() if value})
        return f"/team{'?' if query else ''}{query}"


@dataclass(frozen=True)
class Line:
    """One line of the counts: whose or which step, how much, how much of it late, when the first is due."""

    name: str
    open: int
    late: int
    first: datetime | None
    href: str


@dataclass(frozen=True)
class TeamItem:
    """A thing to do, and who holds it."""

    item: Item
    who: str
    step: str


@dataclass(frozen=True)
class TeamWork:
    """Everything on the page."""

    asked: TeamAsked
    agencies: tuple[Line, ...]
    people: tuple[Line, ...]
    steps: tuple[Line, ...]
    items: tuple[TeamItem, ...]
    paging: Paging
    total: int
    open: int
    late: int


def asked_team(query: Mapping[str, str]) -> TeamAsked:
    """What the address asks for; whatever else stands in it is passed over."""
    known = {name: query.get(name, "")[:200] for name in ("agency", "who", "step", "page")}
    return TeamAsked(**known, late=query.get("late") == "yes")


def team_work(wiring: Wiring, visitor: Visitor, asked: TeamAsked) -> TeamWork:
    """The counts, and one page of what they count."""
    register, now, book = wiring.register, wiring.now(), book_of(wiring)
    walls = register.walls_of(visitor.person)
    tallies = register.tally_waits(now, walls)
    agencies = register.agencies()
    only = WaitFilter(_recipients(asked, agencies), asked.step or None, now if asked.late else None, walls)
    total = register.count_waits(only, COUNT_TO)
    pages = paging(asked.page, total, lambda number: asked.address(page=str(number)), SIZE)
    rows = register.waits(only, SIZE, pages.offset)
    return TeamWork(
        asked=asked,
        agencies=tuple(_of_agencies(tallies, agencies, asked)),
        people=tuple(_of_people(tallies, agencies, _titles(wiring, book), asked)),
        steps=tuple(_of_steps(tallies, asked)),
        items=tuple(_items(wiring, rows, book, visitor)),
        paging=pages,
        total=total,
        open=sum(tally.open for tally in tallies),
        late=sum(tally.late for tally in tallies),
    )


def _recipients(asked: TeamAsked, agencies: Iterable[AgencyRow]) -> tuple[str, ...] | None:
    if asked.agency:
        agency = next((row for row in agencies if row.ref == asked.agency), None)
        return references_of(agency) if agency is not None else ("",)
    return (asked.who,) if asked.who else None


def references_of(agency: AgencyRow) -> tuple[str, ...]:
    """Every recipient reference that means an agency: its contact, its lead, its member of the QiiP."""
    own = (to_agency(agency.ref), to_lead(agency.ref))
    return (*own, to_partner(agency.partner)) if agency.partner is not None else own


def _of_agencies(tallies: list[Tally], agencies: Iterable[AgencyRow], asked: TeamAsked) -> Iterable[Line]:
    lines = []
    for agency in agencies:
        refs = references_of(agency)
        held = [tally for tally in tallies if tally.recipient in refs]
        if held:
            lines.append(_line(agency.name, held, asked.address(agency=agency.ref, who="")))
    return sorted(lines, key=_late_first)


def _of_people(
    tallies: list[Tally], agencies: Iterable[AgencyRow], titled: Callable[[str], str], asked: TeamAsked
) -> Iterable[Line]:
    of_agencies = {ref for agency in agencies for ref in references_of(agency)}
    held: dict[str, list[Tally]] = {}
    for tally in tallies:
        if tally.recipient not in of_agencies:
            held.setdefault(tally.recipient, []).append(tally)
    lines = [_line(titled(who), found, asked.address(who=who, agency="")) for who, found in held.items()]
    return sorted(lines, key=_late_first)


def _titles(wiring: Wiring, book: Wordbook) -> Callable[[str], str]:
    """What a recipient reference is called: a title, and a Chair or reviewer by title and reference."""
    roles = {row.person: words(ROLES, row.role) for row in wiring.register.appointments(wiring.today())}

    def titled(reference: str) -> str:
        kind, _, person = reference.partition(":")
        return f"{roles[person]} {person}" if kind == "person" and person in roles else book.who(reference)

    return titled


def _of_steps(tallies: list[Tally], asked: TeamAsked) -> Iterable[Line]:
    held: dict[str, list[Tally]] = {}
    for tally in sorted(tallies, key=lambda each: place_of_stage(each.stage)):
        held.setdefault(tally.stage, []).append(tally)
    return [_line(stage_words(stage), found, asked.address(step=stage)) for stage, found in held.items()]


def _line(name: str, held: list[Tally], href: str) -> Line:
    first = min(tally.first for tally in held)
    return Line(
        name=name[:1].upper() + name[1:],
        open=sum(tally.open for tally in held),
        late=sum(tally.late for tally in held),
        first=None if first == FAR else first,
        href=href,
    )


def _late_first(line: Line) -> tuple[int, datetime, str]:
    return (-line.late, line.first or FAR, line.name)


def _items(wiring: Wiring, rows: list[WaitRow], book: Wordbook, visitor: Visitor) -> Iterable[TeamItem]:
    due = DueTimes(wiring.register, wiring.policies, book, wiring.now())
    unit = next(iter(visitor.capacities("finish_task")), None)
    found: dict[tuple[str, ...], TeamItem] = {}
    for row, at in zip(rows, due.of(rows), strict=True):
        item = item_of(row, at, wiring.now(), book, by=unit)
        key = (row.case, row.part, row.action, row.about, "" if _is_for_either(row) else row.recipient)
        who = book.who(row.recipient, row)
        if key in found:
            who = f"{found[key].who} or {who}"
        found[key] = TeamItem(item, who, stage_words(row.stage))
    return sorted(
        found.values(), key=lambda each: each.item.due or FAR
    )  # counted exactly here, roughly in the register


def _is_for_either(row: WaitRow) -> bool:
    """Is it done once one of those it waits for has done it? A vote or a signature is owed by each."""
    return row.recipient.startswith("role:") and row.action != "sign_report"
