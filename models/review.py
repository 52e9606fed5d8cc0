"""The case as a whole: immediate safety, the cascade, the course it takes (R2, T7, N10, R17)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from models.case import Opening, Outcome
from models.message import Message, Refusal
from models.messages.review import ConfirmCascade, ConfirmImmediateAction, CorrectNotification
from models.notification import possible_missed_notification
from models.people import Partner


class Course(StrEnum):
    """Where a case as a whole stands."""

    OPENING = "opening"
    THRESHOLD = "threshold"
    RAPID_REVIEW = "rapid_review"
    ALTE = "alte_with_cdop"
    LCSPR = "lcspr"
    PUBLICATION = "publication"
    LEARNING = "learning"
    CLOSED = "closed"


class ImmediateAction(Message):
    """An action that keeps children safe now: its owner, its text's reference, whether it is confirmed (R2)."""

    number: int
    owner: str
    text: str
    ordered_at: datetime
    confirmed: bool = False


class CaseResult(Message):
    """How the case ended."""

    case: str
    outcome: Outcome


class Safety:
    """The question asked on opening, and the immediate actions that came of it (R2)."""

    def __init__(self, answered: bool) -> None:
        self.answered = answered
        self.actions: dict[int, ImmediateAction] = {}

    @property
    def unconfirmed(self) -> tuple[ImmediateAction, ...]:
        """Which immediate actions has nobody confirmed yet?"""
        return tuple(action for action in self.actions.values() if not action.confirmed)

    def order(self, owner: str, text: str, at: datetime) -> ImmediateAction:
        """Order an action; its number counts within the case."""
        action = ImmediateAction(number=len(self.actions) + 1, owner=owner, text=text, ordered_at=at)
        self.actions[action.number] = action
        return action

    def confirm(self, number: int) -> None:
        """The action is done."""
        self.actions[number] = self.actions[number].model_copy(update={"confirmed": True})

    def refuses_confirmation(self, told: ConfirmImmediateAction) -> Refusal | None:
        """Why can this action not be confirmed? None: it can."""
        action = self.actions.get(told.number)
        if action is None:
            return Refusal(code="unknown_action", says="number: there is no immediate action of this number.")
        if action.confirmed:
            return Refusal(code="already_confirmed", says="number: this action is confirmed already.")
        return None


class Cascade:
    """Each partner's confirmation that its agency was told of the decision, and why (T7)."""

    def __init__(self) -> None:
        self.asked = False
        self.confirmed: set[Partner] = set()

    @property
    def outstanding(self) -> tuple[Partner, ...]:
        """Which partners have not confirmed?"""
        return tuple(partner for partner in Partner if self.asked and partner not in self.confirmed)

    def refuses(self, told: ConfirmCascade) -> Refusal | None:
        """Why can this confirmation not be taken? None: it can."""
        if not self.asked:
            return Refusal(code="no_cascade", says="No decision to proceed waits to be cascaded.")
        if told.by.partner not in (None, told.partner):
            return Refusal(code="wrong_partner", says="partner: confirm for your own partner only.")
        return None


def lacks_sin(opening: Opening, has_sin: bool) -> bool:
    """Does this referral meet section 16C(1) without a SIN (N10)?"""
    return possible_missed_notification(opening.limbs, has_sin)


def refuses_correction(told: CorrectNotification) -> Refusal | None:
    """Why can the day of notification not be corrected? None: it can; never by one person alone (C8)."""
    if told.seconded_by == told.by.person:
        return Refusal(code="second_person", says="seconded_by: a second person has to agree.")
    if told.notified_on > told.at.date():
        return Refusal(code="in_the_future", says="notified_on: a case cannot have been notified in the future.")
    return None
