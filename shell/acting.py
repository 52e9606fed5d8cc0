"""Options that every command shares which does something: who acts, under which token, how long to keep trying."""

from __future__ import annotations

import secrets
from typing import Annotated

import typer

from models.people import Role

Case = Annotated[str, typer.Argument(metavar="CASE", help="The case's reference, such as GSCP-2026-014.")]
Acting = Annotated[
    str | None,
    typer.Option(
        "--as", metavar="PERSON", envvar="REVIEW_AS", help="Who acts: a reference such as P-0002, or an e-mail address."
    ),
]
ActingRole = Annotated[
    Role | None,
    typer.Option(
        "--role", "--as-role", show_choices=False, metavar="ROLE", help="In which role, where the person holds several."
    ),
]
OnlyAsRole = Annotated[
    Role | None,
    typer.Option(
        "--as-role", show_choices=False, metavar="ROLE", help="In which role they act, where they hold several."
    ),
]
Token = Annotated[
    str | None,
    typer.Option(
        "--command-id",
        metavar="TOKEN",
        help="A one-time token: the same thing again under the same token is done once.",
    ),
]
Wait = Annotated[
    float,
    typer.Option("--wait", min=0, metavar="SECONDS", help="Keep trying while the service is away. Default: once."),
]


def token(given: str | None) -> str:
    """The token given, or a new one."""
    return given or f"c-{secrets.token_hex(8)}"
