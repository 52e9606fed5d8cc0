"""What has happened in a case since one last looked: letters sent, and what the clock or the process did by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import Any

from adapters.register import Register
from adapters.register.outbox import OutboxRow, PostState
from demo.cast import whom
from demo.diary import Entry
from models.letters import PURPOSES
from models.people import Role
from models.wording import BASES, OUTCOMES, date_words, words

LATE = "This letter should have reached you on "
SPLIT = "split"  # a letter to an office held by several; each holder's own letter is another row
UNANIMOUS_NO = {"unanimous_no": "All three statutory partners said No"}
SENTENCES: dict[str, Callable[[dict[str, str]], str]] = {
    "ballot_closed": lambda detail: f"The ballot closes. {words({**BASES, **UNANIMOUS_NO}, detail['basis'])}.",
    "letter_undeliverable": lambda detail: f"A letter could not go; telephone them: {whom([detail['to']])}.",
    "awareness_limit_breached": lambda detail: "The notification came after the local authority's five working days.",
    "lcspr_commissioned": lambda detail: f"The LCSPR begins. It is to be published by {_day(detail)}.",
    "case_closed": lambda detail: f"The case is closed: {words(OUTCOMES, detail['outcome'])}.",
}


def _day(detail: dict[str, str]) -> str:
    return date_words(date.fromisoformat(detail["publication_due"]))


@dataclass(frozen=True)
class Batch:
    """Letters of one purpose that went in the same minute."""

    at: datetime
    purpose: str
    subject: str
    to: tuple[str, ...]
    late: str  # when they should have gone, in words
    by_clock: bool

    def entry(self, case: str) -> Entry:
        """As a line of the diary."""
        kind = "late" if self.late else "clock" if self.by_clock else "letters"
        meant = f" (meant for {self.late}; the letter says so)" if self.late else ""
        more = {"purpose": self.purpose, "to": list(self.to), "meant_for": self.late or None}
        return Entry(case, self.at, kind, f"{self.subject} → {whom(self.to)}{meant}", more)


class Noticing:
    """Looks at the register again and again, and says only what is new."""

    def __init__(self, register: Register, mailbox: Path, next_open: Callable[[datetime], datetime]) -> None:
        self._register = register
        self._mailbox = mailbox
        self._next_open = next_open
        self._posted: set[int] = set()
        self._alarms: set[str] = set()  # purposes that a clock has sounded
        self._seq = 0

    def news(self, case: str) -> list[Entry]:
        """What is new, in the order of time."""
        trail = [entry for entry in self._register.audit_of(case) if entry.seq > self._seq]
        self._seq = max((entry.seq for entry in trail), default=self._seq)
        sounded = [entry for entry in trail if _is_alarm(entry)]
        self._alarms |= {entry.action for entry in sounded}
        found = [said for entry in trail if (said := _said(case, entry)) is not None]
        letters = self._letters(case)
        gone = {(entry.more["purpose"], f"{entry.at:%Y-%m-%dT%H:%M}") for entry in letters}
        held = [self._held(case, entry) for entry in sounded if self._waits(entry, gone)]
        return sorted([*found, *held, *letters], key=lambda entry: entry.at)

    def _waits(self, entry: Any, gone: set[tuple[str, str]]) -> bool:
        """Did an alarm sound out of office hours, with letters that do not go at any hour?"""
        at_once = (entry.action, f"{entry.at:%Y-%m-%dT%H:%M}") in gone
        return self._next_open(entry.at) > entry.at and not at_once

    def _held(self, case: str, entry: Any) -> Entry:
        """An alarm out of office hours: what it found; its letters wait for the morning (E3)."""
        to = tuple(str(each) for each in entry.detail["to"])
        text = f"{words({}, entry.action)}: the letter to {whom(to)} goes when the office opens"
        return Entry(case, entry.at, "clock", text, {"purpose": entry.action, "to": list(to)})

    def _letters(self, case: str) -> list[Entry]:
        batches: dict[tuple[str, str, str], list[tuple[OutboxRow, str]]] = {}
        for row in self._register.outbox_of(case):
            if row.state is not PostState.SENT or row.id in self._posted or row.sent_at is None:
                continue
            self._posted.add(row.id)
            if row.message_id == SPLIT:
                continue
            subject, late = self._read(row, case)
            minute = f"{row.sent_at:%Y-%m-%dT%H:%M}"
            batches.setdefault((minute, subject, late), []).append((row, subject))
        return [_batch(key, rows, self._alarms).entry(case) for key, rows in batches.items()]

    def _read(self, row: OutboxRow, case: str) -> tuple[str, str]:
        """A letter's subject without the reference, and when it should have gone if it is late."""
        name = str(row.message_id).strip("<>").partition("@")[0]
        message = BytesParser(policy=default).parsebytes((self._mailbox / f"{name}.eml").read_bytes())
        subject = str(message["Subject"]).strip().removeprefix(f"{case}:").strip()
        text = " ".join(str(message.get_body(("plain",)).get_content()).split())  # type: ignore[union-attr]
        return subject, text.partition(LATE)[2].partition(".")[0]


def _batch(key: tuple[str, str, str], rows: list[tuple[OutboxRow, str]], alarms: set[str]) -> Batch:
    first = rows[0][0]
    return Batch(
        at=min(row.sent_at for row, _ in rows if row.sent_at is not None),
        purpose=first.purpose,
        subject=key[1],
        to=tuple(dict.fromkeys(row.recipient for row, _ in rows)),
        late=key[2],
        by_clock=first.purpose in alarms,
    )


def _is_alarm(entry: Any) -> bool:
    return entry.by.role is Role.SERVICE and bool(entry.detail.get("to")) and entry.action in PURPOSES


def _said(case: str, entry: Any) -> Entry | None:
    """What the process itself decided, in a sentence; None for what is told otherwise."""
    if entry.by.role is not Role.SERVICE:
        return None
    said = SENTENCES.get(entry.action)
    if said is None:
        return None
    detail = {name: str(value) for name, value in entry.detail.items()}
    return Entry(case, entry.at, "record", said(detail), {"action": entry.action, "clause": entry.clause})
