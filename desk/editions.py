"""What the desk asks about time: which edition of the policy a case keeps, and which days are worked (C1, C7)."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from models.policy import Policy
from models.working_days import WorkingDays


class Policies(Protocol):
    """Which edition is in force, and which a case keeps."""

    def edition(self, id: str) -> Policy:
        """The edition with this id; raises ``LookupError``."""

    def edition_on(self, partnership: str, day: date) -> Policy:
        """The partnership's edition on a London date; raises ``LookupError``."""


class Calendars(Protocol):
    """Which days are worked."""

    def calendar(self, policy: Policy) -> WorkingDays:
        """The working days as known now."""
