"""The answers one can choose, in words: every enumeration of the forms and messages (K4)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from admin.forms.questions import NOT_KNOWN, Option
from models.case import CaseKind, DeathKind, Part, ReviewAsked
from models.forms.alte_referral import BecomesKind
from models.forms.appendix_3 import Recommended
from models.forms.events import PlanCategory
from models.forms.fields import YesNo, YesNoNA
from models.forms.lcspr import ToldHow
from models.forms.learning import LearningTag
from models.forms.wt_checklist import Result
from models.messages.panel_reply import Reply
from models.messages.publication import HoldKind, Recipient
from models.messages.rapid_review import Attendance, Capacity, ReturnAnswer
from models.methodologies import METHODOLOGIES
from models.people import Partner, Role
from models.wording import BODIES, CAPACITIES, PARTNERS, ROLES, STEPS

PROCESSES: Mapping[str, str] = {
    "cdr": "Child Death Review",
    "alte": "ALTE review",
    "mnsi": "Maternity and Newborn Safety Investigation",
    "criminal": "Criminal investigation or trial",
    "inquest": "Inquest",
    "care": "Care proceedings",
    "dardr": "Domestic abuse related death review",
    "sar": "Safeguarding Adults Review",
    "mappa": "MAPPA serious case review",
    "lado": "LADO (allegation against a professional)",
    "psii": "NHS Patient Safety Incident Investigation",
    "iopc": "Independent Office for Police Conduct",
}
_WORDS: Mapping[type[Enum], Mapping[str, str]] = {
    DeathKind: {
        "unexpected": "Unexpected death",
        "alte": "Acute life-threatening event (ALTE)",
        "early_neonatal": "Early neonatal death (0 to 6 days)",
        "neonatal": "Neonatal death (under 28 days, or never left hospital)",
        "expected": "Expected death",
        "not_a_death": "Not a death",
    },
    YesNo: {"yes": "Yes", "no": "No"},
    YesNoNA: {"yes": "Yes", "no": "No", "na": "Not applicable"},
    ReviewAsked: {"rapid_review": "A Rapid Review", "alte": "An ALTE review", "both": "Both"},
    PlanCategory: {
        "neglect": "Neglect",
        "physical_abuse": "Physical abuse",
        "sexual_abuse": "Sexual abuse",
        "emotional_abuse": "Emotional abuse",
        "multiple": "More than one",
        "not_known": "Not known",
    },
    Partner: PARTNERS,
    Capacity: CAPACITIES,
    Role: ROLES,
    CaseKind: {
        "sin": "Serious Incident Notification (a Rapid Review follows)",
        "looked_after_death": "Death of a looked-after child without suspected abuse (record only)",
        "care_leaver_death": "Death of a care leaver up to 24 (record only)",
    },
    BecomesKind: {"sin": "Serious Incident Notification", "cfc": "Case for Consideration"},
    Attendance: {
        "attended": "Attended",
        "apologies": "Sent apologies",
        "absent": "Absent",
        "substitute": "Came as a substitute",
    },
    LearningTag: {"single_agency": "Single agency", "multi_agency": "Multi-agency"},
    Recommended: {
        "implement_learning": "Implement the learning: no LCSPR",
        "proceed_to_lcspr": "Proceed to a LCSPR",
    },
    Result: {"passed": "Passed", "failed": "Failed"},
    ToldHow: {"in_person": "In person", "telephone": "By telephone", "video": "By video", "letter": "By letter"},
    Part: {
        "review": "The case as a whole",
        "threshold": "Threshold",
        "rapid-review": "Rapid Review",
        "panel-reply": "The National Panel's reply",
        "lcspr": "LCSPR",
        "publication": "Publication",
        "learning": "Learning",
    },
    ReturnAnswer: {"full": "Full return", "partial": "Partial return", "no_records": "No Records"},
    Reply: {
        "agrees": "It agrees",
        "queries": "It has queries",
        "disagrees": "It disagrees about the LCSPR",
        "national_review": "It begins a national review",
    },
    Recipient: BODIES,
    HoldKind: {
        "panel_comment": "A comment of the National Panel",
        "secretary_of_state_comment": "A comment of the Secretary of State",
        "court_order": "A court order",
        "proceedings": "Proceedings that would be harmed",
    },
}
# fields of messages that hold a code out of a list, although their type is a plain text
CODES: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("link_process", "process"): PROCESSES,
    ("set_methodology", "methodology"): METHODOLOGIES,
    ("extend_step", "step"): {
        step: STEPS[step] for step in (
            "chair", "requests", "returns", "chronology", "panel", "report", "check", "sign_off", "submission"
        )
    },
}  # fmt: skip
YES_OR_NO = (Option("yes", "Yes"), Option("no", "No"))
UNKNOWN = Option(NOT_KNOWN, "Not known yet")
NEVER_CHOSEN = frozenset({Role.SERVICE, CaseKind.CFC})


def enum_options(kind: type[Enum]) -> tuple[Option, ...]:
    """The members of an enumeration with their words."""
    words = _WORDS.get(kind, {})
    shown = (member for member in kind if kind not in (Role, CaseKind) or member not in NEVER_CHOSEN)
    return tuple(Option(str(member.value), _sentence(words.get(member.value) or _plain(member))) for member in shown)


def code_options(message: str, name: str) -> tuple[Option, ...]:
    """The codes a field of a message takes, where it takes some out of a list."""
    return tuple(Option(code, _sentence(words)) for code, words in CODES.get((message, name), {}).items())


def _plain(member: Enum) -> str:
    return str(member.value).replace("_", " ")


def _sentence(words: str) -> str:
    bare = words.removeprefix("the ") if words in set(PARTNERS.values()) | set(CAPACITIES.values()) else words
    return bare[:1].upper() + bare[1:]
