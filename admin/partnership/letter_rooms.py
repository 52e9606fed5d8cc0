"""The letters by the part of the process they belong to, and to whom each is looked at (E1)."""

from __future__ import annotations

from dataclasses import dataclass

from admin.case.letter_words import LETTERS
from admin.partnership.offices import capital
from models.letters import PURPOSES, Purpose
from models.people import NATIONAL_PANEL

ROOMS = {
    "review": "The case as a whole",
    "threshold": "Threshold",
    "rapid_review": "Rapid Review",
    "panel_reply": "The National Panel's reply",
    "lcspr": "LCSPR",
    "publication": "Publication",
    "learning": "Learning",
}
READERS = {
    "role:coordinator": "the Coordinator",
    "role:independent_chair": "the Independent Chair",
    "partner:health": "a statutory partner's QiiP member",
    "agency:A-010": "an agency's QiiP contact",
    "lead:A-010": "an agency's safeguarding lead",
    NATIONAL_PANEL: "the National Panel",
}
_USUAL = {
    "agency:A-010": (
        "information_",
        "request_",
        "return_",
        "nominee_",
        "draft_for",
        "agency_sign",
        "action_",
        "stood_",
    ),
    "lead:A-010": ("return_escalated",),
    "partner:health": ("ballot_", "vote_", "cascade_", "sign_off_", "decision_to_proceed", "publication_plan"),
    NATIONAL_PANEL: ("delay_notice", "report_sent_to_panel", "report_submitted", "not_published"),
    "role:independent_chair": ("chair_commissioned", "chronology_", "report_due", "report_returned", "returns_inc"),
}


@dataclass(frozen=True)
class LetterLine:
    """A letter in the list: its name in words, its purpose."""

    words: str
    purpose: Purpose


def letters_by_room() -> list[tuple[str, list[LetterLine]]]:
    """Every letter, room by room, in the order of the process."""
    found: dict[str, list[LetterLine]] = {room: [] for room in ROOMS}
    for purpose in PURPOSES.values():
        found[purpose.room].append(LetterLine(words_of(purpose), purpose))
    return [(ROOMS[room], lines) for room, lines in found.items()]


def words_of(purpose: Purpose) -> str:
    """A letter's name in words."""
    return capital(LETTERS[purpose.name])


def reader_of(purpose: Purpose, asked: str) -> str:
    """Whom the sample is addressed to: whoever was asked for, or who usually gets it."""
    if asked in READERS:
        return asked
    usual = [to for to, begins in _USUAL.items() if purpose.name.startswith(begins)]
    return usual[-1] if usual else "role:coordinator"
