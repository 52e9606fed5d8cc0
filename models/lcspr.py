"""The LCSPR: how it is commissioned, led and monitored, what it forecasts, how it ends (L1-L4, P5)."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime

from models.brief import Brief
from models.holds import Hold
from models.message import DocumentRef, Message, Refusal
from models.messages.lcspr import AppointReviewer, ReplaceReviewer, SetMethodology
from models.messages.rapid_review import ActionBrief
from models.timetable import TimetableRequest

METHODOLOGY_CODE = re.compile(r"^[a-z][a-z0-9_]{1,39}$")


class Stage(StrEnum):
    """Where a LCSPR stands: the first of these that is not done."""

    METHODOLOGY = "lcspr_methodology"
    REVIEWER = "lcspr_reviewer"
    DRAFT = "lcspr_draft"
    AGENCY_SIGN_OFF = "lcspr_agency_sign_off"
    READINESS = "lcspr_readiness"
    ENDORSEMENT = "lcspr_endorsement"
    EXECUTIVE = "lcspr_executive_sign_off"
    ENDED = "ended"


class NextAction(StrEnum):
    """What comes next, by the name of the message that brings it."""

    SET_METHODOLOGY = "set_methodology"
    APPOINT_REVIEWER = "appoint_reviewer"
    SUBMIT_DRAFT = "submit_draft"
    SIGN_DRAFT = "sign_draft"
    DECLARE_READY = "declare_ready"
    ENDORSE = "endorse_report"
    SIGN_OFF = "sign_off_lcspr"
    NONE = "none"


# stage -> (next action, the plan's step that gives the due time)
NEXT: dict[Stage, tuple[NextAction, str]] = {
    Stage.METHODOLOGY: (NextAction.SET_METHODOLOGY, "methodology"),
    Stage.REVIEWER: (NextAction.APPOINT_REVIEWER, "reviewer"),
    Stage.DRAFT: (NextAction.SUBMIT_DRAFT, "draft"),
    Stage.AGENCY_SIGN_OFF: (NextAction.SIGN_DRAFT, "agency_sign_off"),
    Stage.READINESS: (NextAction.DECLARE_READY, "endorsement"),
    Stage.ENDORSEMENT: (NextAction.ENDORSE, "endorsement"),
    Stage.EXECUTIVE: (NextAction.SIGN_OFF, "executive_sign_off"),
}


class LcsprEnd(StrEnum):
    """How a LCSPR ended."""

    SIGNED_OFF = "signed_off"
    NOT_TO_PUBLISH = "not_to_publish"  # P5
    WITHDRAWN = "withdrawn"  # the decision to hold one was reversed (R14)


LCSPR_ENDED = Refusal(code="lcspr_ended", says="The LCSPR has ended: this can no longer be decided in it.")


class LcsprBrief(Brief):
    """A LCSPR's start: the plan, who was asked in the Rapid Review, and the list of methodologies, if one is kept."""

    agencies: tuple[str, ...] = ()
    methodologies: tuple[str, ...] = ()


class LcsprResult(Message):
    """What a LCSPR leaves to publication and learning: what was signed, by which date it has to be public."""

    outcome: LcsprEnd
    report: DocumentRef | None = None
    version: int = 0
    signed_off_at: AwareDatetime | None = None
    response_plan: DocumentRef | None = None
    actions: tuple[ActionBrief, ...] = ()
    agencies: tuple[str, ...] = ()
    reviewer: str | None = None
    decision_reasons: str | None = None  # P5: the reference of the reasons not to publish
    holds: tuple[Hold, ...] = ()  # those that stand go on in publication (L9)
    request: TimetableRequest | None = None  # behind the six months, which run on until publication (L3)
    fired: tuple[str, ...] = ()  # alarms of the six months that have sounded
    post_due: AwareDatetime | None = None


class Commission:
    """Methodology, agencies and reviewer of one LCSPR (L1, L2)."""

    def __init__(self, agencies: tuple[str, ...], methodologies: tuple[str, ...] = ()) -> None:
        self.agencies = agencies
        self.methodology: str | None = None
        self.reviewer: str | None = None
        self.reviewers: set[str] = set()  # everybody who has led it: authors of the report
        self.monitored = 0
        self.requests = 0
        self._choices = methodologies

    def refuses_methodology(self, told: SetMethodology) -> Refusal | None:
        """Why can this methodology not be set? None: it can, and again as long as nothing is declared ready (L1)."""
        if not METHODOLOGY_CODE.match(told.methodology):
            return Refusal(code="not_a_code", says="methodology: give the code of the list, not a sentence.")
        if self._choices and told.methodology not in self._choices:
            says = f"methodology: choose one of the list ({', '.join(self._choices)}), or add it to the list first."
            return Refusal(code="unknown_methodology", says=says)
        if not told.agencies:
            return Refusal(code="no_agencies", says="agencies: name the agencies that have to cooperate.")
        return None

    def refuses_appointment(self, told: AppointReviewer) -> Refusal | None:
        """Why can this reviewer not be appointed? None: they can (L2)."""
        if self.reviewer is not None:
            return Refusal(code="reviewer_appointed", says="reviewer: one is appointed already; replace them instead.")
        return self._refuses_conflict(told.conflict)

    def refuses_replacement(self, told: ReplaceReviewer) -> Refusal | None:
        """Why can this person not take over the review? None: they can (L2)."""
        if self.reviewer is None:
            return Refusal(code="no_reviewer", says="reviewer: nobody is appointed yet; appoint the reviewer instead.")
        if told.reviewer == self.reviewer:
            return Refusal(code="same_reviewer", says="reviewer: this person leads the review already.")
        return self._refuses_conflict(told.conflict)

    def _refuses_conflict(self, conflict: bool) -> Refusal | None:
        if conflict:
            return Refusal(code="reviewer_conflicted", says="conflict: the declaration shows one; choose another.")
        return None

    def refuses_without_reviewer(self) -> Refusal | None:
        """Is there nobody to ask, or to write the report?"""
        if self.reviewer is None:
            return Refusal(code="no_reviewer", says="Nobody leads this review yet: appoint the reviewer first.")
        return None

    def refuses_draft(self) -> Refusal | None:
        """Why can no report be filed? None: it can (L1, L2)."""
        if self.methodology is None:
            return Refusal(code="no_methodology", says="Set methodology and cooperating agencies first.")
        return self.refuses_without_reviewer()

    def set(self, told: SetMethodology) -> None:
        """The QiiP has set methodology and agencies."""
        self.methodology = told.methodology
        self.agencies = tuple(dict.fromkeys(told.agencies))

    def appoint(self, reviewer: str) -> str | None:
        """Somebody leads the review from now on; answers who did before."""
        before, self.reviewer = self.reviewer, reviewer
        self.reviewers.add(reviewer)
        return before


class Forecast:
    """When publication is expected, and whether a written delay notice is owed (L3)."""

    def __init__(self) -> None:
        self.on: date | None = None
        self.noticed: date | None = None  # the forecast the last notice told

    def is_late(self, statutory: date | None) -> bool:
        """Is publication expected later than it is due?"""
        return self.on is not None and statutory is not None and self.on > statutory

    def owes_notice(self, statutory: date | None) -> bool:
        """Is a delay notice owed that has not been sent for this forecast?"""
        return self.is_late(statutory) and self.noticed != self.on

    def refuses_notice(self, statutory: date | None) -> Refusal | None:
        """Why can no delay notice be sent? None: it can."""
        if not self.is_late(statutory):
            return Refusal(code="no_delay", says="No forecast later than the due date is on record: forecast first.")
        if self.noticed == self.on:
            return Refusal(code="notice_sent", says="The notice for this forecast has been sent already.")
        return None
