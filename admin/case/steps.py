"""The steps of the fifteen working days as they stand: done, under way, late or still to come (R1-R13)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from admin.case.file import CaseFile
from admin.ribbon import State
from models.case import Part
from models.london import london_date
from models.rapid_review import Stage
from models.timetable import Step, Timetable

AFTER_THE_REPORT = (Stage.CHECK, Stage.SIGN_OFF, Stage.EXECUTIVE, Stage.SUBMISSION, Stage.ENDED)
AFTER_THE_CHECK = (Stage.SIGN_OFF, Stage.EXECUTIVE, Stage.SUBMISSION, Stage.ENDED)
AFTER_THE_SIGNATURES = (Stage.SUBMISSION, Stage.ENDED)


@dataclass(frozen=True)
class StepSeen:
    """A step of the plan and how it stands."""

    step: Step
    state: State

    @property
    def is_open(self) -> bool:
        """Is it still to be done?"""
        return self.state is not State.DONE


def steps_seen(file: CaseFile, timetable: Timetable) -> tuple[StepSeen, ...]:
    """Every step of a plan in the order in which it is due."""
    ordered = sorted(timetable.steps, key=lambda step: (step.due_at, step.from_day or 0))
    return tuple(StepSeen(step, state_of(file, step, timetable)) for step in ordered)


def state_of(file: CaseFile, step: Step, timetable: Timetable) -> State:
    """How a step stands now; a step that nobody can tell to be done is over when its time is."""
    is_done = IS_DONE.get(step.step)
    if is_done is not None and is_done(file):
        return State.DONE
    if step.due_at <= file.now:
        return State.LATE if is_done is not None else State.DONE
    return State.NOW if _has_begun(file, step, timetable) else State.AHEAD


def _has_begun(file: CaseFile, step: Step, timetable: Timetable) -> bool:
    today = london_date(file.now)
    first = next((day.internal for day in timetable.days if day.number == step.from_day), None)
    return first is not None and first <= today


def _stage(file: CaseFile) -> str | None:
    standing = file.standing(Part.RAPID_REVIEW)
    return standing.stage if standing else None


def _happened(*actions: str) -> Callable[[CaseFile], bool]:
    return lambda file: file.last(*actions) is not None


def _stage_is(stages: tuple[Stage, ...]) -> Callable[[CaseFile], bool]:
    return lambda file: _stage(file) in stages


def _cascaded(file: CaseFile) -> bool:
    """Every partner has confirmed; before the decision nothing can be (T7)."""
    whole = file.standing(Part.REVIEW)
    waits = whole is not None and any(who.startswith("partner:") for who in whole.waits_for)
    return file.last("ballot_closed") is not None and not waits


def _returned(file: CaseFile) -> bool:
    asked = [row for row in file.requests if row["withdrawn_at"] is None]
    return bool(asked) and all(row["returned_at"] for row in asked)


def _sin_came(file: CaseFile) -> bool:
    return file.row.opening.has_sin or file.last("sin_notified") is not None


IS_DONE: Mapping[str, Callable[[CaseFile], bool]] = {
    "sin_notification": _sin_came,
    "ballot": _happened("ballot_closed"),
    "cascade": _cascaded,
    "acknowledgement": _happened("panel_acknowledged"),
    "chair": lambda file: file.row.independent_chair is not None,
    "requests": lambda file: bool(file.requests),
    "returns": _returned,
    "chronology": _happened("kloes_settled"),
    "panel": _happened("panel_held"),
    "report": _stage_is(AFTER_THE_REPORT),
    "check": _stage_is(AFTER_THE_CHECK),
    "sign_off": _stage_is(AFTER_THE_SIGNATURES),
    "submission": _happened("submission_recorded"),
    # the National Panel's reply
    "reply": _happened("panel_replied", "wait_closed"),
    "answer": _happened("queries_answered"),
    # LCSPR and publication
    "methodology": _happened("methodology_set"),
    "reviewer": lambda file: file.row.lead_reviewer is not None,
    "draft": _happened("draft_sent"),
    "agency_sign_off": _happened("ready_for_governance"),
    "endorsement": _happened("endorsed", "endorsement_skipped"),
    "executive_sign_off": _happened("executive_signed_off"),
    "send_to_panel": lambda file: _publication_past(file, "sending_before_publication"),
    "publication": _happened("published", "improvements_published"),
}


def _publication_past(file: CaseFile, stage: str) -> bool:
    standing = file.standing(Part.PUBLICATION)
    return standing is not None and standing.stage != stage
