"""What delivering the post needs of the outside: an outbox, a directory, stationery, a mail system, office hours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from models.post import Envelope, LetterOrder, Posted, WrittenLetter
from models.record import Record, Recorded


class QueuedLetter(Protocol):
    """A letter in the outbox, as it was claimed."""

    @property
    def id(self) -> int: ...
    @property
    def case(self) -> str: ...
    @property
    def part(self) -> str: ...
    @property
    def purpose(self) -> str: ...
    @property
    def recipient(self) -> str: ...
    @property
    def due(self) -> date: ...
    @property
    def about(self) -> str: ...
    @property
    def facts(self) -> Mapping[str, str]: ...
    @property
    def any_hour(self) -> bool: ...
    @property
    def written_at(self) -> datetime: ...
    @property
    def state(self) -> str: ...
    @property
    def attempt(self) -> int: ...
    @property
    def why(self) -> str | None: ...


class Outbox(Protocol):
    """The register's outbox. Every call is one transaction."""

    def claim_due(self, case: str, now: datetime, lease_seconds: float, limit: int) -> Sequence[QueuedLetter]:
        """Take letters that may go now (E3); a claimed letter counts one attempt more."""

    def mark_sent(self, id: int, message_id: str, now: datetime) -> None: ...
    def mark_retry(self, id: int, at: datetime, why: str, now: datetime) -> None: ...
    def mark_ambiguous(self, id: int, now: datetime, why: str) -> None: ...
    def mark_permanent(self, id: int, why: str, now: datetime) -> None: ...

    def send_again(self, id: int, now: datetime) -> None:
        """Put a letter of unknown fate among those that wait; its ``why`` becomes ``sent_again``."""

    def expire_leases(self, now: datetime) -> int:
        """Letters whose sender did not come back become ambiguous."""

    def next_post_due(self, case: str) -> datetime | None:
        """When the next letter may go, or the next lease ends; None when nothing waits."""

    def outbox_of(self, case: str) -> Sequence[QueuedLetter]: ...

    def record(self, record: Record) -> Recorded:
        """Put a record's letters into the outbox; those there already stay as they are."""

    def transaction(self) -> AbstractContextManager[None]:
        """Several of these calls as one: all of them or none."""


class Address(Protocol):
    """Somebody who holds a recipient's office."""

    @property
    def person(self) -> str: ...
    @property
    def email(self) -> str: ...


class Directory(Protocol):
    """Who may get a letter to a recipient reference on a London date; nobody who no longer holds the office."""

    def addresses(self, recipient: str, case: str, on: date) -> Sequence[Address]: ...


class Links(Protocol):
    """Issues the links by which agencies open a request; the same one while it lives."""

    def link_for(self, case: str, agency: str, person: str, at: datetime, until: datetime) -> str:
        """The token of this person's link, which opens until an instant."""


class Stationery(Protocol):
    """Puts a letter into words. Raises CannotBeWritten."""

    def write(self, order: LetterOrder) -> WrittenLetter: ...


class Mail(Protocol):
    """Hands one letter to one address over to a mail system; what goes wrong there is an outcome, no exception."""

    @property
    def absorbs_repeats(self) -> bool:
        """Is the same letter delivered twice still one letter?"""

    async def send(self, envelope: Envelope) -> Posted: ...


class OfficeHours(Protocol):
    """When letters may go (E3)."""

    def next_open(self, at: datetime) -> datetime:
        """The instant itself when the office is open, else when it opens next."""


LINK_LIVES = timedelta(days=30)  # late and corrected returns are always taken (R5)


@dataclass(frozen=True)
class RetryPlan:
    """When a letter that certainly has not gone is tried again, in minutes of office hours, and when no more."""

    minutes: tuple[int, ...] = (5, 15, 60)  # then the last of these again and again
    give_up_after: int = 20  # attempts: more than two working days

    def after(self, attempt: int) -> timedelta:
        """How long after this attempt the next one is due."""
        return timedelta(minutes=self.minutes[min(attempt, len(self.minutes)) - 1])
