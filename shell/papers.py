"""``documents`` and ``read``: what papers a case has, and reading one, which is itself on record (K2, K3)."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from shell.acting import Acting, ActingRole, Case
from shell.dates import AsJson, print_json
from shell.exits import Ending, Ends
from shell.tables import print_lines, print_table


def documents(case: Case, as_json: AsJson = False) -> None:
    """List the documents of a case, unopened: kind, version, whose, when, how many gaps."""
    from shell.composition import open_front_desk
    from shell.words import instant

    with open_front_desk() as front:
        front.house.register.case(case)
        rows = front.house.register.documents_of(case)
    if as_json:
        names = ("id", "kind", "version", "agency", "person", "sha256")
        told = [{**{name: getattr(row, name) for name in names}, "role": str(row.role)} for row in rows]
        more = [{"at": row.at.isoformat(), "gaps": list(row.gaps)} for row in rows]
        print_json([{**one, **other} for one, other in zip(told, more, strict=True)])
        return
    headings = ("Document", "Kind", "Version", "Agency", "Filed by", "In the role of", "At", "Gaps")
    print_table(
        headings,
        [
            (
                row.id,
                row.kind,
                str(row.version),
                row.agency,
                row.person,
                str(row.role),
                instant(row.at),
                _count(row.gaps),
            )
            for row in rows
        ],
    )


def _count(gaps: tuple[str, ...]) -> str:
    return str(len(gaps)) if gaps else ""


def read(
    case: Case,
    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help="The document's reference; `documents` lists them.")
    ],
    why: Annotated[str, typer.Option(help="Why it is read: goes on record, so no names.")],
    acting: Acting = None,
    acting_role: ActingRole = None,
    as_json: AsJson = False,
) -> None:
    """Read a document. Who read it, when and why goes into the audit trail before a word is shown (K2)."""
    from shell.composition import open_front_desk
    from shell.entitled import READ_PAPERS, insist_may_read

    if not why.strip():
        raise Ends(Ending.BAD_INPUT, "no_reason", "Say why it is read: --why REASON.")
    with open_front_desk() as front:
        by = front.actor(acting, acting_role, READ_PAPERS)
        insist_may_read(front, case, by)
        payload = front.house.register.read_document(case, document, by, front.now(), why.strip())
        row = front.house.register.document(case, document)
    if as_json:
        print_json({"case": case, "document": document, "kind": row.kind, "version": row.version, "says": payload})
    else:
        print_lines([f"{document}: {row.kind}, version {row.version}", ""])
        text = payload if isinstance(payload, str) else json.dumps(payload, ensure_ascii=False, indent=2)
        print_lines(text.split("\n"))
