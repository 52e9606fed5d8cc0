"""The Rapid Review Report's versions, its check and its signatures, played back to the rules of sign-off (R9-R13)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from adapters.register.audit import Entry
from adapters.register.entry_details import number_of, text_of
from admin.rooms.course import Course, says_yes, told, words_in
from models.case import Part
from models.message import DocumentRef
from models.messages.rapid_review import (
    Capacity,
    CheckReport,
    RefuseReport,
    SignInPlace,
    SignReport,
    SubmitReport,
)
from models.people import Actor
from models.rapid_review_report import SECTIONS, section_of
from models.sign_off import CAPACITIES, SignOff

ACTIONS = (
    "report_submitted_to_unit", "report_checked", "report_signed", "report_refused", "refusal_decided",
    "signed_in_place", "pending_submission_approved",
)  # fmt: skip


class CellState(StrEnum):
    """How one capacity stands to one version."""

    SIGNED = "signed"
    IN_PLACE = "in_place"  # the Management Group Chair signed for it
    OVERRULED = "overruled"  # it refused, and the Executive let the report stand
    REFUSED = "refused"
    VOIDED = "voided"  # it had signed, and a new version came
    MISSING = "missing"
    NEVER = "never"  # an earlier version that it did not sign


@dataclass(frozen=True)
class Cell:
    """One place of the matrix of capacities and versions."""

    capacity: Capacity
    state: CellState
    at: datetime | None = None
    by: Actor | None = None
    reasons: str | None = None


@dataclass(frozen=True)
class Version:
    """One version of the report."""

    number: int
    document: str
    at: datetime
    by: Actor
    gaps: tuple[str, ...]
    lcspr_recommended: bool
    check: Entry | None
    cells: tuple[Cell, ...]
    is_current: bool

    @property
    def passed(self) -> bool | None:
        """Has it passed the Business Manager's check? None: it has not been checked."""
        return None if self.check is None else says_yes(self.check, "passed")

    @property
    def failed(self) -> tuple[str, ...]:
        """The items of the check that did not pass."""
        return words_in(self.check, "failed") if self.check else ()

    def blank(self) -> dict[str, int]:
        """Sections with mandatory blanks, in the order of Appendix 3, and how many."""
        counts = {section: sum(section_of(gap) == section for gap in self.gaps) for section in SECTIONS}
        return {section: count for section, count in counts.items() if count}


def played_back(course: Course, refusals_before_executive: int) -> SignOff:
    """The state of sign-off as the workflow has it, from the same entries."""
    sign_off = SignOff(refusals_before_executive)
    for entry in course.of(*ACTIONS, part=Part.RAPID_REVIEW):
        _play(sign_off, entry)
    return sign_off


def _play(sign_off: SignOff, entry: Entry) -> None:
    version = number_of(entry, "report_version", sign_off.version)
    if entry.action == "report_submitted_to_unit":
        sign_off.submit(told(SubmitReport, entry, report=_reference(entry)))
    elif entry.action == "report_checked":
        check = {"report_version": version, "checklist": DocumentRef(id="checked"), "failed": _failed(entry)}
        sign_off.check(told(CheckReport, entry, **check))
    elif entry.action == "report_signed":
        sign_off.sign(told(SignReport, entry, capacity=entry.detail.get("capacity"), report_version=version))
    elif entry.action == "report_refused":
        sign_off.refuse(told(RefuseReport, entry, capacity=entry.detail.get("capacity"), report_version=version))
    elif entry.action == "refusal_decided":
        sign_off.decide(says_yes(entry, "stands"), entry.by)
    elif entry.action == "signed_in_place":
        sign_off.sign_in_place(told(SignInPlace, entry, report_version=version))
    else:
        sign_off.pending_approved = True


def _reference(entry: Entry) -> DocumentRef:
    number = number_of(entry, "report_version", 1)
    return DocumentRef(id=text_of(entry, "document") or "", version=number, gaps=words_in(entry, "sections_blank"))


def _failed(entry: Entry) -> tuple[str, ...]:
    return () if says_yes(entry, "passed") else words_in(entry, "failed") or ("check",)


def versions_of(course: Course) -> tuple[Version, ...]:
    """Every version of the report with its check and its place in the matrix, the first one first."""
    entries = course.of(*ACTIONS, part=Part.RAPID_REVIEW)
    submitted = [entry for entry in entries if entry.action == "report_submitted_to_unit"]
    ends = [*(entry.seq for entry in submitted[1:]), None][: len(submitted)]
    return tuple(
        _version(entry, [each for each in entries if _within(each, entry.seq, end)], is_current=end is None)
        for entry, end in zip(submitted, ends, strict=True)
    )


def _within(entry: Entry, begin: int, end: int | None) -> bool:
    return entry.seq > begin and (end is None or entry.seq < end)


def _version(entry: Entry, after: list[Entry], *, is_current: bool) -> Version:
    checks = [each for each in after if each.action == "report_checked"]
    return Version(
        number=number_of(entry, "report_version", 1),
        document=text_of(entry, "document") or "",
        at=entry.at,
        by=entry.by,
        gaps=words_in(entry, "sections_blank"),
        lcspr_recommended=says_yes(entry, "lcspr_recommended"),
        check=checks[-1] if checks else None,
        cells=tuple(_cell(capacity, after, is_current) for capacity in CAPACITIES),
        is_current=is_current,
    )


def _cell(capacity: Capacity, after: Iterable[Entry], is_current: bool) -> Cell:
    cell = Cell(capacity, CellState.MISSING if is_current else CellState.NEVER)
    for entry in after:
        state = _state(capacity, entry)
        if state is not None:
            cell = Cell(capacity, state, entry.at, entry.by, entry.reasons)
    if not is_current and cell.state in (CellState.SIGNED, CellState.IN_PLACE):
        return Cell(capacity, CellState.VOIDED, cell.at, cell.by)
    return cell


def _state(capacity: Capacity, entry: Entry) -> CellState | None:
    if entry.action in ("report_signed", "report_refused") and entry.detail.get("capacity") == capacity:
        return CellState.SIGNED if entry.action == "report_signed" else CellState.REFUSED
    if entry.action == "signed_in_place" and capacity in words_in(entry, "capacities"):
        return CellState.IN_PLACE
    overruled = entry.action == "refusal_decided" and says_yes(entry, "stands")
    return CellState.OVERRULED if overruled and capacity in words_in(entry, "capacities") else None
