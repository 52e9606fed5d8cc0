"""The forms that open a case, or open one again: which there are, for whom, how they are handed in (N1, T6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from admin.forms.errands import Errand, errand_for, opening_errand
from admin.forms.taking import Hand, Handed
from admin.wiring import Wiring
from desk.opening import FORM_OF, Filing, NotEntitled
from desk.outcome import OpenedCase, Outcome, Taken
from models.messages.catalogue import MESSAGES
from models.people import Actor, Role

_UNIT = (Role.COORDINATOR, Role.BUSINESS_MANAGER)
REOPEN = "reopen_case"


@dataclass(frozen=True)
class OpeningKind:
    """A way in which a case comes in: the action one must be entitled to, and the roles that offer it."""

    kind: str
    action: str
    title: str
    lead: str
    roles: tuple[Role, ...] = ()  # empty: whoever may do the action

    @property
    def command(self) -> str:
        """Under which name its drafts are kept."""
        return f"open_case.{self.kind}"


KINDS: Mapping[str, OpeningKind] = {
    each.kind: each
    for each in (
        OpeningKind(
            "cfc",
            "open_case",
            "Case for Consideration",
            "You ask the partnership to consider a Rapid Review or an ALTE review (Appendix 1). "
            "The three statutory partners vote on it within two working days.",
        ),
        OpeningKind(
            "sin",
            "sin_notified",
            "Serious Incident Notification",
            "You record what the local authority notified to the National Panel. A Rapid Review begins at once, "
            "unless it is a notification for the record only.",
        ),
        OpeningKind(
            "referral",
            "open_case",
            "Referral from Child Death Review or ALTE",
            "The Designated Doctor refers a serious safeguarding concern, which becomes one or the other.",
            (Role.DESIGNATED_DOCTOR, *_UNIT),
        ),
    )
}


def opening_of(kind: OpeningKind) -> Errand:
    """The errand of opening a case."""
    return opening_errand(kind.command, FORM_OF[kind.kind], kind.title, kind.lead, f"/cases/new/{kind.kind}")


def reopening_of(case: str) -> Errand:
    """The errand of opening a closed case again on new information."""
    lead = "New information opens the case again, and the three statutory partners vote anew."
    path = f"/cases/{case}/reopen/new-information"
    return opening_errand(REOPEN, "appendix_1", "Reopen on new information", lead, path, case)


def errand_named(command: str, case: str, variant: str = "") -> Errand | None:
    """The errand a draft is of; None for one of another release."""
    if command in MESSAGES and case:
        return errand_for(MESSAGES[command], case, variant)
    if command == REOPEN and case:
        return reopening_of(case)
    kind = KINDS.get(command.removeprefix("open_case."))
    return opening_of(kind) if kind is not None and command == kind.command else None


def hand_to_reception(wiring: Wiring, kind: OpeningKind, open_duplicates: bool) -> Hand:
    """Handing in a form that opens a case."""

    async def hand(token: str, by: Actor, values: Mapping[str, Any]) -> Handed:
        filing = Filing(kind.kind, values, by, token, open_duplicates)
        try:
            return _handed(await wiring.reception.open_case(filing, wiring.now()))
        except NotEntitled as refusal:
            return Handed(Outcome(Taken.REFUSED, refusal.code, refusal.says, token), "")

    return hand


def hand_reopening(wiring: Wiring, case: str) -> Hand:
    """Handing in new information on a closed case."""

    async def hand(token: str, by: Actor, values: Mapping[str, Any]) -> Handed:
        return _handed(await wiring.reception.reopen(case, Filing("cfc", values, by, token), wiring.now()))

    return hand


def hand_sin(wiring: Wiring, case: str) -> Hand:
    """Handing in a SIN for a case there is: it ends an open ballot, or opens a closed case again (T8, T6)."""

    async def hand(token: str, by: Actor, values: Mapping[str, Any]) -> Handed:
        filing = Filing("sin", values.get("sin", {}), by, token)
        return _handed(await wiring.reception.notify_sin(case, filing, wiring.now()))

    return hand


def _handed(opened: OpenedCase) -> Handed:
    return Handed(opened.outcome, opened.opening.case)
