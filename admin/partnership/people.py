"""People as the settings show them: who holds what today, who is away and who stands in (K1, T2, T4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from adapters.register.directory import PersonRow
from adapters.register.directory_records import AbsenceRow
from admin.admission import Admission
from admin.partnership.offices import OfficeLine, dates_of, line_of
from admin.wiring import Wiring
from models.people import Role


@dataclass(frozen=True)
class PersonLine:
    """A person in the list: the offices of today, and until when they are away."""

    person: PersonRow
    offices: tuple[OfficeLine, ...]
    away_until: date | None


@dataclass(frozen=True)
class Away:
    """An absence in words, with the people who stand in, by name."""

    absence: AbsenceRow
    dates: str
    state: str  # now, ahead, done
    standing_in: tuple[str, ...]


def names_of(wiring: Wiring, at: Admission, why: str) -> dict[str, str]:
    """Everybody's name by reference; the view is on record under ``why``."""
    return {row.ref: row.name for row in wiring.register.people(at.by, wiring.now(), why)}


def agency_words(wiring: Wiring) -> dict[str, str]:
    """What each agency is called today, by reference."""
    return wiring.register.agency_names(wiring.today())


def people_lines(wiring: Wiring, at: Admission, role: str = "", agency: str = "") -> list[PersonLine]:
    """Everybody by name, or those who hold a role or speak for an agency today; ``none``: those without any office."""
    today, agencies = wiring.today(), agency_words(wiring)
    held: dict[str, list[OfficeLine]] = defaultdict(list)
    matching: set[str] = set()
    for office in wiring.register.offices_held():
        if office.in_force(today):
            held[office.held.person].append(line_of(office, agencies, today))
            if role in ("", office.held.role) and agency in ("", office.held.agency):
                matching.add(office.held.person)
    away = {absence.person: absence.until_on for absence in wiring.register.absences(on=today)}
    everybody = wiring.register.people(at.by, wiring.now(), "settings")
    lines = [PersonLine(row, tuple(held[row.ref]), away.get(row.ref)) for row in everybody]
    if role == "none":
        return _by_name([line for line in lines if not line.offices])
    wanted = lines if not (role or agency) else [line for line in lines if line.person.ref in matching]
    return _by_name(wanted)


def _by_name(lines: list[PersonLine]) -> list[PersonLine]:
    return sorted(lines, key=lambda line: line.person.name.casefold())


def offices_of(wiring: Wiring, person: str) -> list[OfficeLine]:
    """All offices of one person: those of today first, then those to come, then those that have ended."""
    order = {"now": 0, "ahead": 1, "done": 2, "taken_back": 3}
    names, today = agency_words(wiring), wiring.today()
    lines = [line_of(office, names, today) for office in wiring.register.offices_held(person)]
    return sorted(lines, key=lambda line: order[line.state])


def absences_of(wiring: Wiring, person: str, names: Mapping[str, str]) -> list[Away]:
    """One person's absences, the latest first, with who stands in on their first day that is not past."""
    today = wiring.today()
    found = []
    for absence in reversed(wiring.register.absences(person)):
        state = "done" if absence.until_on < today else "ahead" if absence.from_on > today else "now"
        stand_ins = wiring.register.standing_in(person, max(today, absence.from_on)) if state != "done" else ()
        by_name = tuple(names.get(ref, ref) for ref in stand_ins)
        found.append(Away(absence, dates_of(absence.from_on, absence.until_on), state, by_name))
    return found


def is_reachable(role: str) -> bool:
    """Is this an office that the list can be narrowed to?"""
    return role == "none" or role in set(Role)
