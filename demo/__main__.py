"""``python -m demo``: three fictional cases on skipped time, told as a diary."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
import tempfile
import time as machine
from datetime import time as clock_time
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import typer
from rich.console import Console

from adapters.settings import SettingsRefused
from demo import christmas, reopened, split_vote
from demo.balance import as_lines, balance
from demo.diary import WIDTH, Diary
from demo.office import office
from demo.settling import Unsettled
from demo.telling import StoryBroken, Tale
from demo.worker_process import WorkerLost, worker_log
from models.london import london_instant
from shell.exits import Ending
from shell.processes import last_lines
from shell.state import HouseNotReady

CASES: dict[int, ModuleType] = {1: christmas, 2: split_vote, 3: reopened}
PREAMBLE = (
    "A diary of cases that never were, in a partnership that does not exist. The clock jumps from day to day; "
    "server, worker process, register, audit trail and letters are real.",
    "letters: sent because of what somebody did · clock: by itself, when its hour came · late: after an outage · "
    "refused: with the reason · worker: the machine room · now: what is waited for when the day ends",
)
OPENS = clock_time(8, 0)
INTERRUPTED = 130
KEPT_SETTING = "REVIEW_TEMPORAL_BINARY"

Which = Annotated[list[int] | None, typer.Option("--case", help="Only this case (1, 2 or 3); may be repeated.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document instead of the printed diary.")]
Keep = Annotated[
    Path | None,
    typer.Option(
        "--keep",
        help="Keep register, keys and mailbox in this folder, which must be new or empty; "
        "then `REVIEW_STATE=FOLDER python starter.py mailbox list` works on it.",
    ),
]


def demo(which: Which = None, as_json: AsJson = False, keep: Keep = None) -> None:
    """Walk three fictional cases on skipped time: a real Temporal server whose clock jumps, a real worker process,
    register and mailbox. Nobody in it exists.

    Exit codes: 0 all went as told; 1 something went otherwise than told; 2 wrong options; 7 it could not begin.
    """
    cases = sorted(set(which or CASES))
    if unknown := [number for number in cases if number not in CASES]:
        raise typer.BadParameter(f"there is no case {unknown[0]}; there are 1, 2 and 3", param_hint="--case")
    if keep is not None and keep.exists() and (not keep.is_dir() or any(keep.iterdir())):
        raise typer.BadParameter(f"{keep} is not an empty folder", param_hint="--keep")
    forget_settings()
    console = None if as_json else Console(width=WIDTH, highlight=False, emoji=False)
    end(told(cases, console, keep))


def forget_settings() -> None:
    """The demo keeps to itself, whatever installation the environment speaks of."""
    for name in [name for name in os.environ if name.startswith(("REVIEW_", "TEMPORAL_")) and name != KEPT_SETTING]:
        del os.environ[name]


def told(cases: list[int], console: Console | None, keep: Path | None) -> int:
    """Tell these cases; answers the exit code."""
    state = keep or Path(tempfile.mkdtemp(prefix="review-demo-"))
    try:
        report = asyncio.run(tell_all(cases, console, state))
    except (StoryBroken, Unsettled) as broken:
        sys.stderr.write(f"\nThe diary breaks off: {broken}\n{last_lines(worker_log(state))}\n")
        return Ending.DIFFERS
    except (WorkerLost, SettingsRefused, HouseNotReady, RuntimeError, OSError) as problem:
        sys.stderr.write(f"\nThe demo cannot go on: {problem}\n")
        return Ending.NOT_READY
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped.\n")
        return INTERRUPTED
    finally:
        if keep is None:
            shutil.rmtree(state, ignore_errors=True)
    if console is None:
        sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=1) + "\n")
    return Ending.DONE


async def tell_all(cases: list[int], console: Console | None, state: Path) -> dict[str, Any]:
    """The cases one after another, each with a clock of its own, in one register; answers the diary for programs."""
    began, found = machine.monotonic(), []
    diary = Diary(console)
    diary.preamble(*PREAMBLE)
    for number in cases:
        story = CASES[number]
        diary.title(story.TITLE, *story.LEAD)
        async with office(state, london_instant(story.BEGINS, OPENS)) as desk:
            tale = Tale(desk, diary)
            await story.tell(tale)
            found.append({"number": number, "title": story.TITLE[3:], **(await balance(tale))})
            diary.closing(as_lines(found[-1]))
    seconds = round(machine.monotonic() - began, 1)
    if console is not None:
        console.print(f"\n{len(cases)} fictional case{'s' if len(cases) > 1 else ''} told in {seconds:g} s.")
    return {"cases": found, "entries": [entry.as_data() for entry in diary.entries], "seconds": seconds}


def end(code: int) -> None:
    """Leave at once: short-lived clients sometimes crash at the interpreter's exit."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)
    app.command()(demo)
    app()
