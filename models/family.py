"""Children and their families as rules see them: ages, first days of life, and names compared (N7, N11, N12).

Names are kept exactly as typed, in any script; only comparison folds them, so that a name composed or
decomposed, with a straight or a curly apostrophe, with or without its accents, finds itself again.
Ages count in London dates.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

ADULT_AT = 18
CARE_LEAVER_UNTIL = 25  # N12: a care leaver "to 24", that is until the 25th birthday
EARLY_NEONATAL_DAYS = 7  # N7: 0-6 days
NEONATAL_DAYS = 28  # N7: under 28 days


def same_form(text: str) -> str:
    """The text in one Unicode form (NFC), in which equal names are equal strings."""
    return unicodedata.normalize("NFC", text)


def name_key(*names: str) -> str:
    """What two spellings of one name have in common: for comparing, never for showing.

    Case, accents of Latin letters, apostrophes, hyphens and the order of the parts do not count.
    """
    decomposed = unicodedata.normalize("NFKD", " ".join(names).casefold())
    # only the accents of European scripts: in others a mark can be a letter of the name
    plain = "".join(letter for letter in decomposed if not "\u0300" <= letter <= "\u036f")
    joined = re.sub(r"['\u2018\u2019\u02bc`\u00b4]", "", unicodedata.normalize("NFC", plain))
    return " ".join(sorted(_spaced(joined).split()))


def _spaced(text: str) -> str:
    """Punctuation as spaces, but the marks that are part of a script's letters kept."""
    return "".join(
        letter if letter.isalnum() or unicodedata.category(letter).startswith("M") else " " for letter in text
    )


def age_in_years(born: date, on: date) -> int:
    """Whole years on a date; who is born on 29 February turns on 1 March of an ordinary year."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def age_in_days(born: date, on: date) -> int:
    """Whole days of life on a date: 0 on the day of birth."""
    return (on - born).days


def is_child_on(born: date, on: date) -> bool:
    """Is somebody born on that day under 18 on the other?"""
    return age_in_years(born, on) < ADULT_AT


def is_of_care_leaver_age(born: date, on: date) -> bool:
    """Is somebody of an age at which a care leaver's death is notified: up to and including 24 (N12)?"""
    return age_in_years(born, on) < CARE_LEAVER_UNTIL


def is_early_neonatal(born: date, died: date) -> bool:
    """Did the baby die within the first week of life, 0 to 6 days (N7)?"""
    return 0 <= age_in_days(born, died) < EARLY_NEONATAL_DAYS


def is_neonatal(born: date, died: date, left_hospital: bool | None = None) -> bool:
    """Did the baby die under 28 days old, or without ever having left hospital since birth (N7)?"""
    return 0 <= age_in_days(born, died) < NEONATAL_DAYS or left_hospital is False
