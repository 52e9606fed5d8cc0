"""``notify`` and ``reopen``: a filed form opens a case, or opens a closed one again (N1-N14, T6, T8)."""

from __future__ import annotations

import asyncio
from enum import StrEnum
from typing import Annotated, Any

import typer

from shell.acting import Acting, ActingRole, Case, Token, Wait, token
from shell.asking import a_form
from shell.dates import AsJson
from shell.exits import Ending

FormFile = Annotated[
    dict[str, Any],
    typer.Argument(parser=a_form, metavar="FORM.json", help="The filled form, or - for standard input."),
]


KINDS = """sin: a Serious Incident Notification; cfc: a Case for Consideration (Appendix 1); referral: from Child Death
Review or ALTE."""


class Kind(StrEnum):
    """How a case comes in."""

    SIN = "sin"
    CFC = "cfc"
    REFERRAL = "referral"


def notify(
    kind: Annotated[Kind, typer.Argument(help=KINDS)],
    form: FormFile,
    acting: Acting = None,
    acting_role: ActingRole = None,
    open_duplicates: Annotated[
        bool, typer.Option("--open-duplicates", help="The probable duplicates were looked at: open all the same (N11).")
    ] = False,
    case: Annotated[
        str | None,
        typer.Option("--case", metavar="CASE", help="A SIN for a case there is: it ends an open ballot (T8)."),
    ] = None,
    command_id: Token = None,
    wait: Wait = 0.0,
    as_json: AsJson = False,
) -> None:
    """Open a case from a filed form, and say what happens next (N1-N14).

    Incomplete forms are accepted and the clock runs; what is missing is listed. Without --as the Coordinator files.
    """
    if case is not None and kind is not Kind.SIN:
        raise typer.BadParameter("takes a SIN only; `reopen` takes new information", param_hint="--case")
    way = "open" if case is None else "sin"
    _file(way, case, str(kind), form, acting, acting_role, command_id, open_duplicates, wait, as_json)


def reopen(
    case: Case,
    form: FormFile,
    acting: Acting = None,
    acting_role: ActingRole = None,
    command_id: Token = None,
    wait: Wait = 0.0,
    as_json: AsJson = False,
) -> None:
    """Open a closed case again on new information, with a new ballot (T5, T6). FORM.json is an Appendix 1."""
    _file("reopen", case, "cfc", form, acting, acting_role, command_id, False, wait, as_json)


def _file(
    way: str, case: str | None, kind: str, form: dict[str, Any], acting: str | None, role: ActingRole,
    command_id: str | None, open_duplicates: bool, wait: float, as_json: bool,
) -> None:  # fmt: skip
    from shell.filing import FiledPaper, file_paper
    from shell.handing_in import Envelope

    envelope = Envelope(case or "", acting, role, token(command_id), wait, as_json)
    ending = asyncio.run(file_paper(FiledPaper(way, kind, form, open_duplicates), envelope))
    if ending is not Ending.DONE:
        raise typer.Exit(ending)
