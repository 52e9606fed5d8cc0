"""Codes in words: dates, roles, partners, steps, checks and outcomes as letters and pages say them (E1).

Workflows and events hold codes; people read these words. The words are the Document's own terms. An
unknown code is shown with its underscores as spaces, so that a new code never stops a letter.
Dates are Europe/London dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from models.people import Partner, Role
from models.stages import LATER_STAGES

LONDON = ZoneInfo("Europe/London")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

PARTNERS: Mapping[str, str] = MappingProxyType(
    {
        Partner.CHILDRENS_SOCIAL_CARE: "Children's Social Care",
        Partner.HEALTH: "the health partner",
        Partner.CONSTABULARY: "the Constabulary",
    }
)
ROLES: Mapping[str, str] = MappingProxyType(
    {
        Role.COORDINATOR: "Statutory Review Coordinator",
        Role.BUSINESS_MANAGER: "Business Manager",
        Role.QIIP_MEMBER: "QiiP member",
        Role.QIIP_CHAIR: "QiiP Chair",
        Role.MANAGEMENT_GROUP_CHAIR: "Management Group Chair",
        Role.EXECUTIVE: "Executive",
        Role.INDEPENDENT_CHAIR: "Independent Chair",
        Role.LEAD_REVIEWER: "Lead Reviewer",
        Role.AGENCY_CONTACT: "agency's QiiP contact",
        Role.SAFEGUARDING_LEAD: "agency's safeguarding lead",
        Role.LA_REPRESENTATIVE: "local authority's representative",
        Role.DESIGNATED_DOCTOR: "Designated Doctor",
        Role.SCRUTINEER: "scrutineer",
        Role.SERVICE: "the review system",
    }
)
OF_THE_CASE: Mapping[str, str] = MappingProxyType(
    {"referrer": "referrer of this case", "presenter": "presenter of this case"}
)
BODIES: Mapping[str, str] = MappingProxyType(
    {"national_panel": "National Panel", "secretary_of_state": "Secretary of State", "cdop": "CDOP"}
)
CAPACITIES: Mapping[str, str] = MappingProxyType({**PARTNERS, "qiip_chair": "the QiiP Chair"})
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "sin": "Serious Incident Notification (SIN)",
        "cfc": "Case for Consideration (CFC)",
        "looked_after_death": "notification that needs no Rapid Review",
        "care_leaver_death": "notification that needs no Rapid Review",
    }
)
STEPS: Mapping[str, str] = MappingProxyType(
    {
        "sin_notification": "notification of the National Panel",
        "ballot": "vote of the statutory partners",
        "cascade": "cascade of the decision to proceed",
        "chair": "commissioning of the Independent Chair",
        "requests": "information requests",
        "returns": "agency returns",
        "chronology": "integrated chronology and key lines of enquiry",
        "panel": "Rapid Review Panel",
        "report": "Rapid Review Report",
        "check": "check against Working Together",
        "sign_off": "sign-off",
        "submission": "submission to the National Panel",
        "acknowledgement": "acknowledgement by the National Panel",
        "reply": "reply of the National Panel",
        "answer": "answer to the National Panel's queries",
        "methodology": "methodology, terms of reference and scope",
        "reviewer": "appointment of the Lead Reviewer",
        "draft": "first draft and response plan",
        "agency_sign_off": "agency sign-off of the draft",
        "endorsement": "endorsement by the Management Group",
        "executive_sign_off": "sign-off by the Executive",
        "send_to_panel": "sending to the National Panel",
        "publication": "publication",
        "wait": "wait before publication",
        "availability": "year of public availability",
        "action": "learning action",
    }
)
STAGES: Mapping[str, str] = MappingProxyType(
    {
        "commissioning_chair": "commissioning the Independent Chair",
        "agency_returns": "agency returns",
        "chronology_and_kloes": "chronology and key lines of enquiry",
        "rapid_review_panel": "Rapid Review Panel",
        "report": "Rapid Review Report",
        "check": "check against Working Together",
        "sign_off": "sign-off",
        "executive_decision": "decision of the Executive",
        "submission": "submission to the National Panel",
        "ended": "ended",
        "rapid_review": "Rapid Review",
        "alte_with_cdop": "ALTE review, with the CDOP",
        "acknowledgement": "acknowledgement by the National Panel",
        "immediate_actions": "immediate actions",
        "lcspr": "LCSPR",
        **LATER_STAGES,
    }
)
OUTCOMES: Mapping[str, str] = MappingProxyType(
    {
        "record_only": "kept on record; no Rapid Review was needed",
        "child_death_review": "handed to another statutory process",
        "alte_only": "handed over to the CDOP",
        "no_rapid_review": "no Rapid Review",
        "stood_down": "stood down",
        "learning_implemented": "learning implemented, no LCSPR",
        "lcspr_published": "LCSPR published",
        "lcspr_not_published": "LCSPR not published; improvements published instead",
    }
)
BASES: Mapping[str, str] = MappingProxyType(
    {
        "sin": "A Serious Incident Notification always leads to a Rapid Review",
        "all_yes": "All three statutory partners said Yes",
        "split": "The vote was split, and on a split decision the presumption is to proceed",
        "presumption": "Votes were missing at the deadline, and the presumption is then to proceed",
        "superseded": "A Serious Incident Notification arrived and replaced the vote",
    }
)
_ELSEWHERE = "the case belongs to another statutory process and need not go on here"
_ON = "the case may meet the threshold and should go on"
ADVICE: Mapping[str, str] = MappingProxyType(
    {
        # by kind of event (N7), which itself is never named in a letter
        "unexpected": _ON,
        "alte": _ON,
        "not_a_death": _ON,
        "early_neonatal": _ELSEWHERE,
        "neonatal": _ELSEWHERE,
        "expected": _ELSEWHERE,
        # by advice
        "proceed": _ON,
        "child_death_review": _ELSEWHERE,
        "person_decides": "a person must decide",
    }
)
REASONS: Mapping[str, str] = MappingProxyType(
    {
        "calendar": "the calendar of working days has changed",
        "bank_holiday": "a bank holiday has been proclaimed",
        "holiday": "a bank holiday has been proclaimed",
        "closure": "the partnership has a local closure day",
        "local_closure": "the partnership has a local closure day",
        "panel_moved": "the panel meets on another day",
        "notification_corrected": "the day of notification was corrected",
        "correction": "the day of notification was corrected",
        "panel_date": "the National Panel gave its expected date",
        "extension": "a step was given more working days",
        "pause": "the internal plan was paused",
        "resume": "the pause of the internal plan has ended",
    }
)
LATENESS: Mapping[str, str] = MappingProxyType(
    {
        "on_time": "in time",
        "in_time": "in time",
        "late": "after its due date, which is recorded",
        "corrected": "as a correction of an earlier return",
    }
)
CHECKS: Mapping[str, str] = MappingProxyType(
    {
        "concise_statement": "a concise statement of the case",
        "key_events": "the key events",
        "kloes_answered": "every key line of enquiry answered",
        "analysis": "a detailed and sufficient analysis",
        "learning_tied_to_analysis": "learning tied to the analysis",
        "learning_tagged": "learning marked single-agency or multi-agency",
        "smart_actions": "SMART actions with an owner and a date",
        "other_children": "other children considered",
        "plan_history": "the history of plans",
        "complex_abuse": "links with a complex investigation considered",
        "medical_details": "medical details",
        "protected_characteristics": "protected characteristics considered",
        "lcspr_rationale": "the LCSPR decision with its rationale",
        "national_themes": "themes of national interest",
        "attendance": "attendance recorded against nominations",
        "return_gaps": "gaps in the agency returns named",
    }
)


def words(table: Mapping[str, str], code: str) -> str:
    """What a code is called; an unknown one with spaces for underscores."""
    return table.get(code) or code.replace("_", " ")


def listed(items: Iterable[str]) -> str:
    """Several things in a sentence: ``a, b and c``."""
    *most, last = tuple(items) or ("",)
    return f"{', '.join(most)} and {last}" if most else last


def counted(number: int, one: str, many: str) -> str:
    """``1 agency``, ``2 agencies``."""
    return f"{number} {one if number == 1 else many}"


def day_words(day: date) -> str:
    """A day as subjects say it: ``Tuesday 15 December``."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def date_words(day: date) -> str:
    """A date as letters say it, whatever the machine's locale: ``Tuesday 15 December 2026``."""
    return f"{day_words(day)} {day.year}"


def instant_words(at: datetime) -> str:
    """An instant on London's clocks: ``Tuesday 15 December 2026, 17:00``."""
    local = at.astimezone(LONDON)
    return f"{date_words(local.date())}, {local:%H:%M}"


def recipient_words(reference: str) -> str:
    """The title by which a letter addresses a recipient reference; never a name (N15)."""
    kind, _, who = reference.partition("/")[0].partition(":")
    titles = {
        "role": f"the {words({**ROLES, **OF_THE_CASE}, who)}",
        "partner": f"the QiiP member for {words(PARTNERS, who)}",
        "deputy": f"the deputy QiiP member for {words(PARTNERS, who)}",
        "agency": "your agency's QiiP contact",
        "lead": "your agency's safeguarding lead",
        "body": f"the {words(BODIES, who)}",
    }
    return titles.get(kind, "you, who are concerned with this case")
