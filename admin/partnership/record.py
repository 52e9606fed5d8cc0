"""How record, keys and service stand: figures and words, never a secret (K2, K3, K5, E5)."""

from __future__ import annotations

import asyncio
import os
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from adapters.register.figures import Waiting
from adapters.register.outbox import OutboxRow
from adapters.register.trail import ANCHORS, AuditVerdict
from admin.admission import Admission
from admin.case.letter_words import LETTERS
from admin.partnership.offices import capital
from admin.wiring import Wiring
from models.wording import recipient_words, words

PATIENCE_SECONDS = 5.0
WHY = {"permanent": "Could not be delivered: telephone them", "ambiguous": "Nobody knows whether it arrived: ask them"}


@dataclass(frozen=True)
class LetterInTrouble:
    """A letter that reached nobody, or may not have."""

    case: str
    words: str
    to: str
    written_at: datetime
    why: str


@dataclass(frozen=True)
class Standing:
    """How everything stands at one moment."""

    entries: int
    head: str
    keys: tuple[tuple[str, int, bool], ...]  # id, how many data keys it wraps, is it the active one
    service_answers: bool
    waiting: Waiting
    letters: tuple[LetterInTrouble, ...]
    letters_count: int


def standing_of(wiring: Wiring, service_answers: bool) -> Standing:
    """How the register stands now."""
    register = wiring.register
    entries, head = register.audit_head()
    in_use, ring = register.master_keys_in_use(), register.master_key_ids()
    count, letters = register.letters_not_arrived()
    known = tuple((id, in_use.get(id, 0), id == ring[0]) for id in dict.fromkeys([*ring, *sorted(in_use)]))
    lines = tuple(_in_words(row) for row in letters)
    return Standing(entries, head, known, service_answers, register.messages_waiting(), lines, count)


def _in_words(row: OutboxRow) -> LetterInTrouble:
    name = capital(LETTERS.get(row.purpose, words({}, row.purpose)))
    return LetterInTrouble(row.case, name, capital(recipient_words(row.recipient)), row.written_at, WHY[row.state])


async def does_service_answer(wiring: Wiring) -> bool:
    """Does the service that keeps the dates do real work just now?"""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await wiring.plans.answers()
    except TimeoutError:
        return False


def verified(wiring: Wiring, at: Admission) -> AuditVerdict:
    """The whole chain verified, against the heads written down beside the state where there are any."""
    anchors = wiring.settings.state / ANCHORS
    return wiring.register.verify_for(at.by, wiring.now(), anchors if anchors.is_file() else None)


def exported(wiring: Wiring, at: Admission) -> Path:
    """The whole trail in a file of its own, which whoever asked for it has to remove."""
    handle, name = tempfile.mkstemp(prefix="audit-", suffix=".jsonl")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        wiring.register.export_for(at.by, wiring.now(), file)
    return Path(name)
