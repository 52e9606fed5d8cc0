"""Which rooms a case has: one for each part it has come to, and that this person may enter (K1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from adapters.register.cases import CaseRow
from admin.admission import Admission
from models.case import CaseKind, Part
from models.record import Standing

Standings = Mapping[Part, Standing]


@dataclass(frozen=True)
class Room:
    """A room of a case: its code (the end of its address), what it is called, what one must be allowed to see."""

    code: str
    text: str
    needs: str
    path: str = ""


def _begun(*parts: Part) -> Callable[[CaseRow, Standings], bool]:
    return lambda row, standings: any(part in standings for part in parts)


def _voted_on(row: CaseRow, standings: Standings) -> bool:
    return row.kind is CaseKind.CFC or Part.THRESHOLD in standings


_REVIEW = _begun(Part.RAPID_REVIEW)
_AFTER = _begun(Part.PANEL_REPLY, Part.LCSPR, Part.LEARNING)
_ROOMS: tuple[tuple[Room, Callable[[CaseRow, Standings], bool]], ...] = (
    (Room("threshold", "Threshold", "read_case"), _voted_on),
    (Room("returns", "Agency returns", "read_case"), _REVIEW),
    (Room("chronology", "Chronology and KLOEs", "read_papers"), _REVIEW),
    (Room("panel", "Rapid Review Panel", "read_case"), _REVIEW),
    (Room("report", "Rapid Review Report", "read_case"), _REVIEW),
    (Room("sign-off", "Check and sign-off", "read_case"), _REVIEW),
    (Room("submission", "Submission", "read_case"), _REVIEW),
    (Room("reply", "National Panel's reply", "read_case"), _AFTER),
    (Room("lcspr", "LCSPR", "read_case"), _begun(Part.LCSPR)),
    (Room("publication", "Publication", "read_case"), _begun(Part.PUBLICATION)),
    (Room("actions", "Actions", "read_case"), lambda row, standings: True),
    (Room("closing", "Closing", "read_case"), lambda row, standings: True),
)
_BY_CODE: Mapping[str, Room] = {room.code: room for room, _ in _ROOMS}


def room_called(code: str, case: str) -> Room:
    """A room by its code, whether the case has come to it or not."""
    return replace(_BY_CODE[code], path=f"/cases/{case}/{code}")


def rooms_of(row: CaseRow, standings: Standings, admission: Admission) -> tuple[Room, ...]:
    """The rooms of a case in the order of its course; only those this person may enter."""
    return tuple(
        room_called(room.code, row.reference)
        for room, exists in _ROOMS
        if exists(row, standings) and admission.may(room.needs)
    )
