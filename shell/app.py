"""The shell's commands, each loaded when it is asked for: a timetable needs neither Temporal nor the register."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple

import typer
from typer.core import TyperGroup

from shell.exits import Ending, Ends, as_help
from shell.failures import report

PROGRAM = "starter.py"


class Place(NamedTuple):
    """Where a command is: its module, what it is called there, and under which heading it stands in the help."""

    module: str
    called: str
    panel: str


CASES, PAPERS, TIME = "Open a case and look at cases", "Papers", "Time and policy"
DAYS, RECORD, RUNNING = "A calendar that changes", "The record", "Keeping it running"
COMMANDS: dict[str, Place] = {
    "notify": Place("shell.notify", "notify", CASES),
    "reopen": Place("shell.notify", "reopen", CASES),
    "cases": Place("shell.cases", "cases", CASES),
    "show": Place("shell.case_page", "show", CASES),
    "timeline": Place("shell.timeline", "timeline", CASES),
    "explain": Place("shell.explain", "explain", CASES),
    "web": Place("shell.web", "web", CASES),
    "forms": Place("shell.templates", "forms", PAPERS),
    "template": Place("shell.templates", "template", PAPERS),
    "documents": Place("shell.papers", "documents", PAPERS),
    "read": Place("shell.papers", "read", PAPERS),
    "chronology": Place("shell.merged", "chronology", PAPERS),
    "post": Place("shell.post", "post", PAPERS),
    "letters": Place("shell.letters", "app", PAPERS),
    "mailbox": Place("shell.mailbox", "app", PAPERS),
    "timetable": Place("shell.timetable", "timetable", TIME),
    "workdays": Place("shell.workdays", "app", TIME),
    "policy": Place("shell.policy", "app", TIME),
    "calendar": Place("shell.proclaiming", "app", DAYS),
    "audit": Place("shell.audit", "app", RECORD),
    "directory": Place("shell.directory", "app", RECORD),
    "account": Place("shell.accounts", "app", RECORD),
    "keys": Place("shell.keys", "app", RECORD),
    "demo-data": Place("shell.demo_data", "demo_data", RUNNING),
    "redeliver": Place("shell.service", "redeliver", RUNNING),
    "health": Place("shell.service", "health", RUNNING),
}


class Commands(TyperGroup):
    """All commands: the table above, and one for every decision and fact."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Every command's name, in the order of the help."""
        from shell.decisions import by_command

        return [*(name for name, place in COMMANDS.items() if find_spec(place.module)), *by_command()]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of this name, or None."""
        if cmd_name not in self.commands:
            found = _placed(cmd_name) if cmd_name in COMMANDS else _message(cmd_name)
            if found is None:
                return None
            self.commands[cmd_name] = found
        return self.commands[cmd_name]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command meant; a name nobody knows is answered with the nearest ones."""
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            near = difflib.get_close_matches(args[0], self.list_commands(ctx))
            meant = f"Did you mean {' or '.join(near)}?" if near else f"`{PROGRAM} --help` lists them."
            raise Ends(Ending.BAD_INPUT, "unknown_command", f"There is no command {args[0]}. {meant}")
        return super().resolve_command(ctx, args)


def _placed(name: str) -> Any:
    place = COMMANDS[name]
    if find_spec(place.module) is None:
        return None
    command = getattr(import_module(place.module), place.called)
    return _single(name, command, place.panel) if not isinstance(command, typer.Typer) else _group(name, command, place)


def _message(name: str) -> Any:
    from shell.decisions import PANELS, by_command, callback_of, help_of

    kind = by_command().get(name)
    return None if kind is None else _single(name, callback_of(kind), PANELS[kind.part], help_of(kind))


def _single(name: str, function: Any, panel: str, help_text: str | None = None) -> Any:
    alone = typer.Typer(add_completion=False)
    alone.command(name, help=help_text, rich_help_panel=panel)(function)
    return typer.main.get_command(alone)


def _group(name: str, group: typer.Typer, place: Place) -> Any:
    holder = typer.Typer(add_completion=False)
    holder.add_typer(group, name=name, rich_help_panel=place.panel)
    return typer.main.get_command(holder).commands[name]  # type: ignore[attr-defined]


app = typer.Typer(cls=Commands, add_completion=False, no_args_is_help=False, epilog=as_help())


@app.callback()
def _about() -> None:
    """Safeguarding practice reviews from a shell: open a case, look, and take every step a person takes.

    Every command has --help, and --json for programs: an answer is one JSON document on standard output; what could
    not be done at all is one on standard error.
    """


def run(arguments: Sequence[str]) -> int:
    """Run one command; answers its exit code. What is expected to go wrong is said in words, never as a traceback."""
    try:
        result = typer.main.get_command(app).main(
            args=list(arguments) or ["--help"], prog_name=PROGRAM, standalone_mode=False
        )
    except SystemExit as left:  # whoever read the output has read enough
        return left.code if isinstance(left.code, int) else int(Ending.DONE)
    except Exception as error:
        return report(error, "--json" in arguments)
    return result if isinstance(result, int) else int(Ending.DONE)
