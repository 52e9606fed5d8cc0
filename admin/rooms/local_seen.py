"""What else is known of a LCSPR: its commission, its monitoring diary, its forecast, its way through governance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from adapters.register.audit import Entry
from adapters.register.entry_details import date_of, number_of, person_of, text_of
from admin.rooms.course import Course, says_yes, words_in
from admin.rooms.dates import Dates
from models.lcspr import Forecast
from models.london import london_date
from models.methodologies import METHODOLOGIES
from models.wording import words

MONITORING = "monitoring-"


@dataclass(frozen=True)
class Commission:
    """Methodology, terms, agencies and reviewer (L1, L2)."""

    begun: Entry
    due: date | None  # six calendar months after the decision
    methodology: Entry | None
    reviewer: Entry | None
    replaced: int  # how often the reviewer was replaced

    @property
    def method_words(self) -> str:
        """What the methodology is called."""
        code = text_of(self.methodology, "methodology") if self.methodology else None
        return words(METHODOLOGIES, code) if code else ""

    @property
    def terms(self) -> str | None:
        """The document with terms of reference and scope."""
        return text_of(self.methodology, "terms") if self.methodology else None

    @property
    def person(self) -> str | None:
        """Who leads the review."""
        return person_of(self.reviewer, "reviewer") if self.reviewer else None

    @property
    def from_partnership(self) -> bool:
        """Does the reviewer come from the partnership?"""
        return self.reviewer is not None and says_yes(self.reviewer, "from_partnership")


def commission_of(course: Course) -> Commission | None:
    """How the LCSPR is set up; None where there is none."""
    begun = course.last("lcspr_commissioned")
    if begun is None:
        return None
    return Commission(
        begun=begun,
        due=date_of(begun, "publication_due"),
        methodology=course.last("methodology_set"),
        reviewer=course.last("reviewer_appointed"),
        replaced=len(course.of("reviewer_replaced")),
    )


@dataclass(frozen=True)
class DiaryLine:
    """One entry of the monitoring diary (L4)."""

    at: datetime
    asks: bool  # a written request to the reviewer; else what was found
    number: int
    entry: Entry
    answer_by: date | None = None
    on_track: bool | None = None


def diary_of(course: Course) -> Sequence[DiaryLine]:
    """The monitoring diary, the latest first."""
    return [_line(entry) for entry in reversed(course.of("monitoring_requested", "monitoring_recorded"))]


def _line(entry: Entry) -> DiaryLine:
    number = number_of(entry, "number", 1)
    if entry.action == "monitoring_requested":
        return DiaryLine(entry.at, True, number, entry, answer_by=date_of(entry, "answer_by"))
    return DiaryLine(entry.at, False, number, entry, on_track=says_yes(entry, "on_track"))


def next_monitoring(dates: Dates, now: datetime) -> date | None:
    """The next regular day of monitoring."""
    days = [step.due for step in dates.timetable.steps if step.step.startswith(MONITORING)] if dates.timetable else []
    return min((day for day in days if day >= london_date(now)), default=None)


@dataclass(frozen=True)
class Expected:
    """When publication is expected against when it is due (L3)."""

    statutory: date | None
    planned: date | None  # by the plan, with its holds
    forecast: Entry | None
    forecast_on: date | None
    notice: Entry | None  # the delay notice sent last
    owes_notice: bool

    @property
    def is_late(self) -> bool:
        """Is publication expected later than it is due?"""
        expected = self.forecast_on or self.planned
        return expected is not None and self.statutory is not None and expected > self.statutory


def expected_of(course: Course, commission: Commission, dates: Dates) -> Expected:
    """The forecast, played back to the rule that asks for a notice."""
    forecast = Forecast()
    for entry in course.of("publication_forecast", "delay_notice_sent"):
        on = date_of(entry, "forecast")
        if entry.action == "publication_forecast":
            forecast.on = on
        else:
            forecast.noticed = on
    statutory = (dates.timetable.external_due if dates.timetable else None) or commission.due
    step = dates.step("publication")
    return Expected(
        statutory=statutory,
        planned=step.due if step else None,
        forecast=course.last("publication_forecast"),
        forecast_on=forecast.on,
        notice=course.last("delay_notice_sent"),
        owes_notice=forecast.owes_notice(statutory),
    )


@dataclass(frozen=True)
class DraftVersion:
    """One version of the report as it went to the agencies."""

    number: int
    at: datetime
    document: str
    entry: Entry
    parts_missing: tuple[str, ...]


def drafts_of(course: Course) -> Sequence[DraftVersion]:
    """The report's versions, the latest first."""
    return [
        DraftVersion(
            number=number_of(entry, "report_version", 1),
            at=entry.at,
            document=text_of(entry, "document") or "",
            entry=entry,
            parts_missing=words_in(entry, "parts_missing"),
        )
        for entry in reversed(course.of("draft_sent"))
    ]


@dataclass(frozen=True)
class AgencyWord:
    """An agency's last word on the report: which version, signed or questioned, and whether it still holds."""

    agency: str
    entry: Entry | None
    state: str  # signed, queried, voided, missing


def agency_words(
    course: Course, agencies: Sequence[str], signed: Sequence[str], queried: Sequence[str]
) -> list[AgencyWord]:
    """Each cooperating agency's word; ``signed`` and ``queried`` say whose hold for the current version."""
    found = []
    for agency in agencies:
        mine = [entry for entry in course.of("report_signed", "report_refused") if _is_of(entry, agency)]
        last = mine[-1] if mine else None
        state = "signed" if agency in signed else "queried" if agency in queried else "voided" if last else "missing"
        found.append(AgencyWord(agency, last, state))
    return found


def _is_of(entry: Entry, agency: str) -> bool:
    return text_of(entry, "capacity") == f"agency:{agency}"


def governance_of(course: Course) -> list[Entry]:
    """The way through governance since the report was filed last: declared ready, endorsed or skipped, decided."""
    return course.of(
        "ready_for_governance", "endorsed", "endorsement_skipped", "executive_declined", "executive_signed_off",
        "decided_not_to_publish", "lcspr_withdrawn",
    )  # fmt: skip
