"""Writing to the register on behalf of a case: the record of what was decided, and what is still on its way (K2)."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from temporalio import activity

from models.case import Part
from models.record import Record, Recorded


class Records(Protocol):
    """What a case needs of the register."""

    def record(self, record: Record) -> Recorded:
        """Write audit trail, read model and outbox in one transaction; the same record again changes nothing."""

    def pending_before(self, case: str, part: Part, due: datetime) -> int:
        """How many messages to a part the door took up to an instant, and the part has not answered yet."""


class RegisterActivities:
    """The register's activities: short, synchronous, safe to repeat."""

    def __init__(self, records: Records, post_is_local: bool = False) -> None:
        self._records = records
        self._post_is_local = post_is_local

    @activity.defn
    def record(self, record: Record) -> Recorded:
        """Record what a part decided; answers when the case's post is due next."""
        recorded = self._records.record(record)
        return recorded.model_copy(update={"post_is_local": self._post_is_local})

    @activity.defn
    def pending_before(self, case: str, part: Part, due: datetime) -> int:
        """Before a deadline has its consequences: how many messages taken in time are still on their way?"""
        return self._records.pending_before(case, part, due)
