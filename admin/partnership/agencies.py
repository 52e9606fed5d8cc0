"""Agencies as the settings show them: what they are called, and to whom requests and escalations go (R3, R5, N15)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from adapters.register.directory import AgencyRow
from adapters.register.directory_records import OfficeRow
from admin.admission import Admission
from admin.partnership.people import names_of
from admin.wiring import Wiring
from models.people import Role


@dataclass(frozen=True)
class Holder:
    """Somebody who speaks for an agency, by name."""

    ref: str
    name: str
    deputy: bool


@dataclass(frozen=True)
class AgencyLine:
    """An agency with its QiiP contacts and its safeguarding leads of today."""

    agency: AgencyRow
    contacts: tuple[Holder, ...]
    leads: tuple[Holder, ...]

    @property
    def unreachable(self) -> bool:
        """Would a request, or an escalation, find nobody?"""
        return not self.contacts or not self.leads


def agency_lines(wiring: Wiring, at: Admission) -> list[AgencyLine]:
    """Every agency by name, with those who speak for it today."""
    names, today = names_of(wiring, at, "settings_agencies"), wiring.today()
    held = [office for office in wiring.register.offices_held() if office.in_force(today)]
    lines = [line_of(agency, held, names) for agency in wiring.register.agencies()]
    return sorted(lines, key=lambda line: line.agency.name.casefold())


def line_of(agency: AgencyRow, held: Sequence[OfficeRow], names: Mapping[str, str]) -> AgencyLine:
    """One agency with those who speak for it."""
    return AgencyLine(
        agency,
        _holders(agency.ref, Role.AGENCY_CONTACT, held, names),
        _holders(agency.ref, Role.SAFEGUARDING_LEAD, held, names),
    )


def _holders(agency: str, role: Role, held: Sequence[OfficeRow], names: Mapping[str, str]) -> tuple[Holder, ...]:
    rows = [office.held for office in held if office.held.role is role and office.held.agency == agency]
    rows.sort(key=lambda row: row.deputy)
    return tuple(Holder(row.person, names.get(row.person, row.person), row.deputy) for row in rows)
