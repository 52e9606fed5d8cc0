"""The main course of a SIN on a real server, with the worker, or the server, killed at every step and begun again.

However it is killed, a case ends as it ends undisturbed: same standings, same letters, same audit trail (K5, E2).
Several cases go side by side, each at a step of its own when the killing comes, so that few kills meet every step.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from tests.faults.course import Step, main_course
from tests.faults.digests import digest
from tests.faults.invariants import verify_all
from tests.faults.live import Live, live

pytestmark = [pytest.mark.slow, pytest.mark.timeout(500)]

SEED = 20261214
APART = 5  # cases at different steps; two sets of them, and every step is met in both ways
LONGEST_BEFORE_KILL = 0.25  # seconds: within it Updates are answered and letters are on their way
Strike = Callable[[list[tuple[Step, str]]], Awaitable[None]]


@pytest.fixture(scope="module")
async def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the course leads to when nothing goes wrong."""
    async with live(tmp_path_factory.mktemp("undisturbed")) as system:
        case = await system.run_course()
        await verify_all(system.house, system.client, case)
        return digest(system, case)


@pytest.fixture
async def system(tmp_path: Path) -> AsyncIterator[Live]:
    async with live(tmp_path) as running:
        yield running


async def walk(system: Live, case: str, first: int, past: int) -> None:
    """Take the steps from ``first`` up to ``past``, undisturbed."""
    for step in main_course(system.now())[first:past]:
        await system.reached(step, case)
        await system.carry_through(step, case)


async def course_with_blows(system: Live, cases: int, strike: Strike) -> list[str]:
    """Side by side to the end: in each round every case is at a step of its own when ``strike`` meets them all."""
    opened = [await system.open_sin(f"open-{number}") for number in range(cases)]
    steps = main_course(system.now())
    done = [0] * cases
    for first in range(0, len(steps), APART):
        met = {n: first + n % APART for n in range(cases) if first + n % APART < len(steps)}
        await asyncio.gather(*(walk(system, opened[n], done[n], step) for n, step in met.items()))
        await asyncio.gather(*(system.reached(steps[step], opened[n]) for n, step in met.items()))
        await strike([(steps[step], opened[n]) for n, step in met.items()])
        done = [met.get(n, done[n] - 1) + 1 for n in range(cases)]
    await asyncio.gather(*(walk(system, opened[n], done[n], len(steps)) for n in range(cases)))
    return opened


async def verify_undisturbed(system: Live, cases: list[str], undisturbed: dict[str, Any]) -> None:
    for case in cases:
        await system.closed(case)
        assert digest(system, case) == undisturbed
        await verify_all(system.house, system.client, case)


async def test_a_worker_killed_at_every_step_before_and_while_it_is_taken_changes_nothing(
    system: Live, undisturbed: dict[str, Any]
) -> None:
    moments = random.Random(SEED)

    async def strike(met: list[tuple[Step, str]]) -> None:
        under_way = [asyncio.ensure_future(system.carry_through(*each)) for each in met[::2]]
        await asyncio.sleep(moments.uniform(0, LONGEST_BEFORE_KILL))
        system.kill_worker()
        sent_to_nobody = [asyncio.ensure_future(system.carry_through(*each)) for each in met[1::2]]
        await system.have_worker()
        await asyncio.gather(*under_way, *sent_to_nobody)

    cases = await course_with_blows(system, 2 * APART, strike)

    await verify_undisturbed(system, cases, undisturbed)


async def test_a_worker_killed_while_a_case_opens_and_while_it_closes_changes_nothing(
    system: Live, undisturbed: dict[str, Any]
) -> None:
    moments = random.Random(SEED + 1)
    case = await system.open_sin()
    await asyncio.sleep(moments.uniform(0, LONGEST_BEFORE_KILL))
    system.kill_worker()
    await system.have_worker()

    await walk(system, case, 0, len(main_course(system.now())))
    await asyncio.sleep(moments.uniform(0, LONGEST_BEFORE_KILL))
    system.kill_worker()
    await system.have_worker()

    await verify_undisturbed(system, [case], undisturbed)


async def test_a_server_killed_at_every_step_changes_nothing(system: Live, undisturbed: dict[str, Any]) -> None:
    moments = random.Random(SEED + 2)

    async def strike(met: list[tuple[Step, str]]) -> None:
        answers = [asyncio.ensure_future(system.carry_through(*each)) for each in met]
        await asyncio.sleep(moments.uniform(0, LONGEST_BEFORE_KILL))
        await system.bounce_server()
        await asyncio.gather(*answers)

    cases = await course_with_blows(system, APART, strike)

    await verify_undisturbed(system, cases, undisturbed)
