"""Little stand-ins for what the post needs, and a hand that kills the delivery at any chosen call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from models.case import Part
from models.letters import PURPOSES
from models.post import CannotBeWritten, Envelope, LetterOrder, MailOutcome, Posted, WrittenLetter
from models.record import Record, Recorded

WAITING = ("pending", "retry")


class Killed(Exception):
    """The process ended here."""


@dataclass
class Hand:
    """Lets calls through, and kills at the chosen one: just before it takes effect, or just after."""

    at: int = 0
    after: bool = False
    calls: int = 0

    def before_call(self) -> None:
        self.calls += 1
        if self.calls == self.at and not self.after:
            raise Killed

    def after_call(self) -> None:
        if self.calls == self.at and self.after:
            raise Killed


@dataclass(frozen=True)
class Row:
    id: int
    purpose: str
    recipient: str
    due: date
    written_at: datetime
    next_at: datetime
    case: str = "GSCP-2026-014"
    part: Part = Part.REVIEW
    about: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    any_hour: bool = False
    state: str = "pending"
    attempt: int = 0
    lease_until: datetime | None = None
    why: str | None = None
    message_id: str = ""


class PostBag:
    """An outbox in memory, with the states and transitions of the register's."""

    def __init__(self, hours: DayHours, hand: Hand | None = None) -> None:
        self.rows: dict[int, Row] = {}
        self.hand = hand or Hand()
        self._hours = hours

    def put(self, purpose: str, recipient: str, at: datetime, due: date, **values: object) -> int:
        number = len(self.rows) + 1
        row = Row(number, purpose, recipient, due, at, self._hours.next_open(at), **values)  # type: ignore[arg-type]
        self.rows[number] = replace(row, next_at=at) if row.any_hour else row
        return number

    def claim_due(self, case: str, now: datetime, lease_seconds: float, limit: int) -> Sequence[Row]:
        self.hand.before_call()
        opens = self._hours.next_open(now)
        due = [row for row in self.rows.values() if row.case == case and row.state in WAITING and row.next_at <= now]
        for row in due:
            if opens > now and not row.any_hour:
                self.rows[row.id] = replace(row, next_at=opens)
        ready = [row for row in due if row.any_hour or opens <= now]
        ready = sorted(ready, key=lambda row: (row.next_at, row.id))[:limit]
        for row in ready:
            until = now + timedelta(seconds=lease_seconds)
            self.rows[row.id] = replace(row, state="sending", attempt=row.attempt + 1, lease_until=until)
        self.hand.after_call()
        return [self.rows[row.id] for row in ready]

    def mark_sent(self, id: int, message_id: str, now: datetime) -> None:
        self._mark(id, "sent", message_id=message_id)

    def mark_retry(self, id: int, at: datetime, why: str, now: datetime) -> None:
        self._mark(id, "retry", next_at=at, why=why)

    def mark_ambiguous(self, id: int, now: datetime, why: str) -> None:
        self._mark(id, "ambiguous", why=why)

    def mark_permanent(self, id: int, why: str, now: datetime) -> None:
        self._mark(id, "permanent", why=why)

    def send_again(self, id: int, now: datetime) -> None:
        self._mark(id, "retry", since=("ambiguous", "permanent"), next_at=now, why="sent_again")

    def expire_leases(self, now: datetime) -> int:
        self.hand.before_call()
        leased = [row for row in self.rows.values() if row.state == "sending"]
        expired = [row for row in leased if row.lease_until and row.lease_until <= now]
        for row in expired:
            self.rows[row.id] = replace(row, state="ambiguous", why="lease_expired")
        self.hand.after_call()
        return len(expired)

    def next_post_due(self, case: str) -> datetime | None:
        self.hand.before_call()
        waiting = [row.next_at for row in self.rows.values() if row.state in WAITING]
        leases = [row.lease_until for row in self.rows.values() if row.state == "sending" and row.lease_until]
        return min([*waiting, *leases], default=None)

    def outbox_of(self, case: str) -> Sequence[Row]:
        self.hand.before_call()
        return list(self.rows.values())

    def record(self, record: Record) -> Recorded:
        self.hand.before_call()
        there = {(row.purpose, row.recipient, row.due, row.about) for row in self.rows.values()}
        for letter in record.letters:
            if (letter.purpose, letter.to, letter.due, letter.about) not in there and letter.due:
                values = {"about": letter.about, "facts": letter.facts, "any_hour": letter.any_hour}
                self.put(letter.purpose, letter.to, record.at, letter.due, **values)
        self.hand.after_call()
        return Recorded()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        before = dict(self.rows)
        try:
            yield
        except Killed:
            self.rows = before
            raise

    def _mark(self, id: int, state: str, since: tuple[str, ...] = ("sending", "ambiguous"), **values: object) -> None:
        self.hand.before_call()
        row = self.rows[id]
        if row.state in since:
            self.rows[id] = replace(row, state=state, **values)  # type: ignore[arg-type]
        self.hand.after_call()


@dataclass(frozen=True)
class Holder:
    person: str
    email: str


class Offices:
    """Who holds which office, changeable in the middle of a test."""

    def __init__(self, **people: str) -> None:
        self.held: dict[str, list[Holder]] = {}

    def appoint(self, office: str, *people: str) -> None:
        self.held[office] = [Holder(person, f"{person.lower()}@people.example") for person in people]

    def addresses(self, recipient: str, case: str, on: date) -> Sequence[Holder]:
        return self.held.get(recipient, [])


class PlainPaper:
    """Writes a letter as its purpose, remembering what it was asked to write."""

    def __init__(self) -> None:
        self.orders: list[LetterOrder] = []

    def write(self, order: LetterOrder) -> WrittenLetter:
        if order.purpose not in PURPOSES:
            raise CannotBeWritten("unknown_purpose")
        self.orders.append(order)
        return WrittenLetter(subject=f"{order.case}: {order.purpose}", text="Words.\n")


class Postman:
    """A mail system that answers as told, then always "sent"; remembers every copy that reached it."""

    def __init__(self, *answers: Posted, absorbs_repeats: bool = False, hand: Hand | None = None) -> None:
        self.absorbs_repeats = absorbs_repeats
        self.carried: list[Envelope] = []
        self.hand = hand or Hand()
        self._answers = list(answers)

    async def send(self, envelope: Envelope) -> Posted:
        self.hand.before_call()
        answer = self._answers.pop(0) if self._answers else Posted(outcome=MailOutcome.SENT, message_id="")
        reached = answer.outcome in (MailOutcome.SENT, MailOutcome.AMBIGUOUS)
        repeats = self.absorbs_repeats and envelope.key in {kept.key for kept in self.carried}
        if reached and not repeats:
            self.carried.append(envelope)
        self.hand.after_call()
        return answer.model_copy(update={"message_id": f"<{envelope.key}>"})

    def to(self) -> list[str]:
        return [envelope.to for envelope in self.carried]


class DayHours:
    """Open from nine to five, in UTC, on every day of the week but Saturday and Sunday."""

    def next_open(self, at: datetime) -> datetime:
        day = at
        if at.hour >= 17:
            day = (at + timedelta(days=1)).replace(hour=9, minute=0)
        elif at.hour < 9:
            day = at.replace(hour=9, minute=0)
        while day.weekday() >= 5:
            day = (day + timedelta(days=1)).replace(hour=9, minute=0)
        return day
