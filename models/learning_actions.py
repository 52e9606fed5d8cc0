"""Is an action SMART: specific, measurable, owned, and due in time (R10, G1)?

A machine sees blanks, dates and vague verbs; whether an action is achievable and relevant a person judges.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

FEWEST_WORDS = 4

_VAGUE = re.compile(
    r"^(to )?(consider|explore|think about|look (at|into)|be aware|raise awareness|remind|try|note|reflect|"
    r"review whether|discuss)\b",
    re.IGNORECASE,
)


class SmartFlaw(StrEnum):
    """What an action lacks."""

    NOT_SPECIFIC = "not_specific"  # blank, a word or two, or a verb that ends in nothing done
    NOT_MEASURABLE = "not_measurable"  # no measure of success
    NOT_ASSIGNED = "not_assigned"  # no agency owns it
    NOT_TIME_BOUND = "not_time_bound"  # no date
    DUE_ALREADY = "due_already"  # its date is not after the day it is agreed


def is_vague(action: str) -> bool:
    """Does the action name nothing that will be done?"""
    return len(action.split()) < FEWEST_WORDS or _VAGUE.match(action.strip()) is not None


def smart_flaws(action: str, owner: str, due: date | None, measure: str, agreed_on: date) -> tuple[SmartFlaw, ...]:
    """What keeps an action from being SMART on the day it is agreed (a London date); empty if nothing."""
    flaws = {
        SmartFlaw.NOT_SPECIFIC: is_vague(action),
        SmartFlaw.NOT_MEASURABLE: not measure.strip(),
        SmartFlaw.NOT_ASSIGNED: not owner.strip(),
        SmartFlaw.NOT_TIME_BOUND: due is None,
        SmartFlaw.DUE_ALREADY: due is not None and due <= agreed_on,
    }
    return tuple(flaw for flaw, found in flaws.items() if found)
