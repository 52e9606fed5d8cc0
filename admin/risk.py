"""How something stands against its due time: a colour and always a word beside it (C8)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desk.words import Left

SOON_WORKING_DAYS = 1


class RiskCode(StrEnum):
    """The codes, the most pressing first."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    ON_TIME = "on_time"
    WAITING = "waiting"
    PAUSED = "paused"
    CLOSED = "closed"


_WORDS = {
    RiskCode.LATE: "Late",
    RiskCode.TODAY: "Due today",
    RiskCode.SOON: "Due soon",
    RiskCode.ON_TIME: "On time",
    RiskCode.WAITING: "Waiting",
    RiskCode.PAUSED: "Paused",
    RiskCode.CLOSED: "Closed",
}
_COLOURS = {  # of the GOV.UK tag
    RiskCode.LATE: "red",
    RiskCode.TODAY: "orange",
    RiskCode.SOON: "yellow",
    RiskCode.ON_TIME: "green",
    RiskCode.WAITING: "teal",
    RiskCode.PAUSED: "purple",
    RiskCode.CLOSED: "grey",
}


@dataclass(frozen=True)
class Risk:
    """A code, its word, the colour of its tag."""

    code: RiskCode

    @property
    def word(self) -> str:
        """What people read."""
        return _WORDS[self.code]

    @property
    def colour(self) -> str:
        """The GOV.UK tag's colour."""
        return _COLOURS[self.code]

    @property
    def css(self) -> str:
        """The classes of the tag, such as ``govuk-tag--red``."""
        return f"govuk-tag--{self.colour}"


def risk_of(left: Left | None, *, closed: bool = False, paused: bool = False, waiting: bool = False) -> Risk:
    """How something stands. ``left``: what is left of its due time, None where it has none.

    ``paused``: a hold or a pause stands. ``waiting``: somebody outside the partnership has to act. What is late is
    late all the same: nobody's waiting hides it.
    """
    if closed:
        return Risk(RiskCode.CLOSED)
    if paused:
        return Risk(RiskCode.PAUSED)
    if left is not None and left.late:
        return Risk(RiskCode.LATE)
    if left is None or waiting:
        return Risk(RiskCode.WAITING)
    return Risk(_of_days(left.working_days, left.words == "today"))


def _of_days(left: int, is_today: bool) -> RiskCode:
    if is_today:
        return RiskCode.TODAY
    return RiskCode.SOON if left <= SOON_WORKING_DAYS else RiskCode.ON_TIME
