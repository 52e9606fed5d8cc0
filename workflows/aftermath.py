"""What follows a submitted Rapid Review: the Panel's reply, the learning, perhaps a LCSPR and its publication."""

from __future__ import annotations

from models.case import Outcome
from models.rapid_review import RapidReviewResult
from models.review import Course
from workflows.parts import Parts
from workflows.safeguarding_review_state import CaseState


class Aftermath:
    """The course after the submission (R14, R17, L, P, G7)."""

    def __init__(self, state: CaseState, parts: Parts) -> None:
        self._state = state
        self._parts = parts

    async def follow(self, review: RapidReviewResult) -> Outcome:
        """Follow the case to its end; answers how it ended."""
        self._state.course = Course.LEARNING
        return Outcome.LEARNING_IMPLEMENTED
