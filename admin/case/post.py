"""The letters of a case in words: what each says, to whom, how far it has come, whom to telephone (E2, E3, E5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from adapters.register.outbox import OutboxRow, PostState
from admin.case.file import CaseFile
from admin.case.letter_words import letter_words
from admin.paging import Paging, paging
from models.letters import PURPOSES
from models.london import london_date

PAGE = 50
FAILED = frozenset({PostState.PERMANENT, PostState.AMBIGUOUS})
WAITING = frozenset({PostState.PENDING, PostState.RETRY, PostState.SENDING})
_STATES = {  # words, code of the status part
    PostState.PENDING: ("Waits", "asked"),
    PostState.SENDING: ("Being sent", "asked"),
    PostState.RETRY: ("Tried again", "due_soon"),
    PostState.SENT: ("Sent", "here"),
    PostState.AMBIGUOUS: ("Not known whether it went", "late"),
    PostState.PERMANENT: ("Not delivered", "late"),
}
_WHY = {
    "no_address": "the directory has no address",
    "refused": "the address refused it",
    "answer_lost": "the mail system's answer was lost",
    "lease_expired": "the sending was interrupted",
    "gave_up": "it was tried too often",
    "sent_again": "a person had it sent again",
}


@dataclass(frozen=True)
class Reach:
    """Somebody a letter did not reach, and their telephone."""

    person: str
    name: str
    telephone: str


@dataclass(frozen=True)
class LetterSeen:
    """One letter."""

    says: str
    to: str
    due: date | None
    state: str
    status: str
    at: datetime
    why: str
    call: tuple[Reach, ...] = ()


@dataclass(frozen=True)
class Post:
    """A case's letters: those that did not arrive first, then one page of all the others, the newest first."""

    failed: tuple[LetterSeen, ...]
    letters: tuple[LetterSeen, ...]
    waiting: int
    paging: Paging

    @property
    def called(self) -> tuple[str, ...]:
        """Whose names and telephones are shown, by reference."""
        return tuple(dict.fromkeys(reach.person for each in self.failed for reach in each.call))


def post_seen(file: CaseFile, page: str) -> Post:
    """The letters; telephones only for the Business Unit, which rings."""
    rows = sorted(file.wiring.register.outbox_of(file.case), key=lambda row: row.id, reverse=True)
    failed = [row for row in rows if row.state in FAILED]
    others = [row for row in rows if row.state not in FAILED]
    shown = paging(page, len(others), lambda number: f"/cases/{file.case}/letters?page={number}", PAGE)
    return Post(
        failed=tuple(_letter(file, row, call=_reach(file, row)) for row in failed),
        letters=tuple(_letter(file, row) for row in others[shown.offset : shown.offset + PAGE]),
        waiting=sum(row.state in WAITING for row in others),
        paging=shown,
    )


def _letter(file: CaseFile, row: OutboxRow, call: Iterable[Reach] = ()) -> LetterSeen:
    words, status = _STATES[row.state]
    purpose = PURPOSES.get(row.purpose)
    has_gone = row.sent_at is not None
    return LetterSeen(
        says=letter_words(row.purpose),
        to=file.who(row.recipient),
        due=row.due if purpose is not None and purpose.deadline else None,
        state=words,
        status=status,
        at=row.sent_at if row.sent_at is not None else row.next_at,
        why="" if has_gone else _WHY.get(row.why or "", (row.why or "").replace("_", " ")),
        call=tuple(call),
    )


def _reach(file: CaseFile, row: OutboxRow) -> list[Reach]:
    if not file.at.may("issue_link"):
        return []
    found = file.wiring.register.addresses(row.recipient, file.case, london_date(file.now))
    return [Reach(each.person, each.name, each.telephone) for each in found]
