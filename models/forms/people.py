"""The people a form names: children, adults, siblings, and the professionals around them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, ClassVar

from models.family import ADULT_AT, age_in_years
from models.forms.fields import Address, AgencyRef, Answer, BirthDay, Box, Detail, Email, Line, Name, Telephone
from models.forms.filed_form import Conflict, Piece


class Named(Piece):
    """Somebody with a name in any shape: one part is enough (some people have no surname)."""

    last_name: Annotated[Name, Box("Last name")] = ""
    forename: Annotated[Name, Box("Forename")] = ""
    date_of_birth: Annotated[BirthDay, Box("Date of birth", mandatory=True)] = None

    def blanks(self) -> Iterable[str]:
        return () if self.last_name or self.forename else ("last_name",)

    def said_of_people(self) -> Iterable[str]:
        if self.last_name and self.forename:
            yield f"{self.forename} {self.last_name}"
            yield f"{self.last_name}, {self.forename}"


class Child(Named):
    """A child the form is about."""

    shown_as: ClassVar[str] = "Child"

    middle_name: Annotated[Name, Box("Middle name")] = ""
    address: Annotated[Address, Box("Address and postcode")] = ""


class ChildAndHome(Child):
    """A child as Appendix 1 and the SIN record ask, with the home address."""

    address: Annotated[Address, Box("Address and postcode", mandatory=True)] = ""


class ChildProfile(Child):
    """A child as Appendices 2 and 3 describe it."""

    age_at_incident: Annotated[Detail, Box("Age at time of incident")] = ""
    gender: Annotated[Detail, Box("Gender")] = ""
    ethnicity: Annotated[Detail, Box("Ethnicity")] = ""
    nationality: Annotated[Detail, Box("Nationality")] = ""


class Adult(Named):
    """A parent or another significant adult."""

    shown_as: ClassVar[str] = "Adult"

    relationship: Annotated[Detail, Box("Relationship to the child", mandatory=True)] = ""
    address: Annotated[Address, Box("Address and postcode")] = ""


class Sibling(Named):
    """A brother, sister or other child of the household."""

    shown_as: ClassVar[str] = "Sibling"

    relationship: Annotated[Detail, Box("Relationship to the child")] = ""
    in_scope: Annotated[Answer, Box("Is the sibling in the scope of the review?", mandatory=True)] = None


class Professional(Piece):
    """Somebody who fills in, raises or presents, with the agency they speak for."""

    name: Annotated[Name, Box("Name", mandatory=True)] = ""
    role: Annotated[Line, Box("Role", mandatory=True)] = ""
    agency: Annotated[Line, Box("Agency", mandatory=True)] = ""
    agency_ref: Annotated[AgencyRef, Box("The agency's reference in the directory")] = ""


class Contact(Piece):
    """A professional who can be reached."""

    name: Annotated[Name, Box("Name", mandatory=True)] = ""
    role: Annotated[Line, Box("Role", mandatory=True)] = ""
    email: Annotated[Email, Box("E-mail", mandatory=True)] = ""
    telephone: Annotated[Telephone, Box("Phone number", mandatory=True)] = ""


class InvolvedWorker(Piece):
    """An agency known to be involved, and its worker."""

    shown_as: ClassVar[str] = "Agency involved"

    worker: Annotated[Name, Box("Name of worker")] = ""
    agency: Annotated[Line, Box("Agency", mandatory=True)] = ""
    agency_ref: Annotated[AgencyRef, Box("The agency's reference in the directory")] = ""


def ages(
    children: Iterable[Named], incident_on: date | None, today: date, oldest: int = ADULT_AT - 1
) -> Iterable[Conflict]:
    """Dates of birth after the incident, or of somebody too old for the form (years, on the incident's date)."""
    for number, child in enumerate(children):
        field, born = f"children.{number}.date_of_birth", child.date_of_birth
        if born is None:
            continue
        if incident_on is not None and born > incident_on:
            yield Conflict(field, "is after the incident", "Check it against the date of the incident.")
        elif age_in_years(born, incident_on or today) > oldest:
            when = "on the date of the incident" if incident_on else "today, and no date of an incident is given"
            yield Conflict(
                field, f"makes the person older than {oldest} {when}", "Check the year, and the date of the incident."
            )
