"""``account``: invite people to sign in, list how they do, close an account (ASVS 6.4, 7.4.5)."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from adapters.register.accounts import AccountRow
from admin.account_letters import AccountLetters
from admin.invitations import invitation
from shell.acting import Acting, ActingRole
from shell.dates import AsJson, print_json
from shell.house import House
from shell.register_opened import opened, who

app = typer.Typer(no_args_is_help=True, help="Accounts: invite, list, reset, close.")

Person = Annotated[str, typer.Argument(metavar="PERSON", help="A reference such as P-0002, or an e-mail address.")]
Send = Annotated[bool, typer.Option("--send", help="Send it to their e-mail address instead of printing it.")]


@app.command("list")
def list_accounts(as_json: AsJson = False) -> None:
    """List who has an account here, with or without a second factor; references only."""
    with opened() as house:
        rows = house.register.accounts()
    if as_json:
        print_json([{"person": row.person, "state": _state(row), "second_factor": _has_app(row)} for row in rows])
        return
    for row in rows:
        typer.echo(f"{row.person:<10} {_state(row):<10} {'app' if _has_app(row) else ''}".rstrip())
    if not rows:
        typer.echo("Nobody has an account here: `account invite PERSON` makes one.")


@app.command()
def invite(person: Person, send: Send = False, by: Acting = None, role: ActingRole = None) -> None:
    """Invite somebody of the directory to choose a password; prints the link, which works once and for a week."""
    with opened() as house:
        now, settings = house.clock.now(), house.settings
        person = reference(house, person)
        link, until = invitation(house.register, settings.pages_address, person, now, who(house, by, role))
        if not send:
            typer.echo(link)
            return
        letters = AccountLetters(house.register, house.letters(), house.mail())
        is_sent = asyncio.run(letters.invite(person, link, until, now))
    if not is_sent:
        typer.echo("The invitation could not be sent; without --send it is printed.", err=True)
        raise typer.Exit(1)
    typer.echo(f"{person}: the invitation is on its way")


@app.command()
def reset(person: Person, by: Acting = None, role: ActingRole = None) -> None:
    """Take a lost second factor off somebody's account, sign them out everywhere, and print a new invitation."""
    with opened() as house:
        now, actor, person = house.clock.now(), who(house, by, role), reference(house, person)
        link, _ = invitation(house.register, house.settings.pages_address, person, now, actor)
        with house.register.transaction():
            house.register.set_second_factor(person, None, now, actor)
            house.register.end_sessions_of(person, now, actor)
        typer.echo(link)


@app.command()
def close(person: Person, by: Acting = None, role: ActingRole = None) -> None:
    """Close an account: its person is signed out everywhere and stays out, by the provider too, until invited again."""
    with opened() as house:
        now, actor, person = house.clock.now(), who(house, by, role), reference(house, person)
        house.register.shut_out(person, now, actor)
        ended = house.register.end_sessions_of(person, now, actor)
    typer.echo(f"{person}: closed; {ended} sessions ended")


def reference(house: House, person: str) -> str:
    """The reference of a person named by it or by their e-mail address."""
    return house.register.person_at(person) or person


def _state(row: AccountRow) -> str:
    if row.closed_at is not None:
        return "closed"
    return "open" if row.password else "invited"


def _has_app(row: AccountRow) -> bool:
    return row.second_factor is not None
