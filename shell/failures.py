"""What went wrong, as the person or the program at the shell gets it: never a traceback, never a typed value (K4)."""

from __future__ import annotations

import json
import sys
import traceback
from pathlib import Path

from typer import TyperException

from shell.exits import Ending, Ends

MAKE_UP = "Run `make up` first (or set REVIEW_STATE to the folder it uses)."


def report(error: Exception, as_json: bool) -> int:
    """Say on standard error what went wrong; answers the exit code."""
    failure = failure_of(error)
    if as_json:
        told = {"code": failure.code, "says": "\n".join(failure.says), "fields": list(failure.fields)}
        sys.stderr.write(json.dumps({"error": told, "exit_code": int(failure.ending)}, ensure_ascii=False) + "\n")
        return int(failure.ending)
    for line in (line for says in failure.says for line in says.splitlines()):
        sys.stderr.write(f"error: {line}\n")
    return int(failure.ending)


def failure_of(error: Exception) -> Ends:
    """An error as an ending. What nobody expected is named by type and place: its words may repeat what was typed."""
    if isinstance(error, Ends):
        return error
    if isinstance(error, TyperException):
        return _usage(error)
    return _of_house(error) or _unexpected(error)


def _usage(error: TyperException) -> Ends:
    if type(error).__name__ == "NoArgsIsHelpError":  # the help has been printed
        return Ends(Ending.BAD_INPUT, "nothing_asked", *filter(None, [str(error).strip()]))
    says = [error.format_message()]
    command = getattr(getattr(error, "ctx", None), "command_path", "")
    if command:
        says.append(f"`{command} --help` shows what can be given.")
    hint = getattr(getattr(error, "param", None), "name", None)
    field = [{"field": str(hint), "says": says[0]}] if hint else []
    return Ends(Ending.BAD_INPUT, "usage", *says, fields=field)


def _of_house(error: Exception) -> Ends | None:
    # imported here: a command that goes well and needs none of this does not pay for it
    from adapters.policies import UnknownEdition
    from adapters.settings import SettingsRefused
    from models.forms import FormRefused
    from models.policy_problems import PolicyError
    from shell.state import HouseNotReady

    if isinstance(error, FormRefused):
        fields = [each._asdict() for each in error.errors]
        return Ends(Ending.BAD_INPUT, "form_refused", str(error), *error.lines, fields=fields)
    if isinstance(error, SettingsRefused | HouseNotReady):
        return Ends(Ending.NOT_READY, "not_ready", str(error), MAKE_UP)
    if isinstance(error, PolicyError | UnknownEdition):
        return Ends(Ending.NOT_READY, "policy", str(error))
    return _of_register(error) or _of_service(error)


def _of_register(error: Exception) -> Ends | None:
    from adapters.encryption import EncryptionError
    from adapters.register import cases, commands, directory, documents, store

    missing = (cases.UnknownCase, documents.UnknownDocument, commands.UnknownCommand, directory.UnknownPerson)
    kinds: tuple[tuple[type[Exception] | tuple[type[Exception], ...], Ending, str], ...] = (
        (missing, Ending.NOT_FOUND, "not_found"),
        (directory.RoleAmbiguous, Ending.BAD_INPUT, "role_ambiguous"),
        (directory.RoleNotHeld, Ending.REFUSED, "role_not_held"),
        (commands.CommandConflict, Ending.BAD_INPUT, "command_conflict"),
        (documents.DocumentRefused, Ending.BAD_INPUT, "document_refused"),
        (store.RegisterError, Ending.NOT_READY, "register"),
        (EncryptionError, Ending.NOT_READY, "keys"),
    )
    for kind, ending, code in kinds:
        if isinstance(error, kind):
            more = [MAKE_UP] if isinstance(error, store.NotMigrated) else []
            return Ends(ending, code, str(error), *more)
    return _of_database(error)


def _of_database(error: Exception) -> Ends | None:
    if type(error).__module__.startswith("sqlalchemy"):
        return Ends(Ending.NOT_READY, "register", f"The register does not answer ({type(error).__name__}).", MAKE_UP)
    return None


def _of_service(error: Exception) -> Ends | None:
    from adapters.temporal import TemporalAway
    from workflows.client import NoAnswerYet, PartNotRunning

    if isinstance(error, NoAnswerYet | TemporalAway):
        says = "Temporal or the worker does not answer now; this question needs them."
        return Ends(Ending.NOT_READY, "service_away", says, MAKE_UP)
    if isinstance(error, PartNotRunning):
        return Ends(Ending.NOT_FOUND, "not_running", "That part of the process has not begun, or is over.")
    return None


def _unexpected(error: Exception) -> Ends:
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{'/'.join(Path(frames[-1].filename).parts[-2:])}:{frames[-1].lineno}" if frames else "?"
    return Ends(Ending.BROKEN, "broken", f"The program failed: {type(error).__qualname__} at {place}.")
