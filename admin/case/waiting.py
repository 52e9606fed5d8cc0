"""What a case waits for, and from whom: votes, returns, signatures, the Panel's word, actions (R4, R11, T2, L6, G1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from admin.case.file import CaseFile
from models.case import Part
from models.london import london_date
from models.timetable import Timetable
from models.wording import CAPACITIES, words


@dataclass(frozen=True)
class Waited:
    """One who is waited for, or who has answered. ``state``: a code of the status part."""

    who: str
    state: str
    text: str = ""
    due: date | datetime | None = None


@dataclass(frozen=True)
class Waits:
    """A group of them, with the room where it is dealt with."""

    title: str
    summary: str
    href: str
    link: str
    items: tuple[Waited, ...]


def waits_seen(file: CaseFile) -> tuple[Waits, ...]:
    """Everything the open parts wait for; what keeps the case from its next step comes first."""
    groups = (each(file) for each in (_votes, _signatures, _reply, _lcspr, _publication, _returns, _cascade, _actions))
    return tuple(group for group in groups if group is not None)


def _group(
    file: CaseFile, title: str, room: str, link: str, items: Iterable[Waited], *, missing_only: bool = False
) -> Waits | None:
    every = tuple(items)
    missing = tuple(item for item in every if item.state not in ("here", "done"))
    found = missing if missing_only else every
    if not found:
        return None
    summary = f"{len(every) - len(missing)} of {len(every)}"
    return Waits(title, summary, f"/cases/{file.case}/{room}", link, found)


def _outstanding(file: CaseFile, part: Part, *kinds: str) -> list[str]:
    standing = file.standing(part)
    waits = standing.waits_for if standing is not None and not standing.ended else ()
    return [who for who in waits if who.partition(":")[0] in kinds]


def _votes(file: CaseFile) -> Waits | None:
    """Who has voted; how they voted stands in the room of the vote."""
    standing = file.standing(Part.THRESHOLD)
    if standing is None or standing.ended:
        return None
    missing = {who.partition(":")[2] for who in standing.waits_for}
    partners = [partner for partner in CAPACITIES if partner != "qiip_chair"]
    items = (
        Waited(_capital(words(CAPACITIES, each)), *_voted(each in missing, standing.due, file.now)) for each in partners
    )
    return _group(file, "Votes", "threshold", "See the vote", items)


def _voted(missing: bool, due: datetime | None, now: datetime) -> tuple[str, str, datetime | None]:
    if not missing:
        return "here", "has voted", None
    return ("late" if due is not None and due <= now else "waiting"), "has not voted", due


def _cascade(file: CaseFile) -> Waits | None:
    missing = _outstanding(file, Part.REVIEW, "partner")
    items = (
        Waited(_capital(file.who(who)), "waiting", "has not confirmed that its agency was told") for who in missing
    )
    return _group(file, "Told of the decision", "threshold", "See the confirmations", items)


# agency returns


def _returns(file: CaseFile) -> Waits | None:
    standing = file.standing(Part.RAPID_REVIEW)
    if standing is None or standing.ended:
        return None
    latest = {row["agency"]: row for row in file.returns}
    view = file.plans.fifteen_days
    days = _days(view.timetable) if view else {}
    asked = [row for row in file.requests if row["withdrawn_at"] is None]
    items = sorted((_return(file, row, latest.get(row["agency"]), days) for row in asked), key=_late_first)
    is_over = standing.stage not in _AWAITING_RETURNS
    return _group(file, "Agency returns", "returns", "See the returns", items, missing_only=is_over)


_AWAITING_RETURNS = ("commissioning_chair", "agency_returns", "chronology_and_kloes")


def _days(timetable: Timetable) -> dict[int, datetime]:
    return {day.number: day.closes_at for day in timetable.days}


def _return(file: CaseFile, row: dict[str, Any], given: dict[str, Any] | None, days: dict[int, datetime]) -> Waited:
    who, due = file.book.agency(row["agency"]), days.get(row["due_day"] or 0)
    if given is not None:
        late = ", after its due date" if given["late"] else ""
        return Waited(who, "here", f"{_ANSWERS.get(given['answer'], given['answer'])}{late}")
    since = f"asked on {london_date(row['asked_at']):%a %d %b}".replace(" 0", " ")
    is_late = due is not None and due <= file.now
    return Waited(who, "late" if is_late else "asked", since + (", short notice" if row["short_notice"] else ""), due)


_ANSWERS = {"full": "returned in full", "partial": "returned in part", "no_records": "holds no records"}
_ORDER = {"late": 0, "asked": 1, "waiting": 1, "refused": 0, "open": 1}


def _late_first(item: Waited) -> tuple[int, str]:
    return (_ORDER.get(item.state, 2), item.who)


# signatures


def _signatures(file: CaseFile) -> Waits | None:
    standing = file.standing(Part.RAPID_REVIEW)
    if standing is None or standing.stage not in ("sign_off", "executive_decision"):
        return None
    rows = [row for row in file.signatures if row["part"] == Part.RAPID_REVIEW and row["voided_at"] is None]
    latest = {row["capacity"]: row for row in rows}
    items = (_signature(capacity, latest.get(capacity), standing.due, file.now) for capacity in CAPACITIES)
    return _group(file, "Signatures", "sign-off", "See the signatures", items)


def _signature(capacity: str, row: dict[str, Any] | None, due: datetime | None, now: datetime) -> Waited:
    who = _capital(words(CAPACITIES, capacity))
    if row is None:
        return Waited(who, "late" if due is not None and due <= now else "waiting", "has not signed", due)
    if row["state"] == "refused":
        return Waited(who, "refused", f"did not sign version {row['report_version']}, with reasons")
    said = "signed for by the Management Group Chair," if row["state"] == "in_place" else "signed"
    return Waited(who, "here", f"{said} version {row['report_version']}")


# after the submission


def _reply(file: CaseFile) -> Waits | None:
    standing = file.standing(Part.PANEL_REPLY)
    if standing is None or standing.ended:
        return None
    state = "late" if standing.due is not None and standing.due <= file.now else "waiting"
    texts = {
        "panel_replied": "its reply to the Rapid Review Report",
        "answer_queries": "our answer to its queries",
        "reconsider_lcspr": "the decision on a LCSPR, taken again",
        "national_review_ended": "the end of its national review",
    }
    text = texts.get(standing.next_action, standing.next_action)
    item = Waited(_capital(file.who(standing.holder)), state, text, standing.due)
    return _group(file, "The National Panel's reply", "reply", "See the exchange", [item])


def _lcspr(file: CaseFile) -> Waits | None:
    agencies = _outstanding(file, Part.LCSPR, "agency")
    holds = _outstanding(file, Part.LCSPR, "release")
    items = [
        *(Waited(file.who(who), "waiting", "has not signed the draft") for who in agencies),
        *(Waited(_capital(file.who(who)), "held", "") for who in holds),
    ]
    return _group(file, "LCSPR", "lcspr", "See the LCSPR", items)


def _publication(file: CaseFile) -> Waits | None:
    bodies = _outstanding(file, Part.PUBLICATION, "body")
    holds = _outstanding(file, Part.PUBLICATION, "release")
    items = [
        *(Waited(_capital(file.who(who)), "waiting", "the report has not been sent to it") for who in bodies),
        *(Waited(_capital(file.who(who)), "held", "") for who in holds),
    ]
    return _group(file, "Publication", "publication", "See the publication", items)


def _actions(file: CaseFile) -> Waits | None:
    rows = [row for row in file.actions if not row["immediate"]]
    items = sorted((_action(file, row) for row in rows), key=_late_first)
    return _group(file, "Learning actions", "actions", "See the actions", items)


def _action(file: CaseFile, row: dict[str, Any]) -> Waited:
    who = f"{row['action']}: {file.book.agency(row['owner'] or '')}"
    if row["state"] != "open":
        return Waited(who, "done", row["state"].replace("_", " "))
    due: date | None = row["due"]
    return Waited(who, "late" if due is not None and due < london_date(file.now) else "open", "", due)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
