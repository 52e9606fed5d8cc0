"""What may be said about the clock of a Rapid Review: the Panel's date, extensions, pauses (N13, C3, C8)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from models.case import Part
from models.commands import Fact, ReasonedDecision
from models.message import Asks


class PanelAcknowledged(Fact):
    """The National Panel's acknowledgement with its expected response date (N13)."""

    part: ClassVar[Part] = Part.RAPID_REVIEW
    name: ClassVar[str] = "panel_acknowledged"

    expected_on: Annotated[date, Asks("By which date does the Panel expect the report?")]


class ExtendStep(ReasonedDecision):
    """Give one step more working days: a ledger entry, from which its date is derived (C8)."""

    part: ClassVar[Part] = Part.RAPID_REVIEW
    name: ClassVar[str] = "extend_step"

    step: Annotated[str, Asks("Which step?")]
    working_days: Annotated[int, Asks("How many working days more?")]


class PauseClock(ReasonedDecision):
    """Pause the internal plan; the external deadline does not move (C8)."""

    part: ClassVar[Part] = Part.RAPID_REVIEW
    name: ClassVar[str] = "pause_clock"

    on: Annotated[date, Asks("From which date does the clock stand still?")]


class ResumeClock(ReasonedDecision):
    """End a pause: the days between do not count (C8)."""

    part: ClassVar[Part] = Part.RAPID_REVIEW
    name: ClassVar[str] = "resume_clock"

    until: Annotated[date, Asks("From which date does the clock run again?")]
