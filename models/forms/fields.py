"""What can stand in a box of a form: one strict type per kind of answer (K4).

Each type refuses what is unusable and says how to mend it; a box left blank is never an error (N4).
Texts are trimmed at both ends and otherwise kept as typed, in any script.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time
from enum import StrEnum
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    Field,
    PlainSerializer,
    StringConstraints,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError

SHORT = 200
NAME = 500
NARRATIVE = 20_000
ROWS = 200

_EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
_TELEPHONE = re.compile(r"\+?[0-9() .-]{5,30}(?:\s?(?:ext\.?|x)\s?[0-9]{1,6})?", re.IGNORECASE)
_WEB_ADDRESS = re.compile(r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})(?::[0-9]{1,5})?(?:/[!-~]*)?")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_OVERRIDES = "\u202a\u202b\u202d\u202e"  # they would make a page show other than what was typed


class YesNo(StrEnum):
    YES = "yes"
    NO = "no"


class YesNoNA(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "na"


class Leaf:
    """What kind of answer a box takes, and whether it tells of a person."""

    def __init__(self, kind: str, personal: bool = False) -> None:
        self.kind = kind
        self.personal = personal


class Box:
    """A box of a form: the label printed beside it, and whether a blank is asked for (N4)."""

    def __init__(self, label: str, mandatory: bool = False) -> None:
        self.label = label
        self.mandatory = mandatory


def unusable(problem: str, mend: str) -> PydanticCustomError:
    """What a type raises; the value itself is never part of it."""
    return PydanticCustomError("unusable", "{problem}", {"problem": problem, "mend": mend})


def _one_kind_of_line_end(text: Any) -> Any:
    return text.replace("\r\n", "\n").replace("\r", "\n") if isinstance(text, str) else text


def _readable(text: str, allowed: str) -> str:
    for letter in text:
        if (unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") and letter not in allowed) or letter in _OVERRIDES:
            raise unusable(
                f"has a character that cannot be shown (U+{ord(letter):04X})",
                "Type the text again, or paste it as plain text.",
            )
    return text


def _one_line(text: str) -> str:
    if "\n" in text or "\t" in text:
        raise unusable("has more than one line", "Write it on one line, without tabs.")
    return _readable(text, "")


def _lines(text: str) -> str:
    return _readable(text, "\n\t")


def _email(text: str) -> str:
    if text and not (len(text) <= 254 and _EMAIL.fullmatch(text) and ".." not in text):
        raise unusable("is not one e-mail address", "Give one address such as name@agency.example, nothing else.")
    return text


def _telephone(text: str) -> str:
    digits = sum(letter.isdigit() for letter in text)
    if text and not (_TELEPHONE.fullmatch(text) and 5 <= digits <= 20):
        raise unusable("is not one telephone number", "Give one number such as 01632 960 123 or +44 1632 960123.")
    return text


def _web_address(text: str) -> str:
    if text and not _WEB_ADDRESS.fullmatch(text):
        raise unusable("is not a web address", "Give the whole address, beginning with https://")
    return text


def _agency_ref(text: str) -> str:
    if text and not re.fullmatch(r"A-[0-9]{3,5}", text):
        raise unusable("is not the reference of an agency", "Give a reference of the directory such as A-012.")
    return text


def _as_day(value: Any) -> Any:
    if value is None or type(value) is date:
        return value
    mend = "Give a day of the calendar as year-month-day, such as 2026-03-27."
    if not isinstance(value, str) or not _ISO_DAY.fullmatch(value.strip()):
        raise unusable("is not a date", mend)
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise unusable("is a date that does not exist", mend) from None


def _sane(day: date | None) -> date | None:
    if day is not None and not 1900 <= day.year <= 2100:
        raise unusable("is a date before 1900 or after 2100", "Check the year: four digits, such as 2026.")
    return day


def _not_in_future(day: date | None, info: ValidationInfo) -> date | None:
    today = (info.context or {}).get("today")
    if day is not None and today is not None and day > today:
        raise unusable("is in the future", f"Give a date no later than {today.isoformat()}.")
    return _sane(day)


def _as_moment(value: Any) -> Any:
    if value is None or isinstance(value, datetime):
        return value
    mend = "Give date, hour and zone, such as 2026-03-27T14:30:00+00:00."
    if not isinstance(value, str) or "T" not in value:
        raise unusable("is not a date with a time", mend)
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        raise unusable("is not a date with a time", mend) from None
    if moment.tzinfo is None:
        raise unusable("says no time zone", mend)
    _sane(moment.date())
    return moment


def _as_clock(value: Any) -> Any:
    if value is None or isinstance(value, time):
        return value
    found = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise unusable("is not a time of day", "Give hours and minutes, such as 09:05 or 17:30.")
    return time(int(found[1]), int(found[2]))


def _clock_as_typed(hour: time | None) -> str | None:
    return None if hour is None else f"{hour:%H:%M}"


_SPELLINGS = {"y": "yes", "yes": "yes", "n": "no", "no": "no", "na": "na", "n/a": "na"}


def _as_yes_no(value: Any) -> Any:
    if isinstance(value, YesNo) or value is None:
        return value
    spelled = _spelled(value)
    if spelled not in ("yes", "no"):
        raise unusable("is neither Yes nor No", "Answer yes or no (or leave it blank if not known).")
    return YesNo(spelled)


def _as_yes_no_na(value: Any) -> Any:
    if isinstance(value, YesNoNA) or value is None:
        return value
    spelled = _spelled(value)
    if spelled is None:
        raise unusable("is none of Yes, No and NA", "Answer yes, no or na (or leave it blank if not known).")
    return YesNoNA(spelled)


def _spelled(value: Any) -> str | None:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _SPELLINGS.get(value.strip().lower()) if isinstance(value, str) else None


def _text(longest: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, max_length=longest)


Line = Annotated[str, _text(SHORT), AfterValidator(_one_line), Leaf("line")]  # says nothing of the family
Detail = Annotated[str, _text(SHORT), AfterValidator(_one_line), Leaf("detail", personal=True)]
Name = Annotated[str, _text(NAME), AfterValidator(_one_line), Leaf("name", personal=True)]
Narrative = Annotated[
    str, BeforeValidator(_one_kind_of_line_end), _text(NARRATIVE), AfterValidator(_lines), Leaf("narrative", True)
]
Address = Annotated[
    str, BeforeValidator(_one_kind_of_line_end), _text(SHORT * 2), AfterValidator(_lines), Leaf("address", True)
]
Email = Annotated[str, _text(SHORT * 2), AfterValidator(_one_line), AfterValidator(_email), Leaf("email", True)]
Telephone = Annotated[str, _text(SHORT), AfterValidator(_one_line), AfterValidator(_telephone), Leaf("telephone", True)]
WebAddress = Annotated[str, _text(2000), AfterValidator(_one_line), AfterValidator(_web_address), Leaf("web_address")]
AgencyRef = Annotated[str, _text(SHORT), AfterValidator(_agency_ref), Leaf("agency_ref")]
Day = Annotated[date | None, BeforeValidator(_as_day), AfterValidator(_sane), Leaf("day")]
PastDay = Annotated[date | None, BeforeValidator(_as_day), AfterValidator(_not_in_future), Leaf("past_day")]
BirthDay = Annotated[date | None, BeforeValidator(_as_day), AfterValidator(_not_in_future), Leaf("birthday", True)]
Moment = Annotated[AwareDatetime | None, BeforeValidator(_as_moment), Leaf("moment")]
Clock = Annotated[time | None, BeforeValidator(_as_clock), PlainSerializer(_clock_as_typed), Leaf("clock")]
Answer = Annotated[YesNo | None, BeforeValidator(_as_yes_no), Leaf("yes_no")]
AnswerOrNA = Annotated[YesNoNA | None, BeforeValidator(_as_yes_no_na), Leaf("yes_no_na")]
Number = Annotated[int | None, Field(ge=1, le=9999), Leaf("number")]
AgencyRefs = Annotated[tuple[AgencyRef, ...], Field(max_length=ROWS), Leaf("agency_refs")]
CHOICE = Leaf("choice")
