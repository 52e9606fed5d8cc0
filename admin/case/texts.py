"""What a text of a case was given with, as the timeline says it: "Reasons: the panel was moved to ..." (K2)."""

from __future__ import annotations

from adapters.register.audit import Entry
from admin.case.file import CaseFile
from admin.case.sentence_table import Told
from admin.case.sentences import kind_of, sentence_of


def titles_of(file: CaseFile) -> dict[str, str]:
    """By document: what it is to the decision or the fact it came with, and that in a sentence. Opens none of them."""
    found: dict[str, str] = {}
    for entry in file.wiring.register.audit_of(file.case):
        if kind_of(entry.action) is Told.VIEW:
            continue
        for document, name in _given_with(entry).items():
            found.setdefault(document, f"{name}: {sentence_of(entry, file.who).text}")
    return found


def _given_with(entry: Entry) -> dict[str, str]:
    named = {str(value): name.replace("_", " ").capitalize() for name, value in entry.detail.items()}
    return {**named, entry.reasons: "Reasons"} if entry.reasons else named
