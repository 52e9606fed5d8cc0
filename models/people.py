"""Who takes part: roles, statutory partners and the way a letter or a decision names them (K1, N15).

People and agencies are known here by opaque references only (``P-0007``, ``A-012``); their names and
addresses live in the register.
"""

from __future__ import annotations

from enum import StrEnum

from models.message import Message


class Partner(StrEnum):
    """The three statutory safeguarding partners (the health body's name is data with dates)."""

    CHILDRENS_SOCIAL_CARE = "childrens_social_care"
    HEALTH = "health"
    CONSTABULARY = "constabulary"


class Role(StrEnum):
    """The capacity in which somebody acts."""

    COORDINATOR = "coordinator"  # Statutory Review Coordinator
    BUSINESS_MANAGER = "business_manager"
    QIIP_MEMBER = "qiip_member"  # a statutory partner's member of the QiiP
    QIIP_CHAIR = "qiip_chair"
    MANAGEMENT_GROUP_CHAIR = "management_group_chair"
    EXECUTIVE = "executive"
    INDEPENDENT_CHAIR = "independent_chair"
    LEAD_REVIEWER = "lead_reviewer"
    AGENCY_CONTACT = "agency_contact"  # the agency's QiiP contact
    SAFEGUARDING_LEAD = "safeguarding_lead"  # the agency's, to whom a missing return escalates
    LA_REPRESENTATIVE = "la_representative"  # gives the National Panel the SIN
    DESIGNATED_DOCTOR = "designated_doctor"
    SCRUTINEER = "scrutineer"
    SERVICE = "service"  # the system itself, when a clock acts


class Actor(Message):
    """Who decided or reported something, and in which capacity. Put together at the door, never typed."""

    person: str
    role: Role
    partner: Partner | None = None
    agency: str | None = None
    deputy_for: str | None = None


SERVICE = Actor(person="service", role=Role.SERVICE)


def to_role(role: Role) -> str:
    """The recipient reference of whoever holds a role in the partnership."""
    return f"role:{role}"


def to_partner(partner: Partner) -> str:
    """The recipient reference of a statutory partner's QiiP member."""
    return f"partner:{partner}"


def to_deputy(partner: Partner) -> str:
    """The recipient reference of the named deputy of a partner's QiiP member."""
    return f"deputy:{partner}"


def to_agency(agency: str) -> str:
    """The recipient reference of an agency's QiiP contact."""
    return f"agency:{agency}"


def to_lead(agency: str) -> str:
    """The recipient reference of an agency's safeguarding lead."""
    return f"lead:{agency}"


def to_person(person: str) -> str:
    """The recipient reference of one person."""
    return f"person:{person}"


NATIONAL_PANEL = "body:national_panel"
SECRETARY_OF_STATE = "body:secretary_of_state"
CDOP = "body:cdop"
