"""One command for every decision and every fact there is, made from the classes of :mod:`models.messages`.

A new message has its command without a line here: its docstring is the help, its fields are the options.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable
from typing import Any

import typer

from models import authority
from models.case import Part
from models.commands import Fact, Told
from models.messages.catalogue import MESSAGES
from shell.acting import Acting, ActingRole, Case, OnlyAsRole, Token, Wait, token
from shell.asking import asked_fields, option_of
from shell.dates import AsJson
from shell.exits import Ending

PANELS: dict[Part, str] = {
    Part.REVIEW: "Decide and report: the case as a whole",
    Part.THRESHOLD: "Decide and report: threshold",
    Part.RAPID_REVIEW: "Decide and report: Rapid Review",
    Part.PANEL_REPLY: "Decide and report: the National Panel's reply",
    Part.LCSPR: "Decide and report: LCSPR",
    Part.PUBLICATION: "Decide and report: publication",
    Part.LEARNING: "Decide and report: learning",
}


def command_name(kind: type[Told]) -> str:
    """What the command of a message is called: ``cast-vote``."""
    return kind.name.replace("_", "-")


def by_command() -> dict[str, type[Told]]:
    """Every message by the name of its command, part by part."""
    order = list(Part)
    kinds = sorted(MESSAGES.values(), key=lambda kind: (order.index(kind.part), issubclass(kind, Fact)))
    return {command_name(kind): kind for kind in kinds}


def help_of(kind: type[Told]) -> str:
    """What a command says of itself: the message's own words, who may use it, whether it can be refused."""
    roles = ", ".join(role.value.replace("_", " ") for role in authority.MAY.get(kind.name, ())) or "nobody"
    nature = "A fact: it has happened, and is always taken." if issubclass(kind, Fact) else "A decision."
    return f"{inspect.getdoc(kind)}\n\n{nature} For: {roles}."


def callback_of(kind: type[Told]) -> Callable[..., None]:
    """The function behind a message's command, with one parameter for each field that is asked for."""
    fields = list(asked_fields(kind))

    def hand_in(**given: Any) -> None:
        from shell.handing_in import Envelope, hand_in_from_shell

        envelope = Envelope(
            case=given["case"],
            acting=given["acting"],
            role=given["acting_role"],
            command_id=token(given["command_id"]),
            wait=given["wait"],
            as_json=given["as_json"],
        )
        values = {name: given[name] for name, _, _ in fields if given[name] is not None}
        ending = asyncio.run(hand_in_from_shell(kind, values, envelope))
        if ending is not Ending.DONE:
            raise typer.Exit(ending)

    role: Any = OnlyAsRole if "role" in kind.model_fields else ActingRole
    parameters = [
        _parameter("case", Case),
        *(option_of(*each) for each in fields),
        _parameter("acting", Acting, None),
        _parameter("acting_role", role, None),
        _parameter("command_id", Token, None),
        _parameter("wait", Wait, 0.0),
        _parameter("as_json", AsJson, False),
    ]
    hand_in.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    hand_in.__annotations__ = {each.name: each.annotation for each in parameters}
    hand_in.__name__ = kind.name
    return hand_in


def _parameter(name: str, annotation: Any, default: Any = inspect.Parameter.empty) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
