"""The pages of a case, as links: only those this person may look at (K1)."""

from __future__ import annotations

from dataclasses import dataclass

from admin.admission import Admission


@dataclass(frozen=True)
class View:
    """A page of a case: its code, what it is called, where it is."""

    code: str
    text: str
    href: str


_VIEWS: tuple[tuple[str, str, str], ...] = (
    ("", "Case", "read_case"),
    ("timeline", "Timeline", "read_case"),
    ("dates", "Why these dates", "read_case"),
    ("what-if", "What if", "what_if"),
    ("papers", "Papers", "read_papers"),
    ("letters", "Letters", "read_case"),
    ("processes", "Linked processes", "read_case"),
)


def views_of(at: Admission) -> tuple[View, ...]:
    """The pages of the case that somebody was admitted to."""
    case = at.row.reference
    return tuple(
        View(code or "case", text, f"/cases/{case}/{code}".rstrip("/")) for code, text, needs in _VIEWS if at.may(needs)
    )
