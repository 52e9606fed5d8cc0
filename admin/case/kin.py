"""What belongs beside a case: parallel processes, the ALTE part, cases about the same child or incident (N6-N11)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from admin.case.file import CaseFile
from admin.case.sentences import process_words
from models.case import ReviewAsked
from models.wording import listed

BASES = {"same_child": "the same child", "same_incident": "the same incident and surname"}


@dataclass(frozen=True)
class Process:
    """A parallel process. ``contact``: the document that says whom to speak to."""

    name: str
    hold: bool
    contact: str | None
    since: datetime


@dataclass(frozen=True)
class Kin:
    """Another case, and why it is shown here."""

    case: str
    bases: str


def processes_seen(file: CaseFile) -> tuple[Process, ...]:
    """The parallel processes as last linked: one linked again has its latest contact and hold (N9)."""
    linked = [entry for entry in file.kept if entry.action == "process_linked"]
    latest = {str(entry.detail.get("process")): entry for entry in linked}
    return tuple(
        Process(process_words(code), bool(entry.detail.get("hold")), entry.reasons, entry.at)
        for code, entry in latest.items()
    )


def alte_seen(file: CaseFile) -> str:
    """How the ALTE part stands, in a sentence; blank where the form asked for none (N6)."""
    if file.row.opening.review_asked is ReviewAsked.RAPID_REVIEW:
        return ""
    outcome = file.last("alte_outcome_recorded")
    if outcome is not None:
        held = "to hold" if outcome["detail"].get("review_held") else "not to hold"
        return f"The CDOP decided {held} an ALTE review."
    return "The ALTE part was handed over to the CDOP, whose decision is awaited."


def kin_seen(file: CaseFile) -> tuple[Kin, ...]:
    """Cases about the same child or incident; only for those who may see every case (N11, K1)."""
    if not file.at.visitor.capacities("read_case", frozenset()):
        return ()
    bases: dict[str, list[str]] = {case: [] for case in file.row.opening.possible_duplicates}
    for found in file.wiring.register.kindred_of(file.case):
        bases.setdefault(found.case, []).append(found.basis)
    return tuple(Kin(case, _why(told)) for case, told in sorted(bases.items()))


def _why(bases: Iterable[str]) -> str:
    told = listed(BASES.get(basis, basis) for basis in bases)
    return told or "shown as a probable duplicate when the case opened"
