"""The timeline of a case: the audit trail in words, filtered, in pages; and as a file for those who verify it (K2)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import Response

from adapters.register.audit import Entry
from admin.case.file import CaseFile
from admin.case.history import NAMES, history_seen, kinds_asked, said_to
from admin.case.opened import Filed
from admin.case.sentence_table import Told
from admin.case.sentences import Sentence
from admin.case.views import views_of
from admin.door import Door
from admin.rendering import page
from admin.viewing import note_view
from desk.words import part_words

door = Door()
COLUMNS = ("number", "at_utc", "part", "kind", "what", "by", "clause", "action", "detail", "reasons_document")
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@door.see("/cases/{case}/timeline", "read_case")
def timeline(request: Request, file: Filed) -> Response:
    """What happened, the newest first; who looked at what only when asked for."""
    note_view(file.wiring, file.at, "timeline")
    kinds = kinds_asked(request.query_params.getlist("kind"))
    history = history_seen(file, kinds, request.query_params.get("page", ""))
    return page(
        request,
        "case/timeline.html",
        row=file.row,
        views=views_of(file.at),
        may=file.at.may,
        history=history,
        kinds=[(kind, NAMES[kind], kind in kinds) for kind in Told],
        part_words=part_words,
    )


@door.see("/cases/{case}/timeline.csv", "verify_audit")
def timeline_csv(file: Filed) -> Response:
    """The whole timeline as a table for a spreadsheet; no cell can be taken for a formula."""
    note_view(file.wiring, file.at, "timeline_csv")
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    rows.writerows([safe_cell(cell) for cell in _cells(entry, said)] for entry, said in _all(file))
    return _file(out.getvalue(), f"{file.case}-timeline.csv", "text/csv; charset=utf-8")


@door.see("/cases/{case}/timeline.json", "verify_audit")
def timeline_json(file: Filed) -> Response:
    """The whole timeline for programs."""
    note_view(file.wiring, file.at, "timeline_json")
    told = [dict(zip(COLUMNS, _cells(entry, said), strict=True)) for entry, said in _all(file)]
    text = json.dumps({"case": file.case, "entries": told}, ensure_ascii=False, indent=1)
    return _file(text, f"{file.case}-timeline.json", "application/json")


def safe_cell(cell: str) -> str:
    """A cell that a spreadsheet shows and never calculates."""
    return f"'{cell}" if cell.startswith(BEGINS_A_FORMULA) else cell


def _all(file: CaseFile) -> Iterable[tuple[Entry, Sentence]]:
    for entry in file.wiring.register.audit_of(file.case):
        yield file.veil.within(entry) if file.veil else entry, said_to(file, entry)


def _cells(entry: Entry, said: Sentence) -> tuple[str, ...]:
    return (
        str(entry.seq),
        entry.at.isoformat(),
        entry.part,
        str(said.kind),
        said.text,
        said.by,
        entry.clause,
        entry.action,
        json.dumps(entry.detail, ensure_ascii=False, sort_keys=True),
        entry.reasons or "",
    )


def _file(text: str, name: str, kind: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(text.encode(), media_type=kind, headers=headers)
