"""The facts a letter may state, from codes to words (E1, N15).

Each fact has words for when it is not given, so that a letter never fails for want of a detail that the
case page shows anyway.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType

from models import wording

Words = str | bool | tuple[str, ...]

ON_THE_PAGE = "(see the case page)"
DAY_ON_THE_PAGE = "the day shown on the case page"
ADVICE_ON_THE_PAGE = "see the case page"
GROUND_ON_THE_PAGE = "The case page shows on what ground"
REASON_ON_THE_PAGE = "what they are counted from has changed"


def _codes(value: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in value.split(",") if code.strip())


def _plain(value: str) -> str:
    return value


def _version(value: str) -> str:
    return f"version {value}"


def _yes(value: str) -> bool:
    return value.lower() in {"yes", "true", "1"}


def _day(value: str) -> str:
    if "T" in value:
        return wording.instant_words(datetime.fromisoformat(value))
    return wording.date_words(date.fromisoformat(value))


def _from(table: Mapping[str, str]) -> Callable[[str], str]:
    return lambda value: wording.words(table, value)


def _only_from(table: Mapping[str, str], otherwise: str) -> Callable[[str], str]:
    return lambda value: table.get(value, otherwise)


def _all_from(table: Mapping[str, str]) -> Callable[[str], str]:
    return lambda value: wording.listed(wording.words(table, code) for code in _codes(value))


def _each_from(table: Mapping[str, str]) -> Callable[[str], tuple[str, ...]]:
    return lambda value: tuple(wording.words(table, code) for code in _codes(value))


def _agencies(value: str) -> str:
    """How many agencies: which ones stays on the page, for an agency's name can name a family."""
    return wording.counted(len(_codes(value)), "agency", "agencies")


def _fields(value: str) -> tuple[str, ...]:
    """Field paths of a form as its labels: ``children.0.date_of_birth`` is ``children 1: date of birth``."""
    return tuple(_field(path) for path in _codes(value))


def _field(path: str) -> str:
    named: list[str] = []
    for part in path.split("."):
        if part.isdigit() and named:
            named[-1] += f" {int(part) + 1}"
        else:
            named.append(part.replace("_", " "))
    return ": ".join(named)


def _address(value: str) -> str:
    if not value.startswith(("https://", "http://")):
        raise ValueError("a report's address starts with https://")
    return value


FACTS: Mapping[str, tuple[Callable[[str], Words], Words]] = MappingProxyType(
    {
        "kind": (_from(wording.KINDS), "notification"),
        "gaps": (_fields, ()),
        "action_number": (_plain, ON_THE_PAGE),
        "working_day": (_plain, "several"),
        "advice": (_only_from(wording.ADVICE, ADVICE_ON_THE_PAGE), ADVICE_ON_THE_PAGE),
        "basis": (_only_from(wording.BASES, GROUND_ON_THE_PAGE), GROUND_ON_THE_PAGE),
        "reason": (_only_from(wording.REASONS, REASON_ON_THE_PAGE), REASON_ON_THE_PAGE),
        "outcome": (_from(wording.OUTCOMES), "see the case page"),
        "votes_missing": (_all_from(wording.PARTNERS), "those shown on the case page"),
        "partners_missing": (_all_from(wording.PARTNERS), "those shown on the case page"),
        "signatures_missing": (_all_from(wording.CAPACITIES), "those shown on the case page"),
        "agencies_missing": (_agencies, "some"),
        "failed_checks": (_each_from(wording.CHECKS), ()),
        "short_notice": (_yes, False),
        "lateness": (_from(wording.LATENESS), "and is on record"),
        "return_version": (_version, "the current version"),
        "report_version": (_version, "the current version"),
        "meets_on": (_day, DAY_ON_THE_PAGE),
        "expected_on": (_day, DAY_ON_THE_PAGE),
        "forecast": (_day, DAY_ON_THE_PAGE),
        "review_on": (_day, DAY_ON_THE_PAGE),
        "earliest_on": (_day, DAY_ON_THE_PAGE),
        "until": (_day, DAY_ON_THE_PAGE),
        "due_on": (_day, DAY_ON_THE_PAGE),
        "address": (_address, ON_THE_PAGE),
        "findings": (_address, ON_THE_PAGE),
        "briefing": (_address, ON_THE_PAGE),
        "learning_material": (_address, ON_THE_PAGE),
        "sha256": (_plain, ON_THE_PAGE),
        "action": (_plain, ON_THE_PAGE),
        "code": (_plain, "on the page"),
    }
)


def fact_words(name: str, value: str | None) -> Words:
    """A fact in words; without a value, the words that point to the case page. ValueError: not such a fact."""
    translate, otherwise = FACTS[name]
    return translate(value) if value else otherwise
