"""The audit trail in words: an entry as a sentence, who acted by role, and what kind of thing it was (K2).

Names are never told here: people are spoken of by their role and agency, as letters do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from adapters.register.audit import Entry
from admin.case.letter_words import LETTERS, letter_words
from admin.case.sentence_table import TOLD, Told
from models.letter_facts import fact_words
from models.people import Actor, Role
from models.wording import (
    ADVICE,
    BASES,
    BODIES,
    CAPACITIES,
    CHECKS,
    KINDS,
    OUTCOMES,
    REASONS,
    ROLES,
    STEPS,
    date_words,
    instant_words,
    listed,
    words,
)

Who = Callable[[str], str]  # a recipient reference in words

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_DETAIL = re.compile(r"\{(\w+)(?:\?([^|}]*)\|([^}]*))?\}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}\S*")
_AGENCY = re.compile(r"A-\d{3,5}")
_REFERENCES = ("role", "partner", "deputy", "agency", "lead", "body", "person")
_AGENCIES = frozenset({"agency", "agencies", "owner", "returns_missing"})
_BOXES = frozenset({"gaps", "parts_missing"})  # paths of boxes of a form
_PLANS = {"calendar": "the calendar changed", "correction": "the day of notification was corrected"}
_WHY = {
    "begun": "publication began", "sent": "the report was sent", "sent_again": "another version was sent",
    "published": "it was published", "not_to_publish": "it is not to be published", "queries": "the Panel has queries",
    "answered": "the queries were answered", "national_review_ended": "the national review ended",
}  # fmt: skip
_PANEL = {
    "agrees": "it agrees", "queries": "it has queries", "disagrees": "it disagrees",
    "national_review": "it holds a national review",
}  # fmt: skip
_RETURNS = {"full": "in full", "partial": "in part", "no_records": "no records"}
_PROCESSES = {
    "cdr": "Child Death Review", "alte": "ALTE review", "mnsi": "maternity and newborn safety investigation",
    "criminal": "criminal investigation", "inquest": "inquest", "care": "care proceedings",
    "dardr": "domestic abuse related death review", "sar": "safeguarding adult review",
    "mappa": "MAPPA Serious Case Review", "lado": "allegation against a professional (LADO)",
    "psii": "NHS patient safety incident investigation", "iopc": "IOPC investigation",
}  # fmt: skip
_TABLES: dict[str, Mapping[str, str]] = {
    "advice": ADVICE, "basis": BASES, "kind": KINDS, "kinds": KINDS, "outcome": OUTCOMES,
    "reason": {**REASONS, **_WHY, **_PLANS},
    "reasons_for_it": {**REASONS, **_WHY, **_PLANS}, "role": ROLES, "step": STEPS, "reply": _PANEL, "answer": _RETURNS,
    "process": _PROCESSES, "failed": CHECKS, "recipient": BODIES, "purpose": LETTERS,
}  # fmt: skip


@dataclass(frozen=True)
class Sentence:
    """An entry of the trail as the timeline shows it. ``reasons``: the document that says why."""

    seq: int
    at: datetime
    kind: Told
    text: str
    by: str
    part: str
    clause: str
    reasons: str | None
    document: str | None


def sentence_of(entry: Entry, who: Who) -> Sentence:
    """An entry in words; one of an unknown code says its code, so that a new code never hides what happened."""
    kind, text = _line(entry)
    return Sentence(
        seq=entry.seq,
        at=entry.at,
        kind=kind,
        text=_sentence(_filled(text, entry.detail, who)),
        by=by_words(entry.by, who),
        part=entry.part,
        clause=entry.clause,
        reasons=entry.reasons,
        document=_document(entry.detail),
    )


def process_words(code: str) -> str:
    """What a parallel process is called (N9)."""
    return words(_PROCESSES, code)


def kind_of(action: str) -> Told:
    """To which filter of the timeline an action belongs."""
    return TOLD[action][0] if action in TOLD else Told.LETTER if action in LETTERS else Told.SYSTEM


def by_words(by: Actor, who: Who) -> str:
    """Who acted: role, partner or agency, and whether as a deputy; never a name."""
    if by.role is Role.SERVICE:
        return "The review system"
    said = words(ROLES, by.role)
    if by.role is Role.QIIP_MEMBER and by.partner is not None:
        said += f" for {words(CAPACITIES, by.partner)}"
    elif by.agency is not None:
        said += f", {who(f'agency:{by.agency}')}"
    said += " (as deputy)" if by.deputy_for else ""
    return said[:1].upper() + said[1:]


def _line(entry: Entry) -> tuple[Told, str]:
    if entry.action in TOLD and "alarm" not in entry.detail:
        return TOLD[entry.action]
    if entry.action in LETTERS:
        return Told.LETTER, f"Reminder[ to {{to}}]: {letter_words(entry.action)}."
    return TOLD.get(entry.action) or (Told.SYSTEM, entry.action.replace("_", " ") + ".")


def _filled(text: str, detail: Mapping[str, Any], who: Who) -> str:
    def optional(found: re.Match[str]) -> str:
        inside = found.group(1)
        told = all(_is_told(each.group(1), detail.get(each.group(1))) for each in _DETAIL.finditer(inside))
        return inside if told else ""

    def one(found: re.Match[str]) -> str:
        name, yes, no = found.groups()
        if yes is not None:
            return str(yes if detail.get(name) else no)
        return _said(name, detail.get(name), who)

    return _DETAIL.sub(one, _OPTIONAL.sub(optional, text))


def _is_told(name: str, value: Any) -> bool:
    is_first = name in ("version", "return_version") and value == 1  # of which nobody need be told
    return value not in (None, "", [], ()) and not is_first


def _said(name: str, value: Any, who: Who) -> str:
    if isinstance(value, list | tuple):
        return listed(_said(name, each, who) for each in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = "" if value is None else str(value)
    if _INSTANT.fullmatch(text):
        return instant_words(datetime.fromisoformat(text))
    if _DAY.fullmatch(text):
        return date_words(date.fromisoformat(text))
    if text.partition(":")[0] in _REFERENCES and ":" in text:
        return who(text)
    if name in _AGENCIES and _AGENCY.fullmatch(text):
        return who(f"agency:{text}")
    if name in _BOXES:
        return listed(map(str, _as_tuple(fact_words("gaps", text))))
    return words(_TABLES.get(name, CAPACITIES), text)


def _as_tuple(said: object) -> tuple[object, ...]:
    return said if isinstance(said, tuple) else (said,)


def _document(detail: Mapping[str, Any]) -> str | None:
    found = next((detail[name] for name in ("document", "minutes") if detail.get(name)), None)
    return str(found) if found else None


def _sentence(text: str) -> str:
    text = text.replace("..", ".")
    return text[:1].upper() + text[1:]
