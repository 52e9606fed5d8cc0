"""Is the system well? Each part is asked to do a little real work; an open port is no answer."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from temporalio.client import Client

from adapters.settings import Settings, load_settings, temporal_profile
from adapters.temporal import connect, is_serving, missing_search_attributes, polling
from shell.house import open_house
from shell.leaving import leave
from workflows.addresses import TASK_QUEUE
from workflows.search_attributes import SEARCH_ATTRIBUTES

PATIENCE = timedelta(seconds=3)


@dataclass(frozen=True)
class Finding:
    """One part of the system: whether it is well, and if not, what is the matter."""

    part: str
    is_well: bool
    says: str


async def health(settings: Settings) -> list[Finding]:
    """What each part answers, in the order in which they lean on each other."""
    return [await _register(settings), *await _temporal(settings)]


async def _register(settings: Settings) -> Finding:
    def ask() -> str:
        with open_house(settings) as house:
            house.register.ping()
        return "answers, and has the form of this release"

    return await _asked("register", lambda: asyncio.to_thread(ask), "it does not answer, or is not migrated")


async def _temporal(settings: Settings) -> list[Finding]:
    try:
        client = await connect(
            temporal_profile(), patience=PATIENCE, fallback_address=settings.embedded_address, identity="health"
        )
    except Exception as error:
        return [Finding("temporal", False, str(error))]
    return [
        await _asked("temporal", lambda: _serves(client), "it answers, but does no work"),
        await _asked("search attributes", lambda: _attributes(client), "missing"),
        await _asked("worker", lambda: _workers(client), "nobody asks for work"),
    ]


async def _serves(client: Client) -> str:
    return "serves" if await is_serving(client) else ""


async def _attributes(client: Client) -> str:
    missing = await missing_search_attributes(client, SEARCH_ATTRIBUTES)
    return "" if missing else f"all {len(SEARCH_ATTRIBUTES)} there"


async def _workers(client: Client) -> str:
    return ", ".join(sorted(await polling(client, TASK_QUEUE)))


async def _asked(part: str, ask: Callable[[], Awaitable[str]], else_says: str) -> Finding:
    try:
        answer = await ask()
    except Exception as error:
        return Finding(part, False, f"{type(error).__name__}: {else_says}")
    return Finding(part, bool(answer), answer or else_says)


def main() -> int:
    """`python -m shell.probe`: the exit code is 0 when every part is well."""
    findings = asyncio.run(health(load_settings()))
    for finding in findings:
        sys.stdout.write(f"{'well' if finding.is_well else 'ILL '}  {finding.part}: {finding.says}\n")
    return 0 if all(finding.is_well for finding in findings) else 1


if __name__ == "__main__":
    leave(main())
