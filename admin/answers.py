"""What somebody answered, as text to read: dates as London says them, choices in words, blanks as blanks."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import Enum

from admin.filters import day, instant

_WORDS = {"yes": "Yes", "no": "No", "na": "Not applicable"}


def answer_words(value: object) -> str:
    """An answer of a form as one text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Enum):
        return _WORDS.get(str(value.value), str(value.value).replace("_", " "))
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, tuple | list):
        return ", ".join(answer_words(each) for each in value)
    return str(value)
