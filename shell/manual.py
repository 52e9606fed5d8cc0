"""``python -m shell.manual`` writes docs/shell.md anew from the commands themselves; a test holds the page to them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from shell.app import PROGRAM, Commands, app
from shell.asking import DOOR
from shell.decisions import by_command
from shell.exits import MEANINGS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "shell.md"
BEGINNING = """# The shell

Written from the commands themselves (`python -m shell.manual` writes it anew). Every command has `--help`.

    python starter.py notify cfc FORM.json
    python starter.py cast-vote GSCP-2026-014 --as P-0006 --partner health --proceed --reasons "..."
    python starter.py show GSCP-2026-014

- **Who acts**: `--as PERSON` (a reference of the directory or an e-mail address) or the variable `REVIEW_AS`; `--role`
  where the person holds several roles and more than one of them may do this. The directory decides who holds what;
  the shell itself asks for no password: whoever can read the master keys and the register can use it.
- **Texts** (`--reasons` and the like): the text itself, `@FILE` for a file, `-` for standard input, `@@...` for a text
  that begins with @. **Forms**: a file of JSON or `-`; `template KIND` prints an empty one.
- **One-time token**: each act has one and prints it. The same act again with `--command-id TOKEN` is done once, and
  answers what the first time led to; something else under the same token is refused.
- **When the service is away** what was handed in is kept and sent on (exit code 5); `--wait SECONDS` keeps trying,
  `redeliver` sends on everything that waits.
- **For programs**: `--json`. What a command answers (accepted, refused, kept, duplicates) is one JSON document on
  standard output; what was not taken in at all (codes 2, 6, 7, 70, and 3 where somebody may not even ask) is one on
  standard error, `{"error": {"code", "says", "fields"}, "exit_code"}`.
  Dates are London dates, instants have their offset.
- A refused attempt is logged with its case, its command and the code of the rule, nothing else.
"""


def as_markdown() -> str:
    """The page."""
    codes = [f"| {code.value} | {says} |" for code, says in MEANINGS.items()]
    lines = [BEGINNING, "## Exit codes", "", "| code | meaning |", "|---|---|", *codes]
    panel = ""
    for name, command in _commands():
        if command.rich_help_panel != panel:
            panel = command.rich_help_panel
            lines += ["", f"## {panel}", ""]
        lines += _entry(name, command)
    return "\n".join(lines) + "\n"


def _commands() -> list[tuple[str, Any]]:
    root: Any = typer.main.get_command(app)
    if not isinstance(root, Commands):
        raise TypeError("the root of the shell is its group of commands")
    context = typer.Context(root, info_name=PROGRAM)
    return [(name, root.get_command(context, name)) for name in root.list_commands(context)]


def _entry(name: str, command: Any) -> list[str]:
    lines = [f"- **`{name}`**: {_first(command.help)}"]
    for below, each in getattr(command, "commands", {}).items():
        lines.append(f"  - `{name} {below}`: {_first(each.help)}")
    kind = by_command().get(name)
    if kind is not None:
        asked = [each for each in command.params if each.name in kind.model_fields and each.name not in DOOR]
        lines += [f"  - `{_flags(each)}`{'' if each.required else ' (if any)'}: {_first(each.help)}" for each in asked]
    return lines


def _flags(option: Any) -> str:
    return "/".join([*option.opts, *option.secondary_opts])


def _first(text: str | None) -> str:
    return " ".join((text or "").split("\n\n")[0].split())


if __name__ == "__main__":
    PAGE.write_text(as_markdown(), encoding="utf-8")
