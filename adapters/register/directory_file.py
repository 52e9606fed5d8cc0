"""The directory as a file: people, agencies, bodies, appointments, absences, checked before any of it is loaded.

Unknown keys are refused; an error names the key and never repeats what stands there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from adapters.register.store import RegisterError
from models.people import Partner, Role

_EMAIL = re.compile(r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}$")
_PER_PARTNER = (Role.QIIP_MEMBER,)
_PER_AGENCY = (Role.AGENCY_CONTACT, Role.SAFEGUARDING_LEAD)


class DirectoryRefused(RegisterError):
    """The directory cannot be loaded; ``faults`` names each key that is wrong."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("the directory was not loaded:\n" + "\n".join(f"  - {fault}" for fault in faults))
        self.faults = faults


def _one_address(text: str) -> str:
    if not _EMAIL.match(text) or len(text) > 254:
        raise ValueError("must be one e-mail address such as someone@agency.example")
    return text


Ref = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Email = Annotated[str, AfterValidator(_one_address)]
Name = Annotated[str, Field(min_length=1, max_length=200)]


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class PersonLine(_Line):
    """A person by reference (``P-0007``)."""

    ref: Ref
    name: Name
    email: Email
    telephone: Annotated[str, Field(max_length=40)] = ""


class AgencyLine(_Line):
    """An agency by reference (``A-012``); ``partner`` when it belongs to a statutory partner."""

    ref: Ref
    name: Name
    kind: Annotated[str, Field(max_length=64)] = "agency"
    partner: Partner | None = None


class BodyLine(_Line):
    """A body outside the partnership that letters go to (``national_panel``)."""

    ref: Ref
    name: Name
    email: Email
    telephone: Annotated[str, Field(max_length=40)] = ""


class _Dated(_Line):
    @model_validator(mode="after")
    def _in_order(self) -> _Dated:
        first, last = getattr(self, "from_on", None), getattr(self, "until_on", None)
        if first and last and last < first:
            raise ValueError("until_on is before from_on")
        return self


class AppointmentLine(_Dated):
    """A person in a role; both dates belong to it; without dates it holds always."""

    person: Ref
    role: Role
    partner: Partner | None = None
    agency: Ref | None = None
    deputy: bool = False
    from_on: date | None = None
    until_on: date | None = None

    @model_validator(mode="after")
    def _whose(self) -> AppointmentLine:
        if self.role is Role.SERVICE:
            raise ValueError("nobody is appointed as the service")
        if self.role in _PER_PARTNER and self.partner is None:
            raise ValueError(f"a {self.role} needs its partner")
        if self.role in _PER_AGENCY and self.agency is None:
            raise ValueError(f"a {self.role} needs its agency")
        return self


class AbsenceLine(_Dated):
    """A person away; both days belong to it."""

    person: Ref
    from_on: date
    until_on: date


class DirectoryFile(_Line):
    """The whole directory."""

    people: tuple[PersonLine, ...] = ()
    agencies: tuple[AgencyLine, ...] = ()
    bodies: tuple[BodyLine, ...] = ()
    appointments: tuple[AppointmentLine, ...] = ()
    absences: tuple[AbsenceLine, ...] = ()


def read_directory(data: dict[str, Any]) -> DirectoryFile:
    """The directory of a parsed file; :class:`DirectoryRefused` names every key that is wrong."""
    try:
        directory = DirectoryFile.model_validate(data)
    except ValidationError as problem:
        raise DirectoryRefused([_fault(fault["loc"], fault["msg"]) for fault in problem.errors()]) from None
    if faults := list(_loose_ends(directory)):
        raise DirectoryRefused(faults)
    return directory


def _fault(where: tuple[int | str, ...], message: str) -> str:
    return f"{_key(where)}: {message.removeprefix('Value error, ')}"


def _key(where: tuple[int | str, ...]) -> str:
    """``people[3].email``, counted from 1 as people count."""
    parts = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in where)
    return "".join(parts).lstrip(".")


def _loose_ends(directory: DirectoryFile) -> Iterable[str]:
    yield from _twice("people", "ref", (line.ref for line in directory.people))
    yield from _twice("people", "email", (line.email.lower() for line in directory.people))
    yield from _twice("agencies", "ref", (line.ref for line in directory.agencies))
    yield from _twice("bodies", "ref", (line.ref for line in directory.bodies))
    people = {line.ref for line in directory.people}
    agencies = {line.ref for line in directory.agencies}
    for number, line in enumerate(directory.appointments, start=1):
        if line.person not in people:
            yield f"appointments[{number}].person: there is no such person under people"
        if line.agency is not None and line.agency not in agencies:
            yield f"appointments[{number}].agency: there is no such agency under agencies"
    for number, absence in enumerate(directory.absences, start=1):
        if absence.person not in people:
            yield f"absences[{number}].person: there is no such person under people"


def _twice(table: str, key: str, values: Iterable[str]) -> Iterable[str]:
    listed = list(values)
    counted = Counter(listed)
    for number, value in enumerate(listed, start=1):
        if counted[value] > 1 and listed.index(value) != number - 1:
            yield f"{table}[{number}].{key}: stands there twice"
