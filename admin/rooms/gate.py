"""What still stands between the Rapid Review Report and the National Panel, each by its name (R13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from adapters.register.audit import Entry
from admin.rooms.course import Course, says_yes, words_in
from admin.rooms.dates import Dates
from models.case import Part
from models.messages.rapid_review import Capacity
from models.rapid_review_report import SECTIONS, blank_sections
from models.sign_off import CAPACITIES, SignOff
from models.wording import CAPACITIES as CAPACITY_WORDS
from models.wording import CHECKS, listed, words

HOLDING_NOTE = "holding_note_drafted"


@dataclass(frozen=True)
class Condition:
    """One thing that has to be so: what, whether it is, and what is missing or how it was met."""

    name: str
    met: bool
    says: str = ""


def conditions(sign_off: SignOff, held: bool) -> tuple[Condition, ...]:
    """Everything that has to be so before the report may go; lateness is none of it."""
    return (
        Condition("A quorate panel has met", held),
        Condition("The report is handed in", sign_off.version > 0, _version(sign_off)),
        _complete(sign_off),
        _checked(sign_off),
        *(_signed(sign_off, capacity) for capacity in CAPACITIES),
    )


def _version(sign_off: SignOff) -> str:
    if sign_off.with_executive:
        return f"Version {sign_off.version} lies with the Executive after a second refusal"
    if sign_off.returned:
        return f"Version {sign_off.version} is back with the Chair: a new one follows"
    return f"Version {sign_off.version}" if sign_off.version else ""


def _complete(sign_off: SignOff) -> Condition:
    gaps = sign_off.report.gaps if sign_off.report else ()
    blank = listed(SECTIONS[section] for section in blank_sections(gaps)) if gaps else ""
    return Condition(
        "No mandatory box is blank", sign_off.version > 0 and not gaps, f"Blank in: {blank}" if gaps else ""
    )


def _checked(sign_off: SignOff) -> Condition:
    met = sign_off.version > 0 and sign_off.checked == sign_off.version
    return Condition("The check against Working Together has passed", met)


def _signed(sign_off: SignOff, capacity: Capacity) -> Condition:
    name = f"Signed for {words(CAPACITY_WORDS, capacity)}"
    signature = sign_off.signatures.get(capacity)
    if signature is not None:
        return Condition(name, True, "Signed in its place" if signature.in_place else "")
    if capacity in sign_off.refused:
        return Condition(name, False, "Refused, with reasons")
    if sign_off.pending_approved:
        return Condition(name, True, "Missing: the Executive has approved sending it sign-off pending")
    return Condition(name, False)


def may_go(sign_off: SignOff) -> bool:
    """May the current version be sent? The rule the workflow asks, asked to be polite."""
    return sign_off.version > 0 and sign_off.refuses_submission(sign_off.version) is None


@dataclass(frozen=True)
class Submitted:
    """The submission as recorded."""

    entry: Entry
    late: bool
    pending: tuple[str, ...]  # capacities whose signature was missing
    explained: bool


def submitted_of(course: Course) -> Submitted | None:
    """The submission; None before it."""
    entry = course.last("submission_recorded", part=Part.RAPID_REVIEW)
    if entry is None:
        return None
    late = says_yes(entry, "late")
    explained = not late or entry.reasons is not None or course.has("lateness_explained")
    return Submitted(entry, late, words_in(entry, "signatures_pending"), explained)


def last_day_begins(dates: Dates) -> datetime | None:
    """When the last day before the deadline begins (R13): from then on the Executive may let the report go pending."""
    first = dates.alarms("submission_due_today")
    due = dates.due("submission")
    return first[0].at if first else due


def failed_words(failed: tuple[str, ...]) -> list[str]:
    """The items that did not pass, in words."""
    return [words(CHECKS, code) for code in failed]
