"""What a Rapid Review Report must have: its eight sections, and the Business Manager's check (R9, R10, R13).

:func:`blank_sections` works on the codes of gaps that travel with a report's reference; :func:`advise` reads
the report itself, at the door, and proposes how each item of the check stands. A person decides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from models.learning_actions import smart_flaws

if TYPE_CHECKING:
    from models.forms.appendix_3 import RapidReviewReport

SECTIONS = {
    "family_background": "1. Family background",
    "rapid_review": "2. Rapid Review details",
    "case_under_review": "3. Report on case under review",
    "other_information": "4. Other relevant information",
    "learning": "5. Identified learning",
    "recommendation": "6. Recommendation",
    "national_themes": "7. Themes of potential national interest",
    "lcspr": "8. Decision to proceed to LCSPR",
}

CHECKS = {
    "concise_statement": "Is there a concise statement of what happened?",
    "key_events": "Are the key events set out?",
    "kloes_answered": "Do the key questions answer the key lines of enquiry?",
    "analysis": "Is the analysis detailed and sufficient?",
    "learning_tied_to_analysis": "Is each learning point tied to the analysis?",
    "learning_tagged": "Is each learning point tagged single or multi-agency?",
    "smart_actions": "Is each action SMART, with an owner and a date?",
    "other_children": "Are other children considered?",
    "plan_history": "Is the history of plans given?",
    "complex_abuse": "Is a link to complex abuse answered?",
    "medical_details": "Are the medical details given?",
    "protected_characteristics": "Are protected characteristics considered?",
    "lcspr_rationale": "Is the LCSPR decision given with its rationale?",
    "national_themes": "Are national themes considered?",
    "attendance": "Is attendance recorded against nominations?",
    "return_gaps": "Are gaps in the returns named?",
}

_CONCISE_WORDS = 600

# which blanks of the report fail which item
_FAILED_BY = {
    "concise_statement": ("case_under_review.concise_statement",),
    "key_events": ("case_under_review.key_events",),
    "kloes_answered": ("case_under_review.key_questions",),
    "analysis": ("case_under_review.appraisal",),
    "other_children": ("other_information.other_children",),
    "plan_history": (
        "other_information.cp_plan_at_incident",
        "other_information.cp_plan_before",
        "other_information.plan_history",
    ),
    "complex_abuse": ("other_information.complex_abuse",),
    "medical_details": ("other_information.medical_details",),
    "protected_characteristics": ("case_under_review.protected_characteristics",),
    "lcspr_rationale": ("lcspr.", "recommendation."),
    "national_themes": ("national_themes",),
    "attendance": ("rapid_review.attendees",),
    "return_gaps": ("other_information.gaps_in_returns",),
}


def section_of(gap: str) -> str:
    """The section of the report a gap's path lies in."""
    return gap.split(".")[0]


def blank_sections(gaps: Iterable[str]) -> tuple[str, ...]:
    """The sections with a mandatory blank, in the order of Appendix 3; empty means it may be submitted (R13)."""
    found = {section_of(gap) for gap in gaps}
    return tuple(section for section in SECTIONS if section in found)


def not_passed(results: dict[str, bool | None]) -> tuple[str, ...]:
    """The items of the check that failed or were not answered: a blank passes nothing (R10)."""
    return tuple(code for code in CHECKS if results.get(code) is not True)


def advise(
    report: RapidReviewReport, kloes: int, missing_returns: Collection[str], agreed_on: date
) -> dict[str, tuple[str, ...]]:
    """What the machine sees against each item: codes of flaws by item; items without a flaw are left out.

    ``kloes`` is how many lines of enquiry were settled, ``missing_returns`` the agencies that never
    answered, ``agreed_on`` the day (London) by which actions must not be due already.
    """
    flaws: dict[str, list[str]] = {code: [] for code in CHECKS}
    gaps = report.gaps()
    for code, paths in _FAILED_BY.items():
        flaws[code] += [gap for gap in gaps if gap.startswith(tuple(paths))]
    if len(report.case_under_review.concise_statement.split()) > _CONCISE_WORDS:
        flaws["concise_statement"].append("longer_than_600_words")
    flaws["kloes_answered"] += [f"kloe_{number}_unanswered" for number in _unanswered(report, kloes)]
    flaws["return_gaps"] += _unnamed(report, missing_returns)
    _look_at_learning(report, agreed_on, flaws)
    return {code: tuple(found) for code, found in flaws.items() if found}


def _unanswered(report: RapidReviewReport, kloes: int) -> Sequence[int]:
    answered = {
        int(number)
        for each in report.case_under_review.key_questions
        for number in each.kloe.replace(",", " ").split()
        if number.isdecimal()
    }
    return [number for number in range(1, kloes + 1) if number not in answered]


def _unnamed(report: RapidReviewReport, missing_returns: Collection[str]) -> list[str]:
    named = set(report.other_information.missing_returns)
    return [f"{agency}_not_named" for agency in sorted(set(missing_returns) - named)]


def _look_at_learning(report: RapidReviewReport, agreed_on: date, flaws: dict[str, list[str]]) -> None:
    for number, learned in enumerate(report.learning, start=1):
        if not learned.from_analysis:
            flaws["learning_tied_to_analysis"].append(f"learning_{number}")
        if learned.tag is None:
            flaws["learning_tagged"].append(f"learning_{number}")
        if not learned.actions:
            flaws["smart_actions"].append(f"learning_{number}_without_action")
        for place, each in enumerate(learned.actions, start=1):
            found = smart_flaws(each.action, each.owner, each.due, each.measure, agreed_on)
            flaws["smart_actions"] += [f"learning_{number}_action_{place}_{flaw}" for flaw in found]
