"""``policy``: checks a policy file, and shows what an edition says and where each number comes from (C7)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from adapters.policies import PolicyFolder, UnknownEdition, policy_file
from models.policy import Policy
from models.policy_problems import PolicyError
from shell.dates import AsJson, print_json, refuse, refusing

app = typer.Typer(no_args_is_help=True, help="Check and show the policies cases run on.")


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="A policy file (TOML).")],
    as_json: AsJson = False,
) -> None:
    """Check a policy file: exit 0 when it can be used, 1 with each wrong key named, 2 when it cannot be read."""
    try:
        policy = policy_file(file)
    except OSError as error:
        refuse(f"{file}: cannot be read: {error.strerror}")
    except PolicyError as error:
        _wrong(error, as_json)
    if as_json:
        print_json({"ok": True, "edition": policy.edition, "problems": []})
    else:
        typer.echo(f"{file}: edition {policy.edition} of {policy.name} can be used")


def _wrong(error: PolicyError, as_json: bool) -> None:
    if as_json:
        problems = [{"key": problem.key, "says": problem.says} for problem in error.problems]
        print_json({"ok": False, "edition": None, "problems": problems})
    else:
        typer.echo(str(error), err=True)
    raise typer.Exit(1)


@app.command()
def show(
    edition: Annotated[str | None, typer.Argument(help="An edition or a file; without it all editions.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show an edition's numbers with their clauses, or list the editions there are."""
    with refusing(PolicyError, UnknownEdition, OSError):
        if edition is None:
            policies = list(PolicyFolder().editions.values())
        else:
            path = Path(edition)
            policies = [policy_file(path) if path.is_file() else PolicyFolder().edition(edition)]
    if as_json:
        whole = [policy.model_dump(mode="json", exclude_none=True) for policy in policies]
        print_json(whole if edition is None else whole[0])
    elif edition is None:
        for policy in policies:
            typer.echo(f"{policy.edition:<20} {_validity(policy):<26} {policy.name}")
    else:
        for line in numbers(policies[0]):
            typer.echo(line)


def _validity(policy: Policy) -> str:
    return f"{policy.valid_from.isoformat()} to {policy.valid_to.isoformat() if policy.valid_to else 'now'}"


def numbers(policy: Policy) -> list[str]:
    """Each value of an edition with its clause, then its steps, as lines to read."""
    lines = [f"{policy.edition}: {policy.name}, {_validity(policy)}, {policy.guidance.short}"]
    for part in ("hours", "counting", "rules", "rapid_review", "lcspr", "publication", "availability", "retention"):
        for key, ruled in getattr(policy, part):
            if hasattr(ruled, "value"):
                lines.append(f"  {part + '.' + key:<44} {_plain(ruled.value):<34} {ruled.clause}")
    for plan in (policy.rapid_review, policy.awareness, policy.panel_reply):
        for step in plan.steps:
            days = f"working days {step.from_day} to {step.to_day}"
            lines.append(f"  {'step ' + step.step:<44} {days:<34} {step.clause}")
    for day in policy.calendar.closures:
        lines.append(f"  {'closed ' + day.date.isoformat():<44} {day.reason:<34} {policy.calendar.clause}")
    return lines


def _plain(value: object) -> str:
    return ", ".join(str(part) for part in value) if isinstance(value, tuple) else str(value)
