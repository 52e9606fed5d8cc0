"""A case through the shell on a real server with a real worker: opened, voted on, moved by a closure, explained."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest

from adapters.embedded import EmbeddedPlan, EmbeddedServer
from adapters.settings import load_settings, temporal_binary
from shell.house import open_house
from tests.shell.at_the_shell import (
    CONSTABULARY,
    COORDINATOR,
    FORMS,
    HEALTH,
    SOCIAL_CARE,
    Said,
    Shell,
    closed_port,
    set_up,
)
from worker import THREADS, build_worker, ready_client
from workflows.search_attributes import SEARCH_ATTRIBUTES

pytestmark = pytest.mark.slow

Run = Callable[..., Awaitable[Said]]


@pytest.fixture
async def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> AsyncIterator[Run]:
    """A shell beside a server and a worker; commands run in a thread, because the worker has the loop."""
    plan = EmbeddedPlan(
        binary=temporal_binary(load_settings()),
        state=tmp_path,
        port=closed_port(),
        web_port=closed_port(),
        search_attributes=SEARCH_ATTRIBUTES,
    )
    server = EmbeddedServer(plan)
    (tmp_path / "logs").mkdir()
    server.start()
    try:
        set_up(tmp_path, monkeypatch, plan.address)
        monkeypatch.setenv("REVIEW_CONNECT_SECONDS", "60")
        in_process = Shell(capsys, tmp_path)
        with open_house(load_settings()) as house, ThreadPoolExecutor(THREADS) as threads:
            async with build_worker(await ready_client(house.settings), house, threads):
                yield lambda *arguments: asyncio.to_thread(in_process, *arguments)
    finally:
        server.stop()


def cast(case: str, person: str, partner: str, says: str, *more: str) -> tuple[str, ...]:
    return (
        "cast-vote",
        case,
        "--as",
        person,
        "--partner",
        partner,
        says,
        "--reasons",
        "As discussed.",
        *more,
        "--json",
    )


async def until(ask: Callable[[], Awaitable[bool]]) -> None:
    for _ in range(200):
        if await ask():
            return
        await asyncio.sleep(0.2)
    raise AssertionError("it did not come about")


async def opened(shell: Run) -> str:
    told = await shell("notify", "cfc", str(FORMS / "cfc-split-vote.json"), "--wait", "30", "--json")
    assert (told.code, told.json["taken"]) == (0, "accepted")
    case = str(told.json["case"])

    async def is_voting() -> bool:
        return "threshold" in {each["part"] for each in (await shell("show", case, "--json")).json["parts"]}

    await until(is_voting)
    return case


async def test_a_split_vote_taken_from_the_shell_proceeds_to_rapid_review(shell: Run) -> None:
    case = await opened(shell)

    first = await shell(*cast(case, HEALTH, "health", "--no-proceed", "--command-id", "c-health"))
    again = await shell(*cast(case, HEALTH, "health", "--no-proceed", "--command-id", "c-health"))
    second = await shell(*cast(case, CONSTABULARY, "constabulary", "--no-proceed"))
    third = await shell(*cast(case, SOCIAL_CARE, "childrens_social_care", "--proceed"))

    assert [told.json["code"] for told in (first, again, second, third)] == [
        "vote_taken", "vote_taken", "vote_taken", "ballot_complete",
    ]  # fmt: skip

    async def is_under_review() -> bool:
        return "rapid-review" in {each["part"] for each in (await shell("show", case, "--json")).json["parts"]}

    await until(is_under_review)
    timeline = (await shell("timeline", case, "--json")).json
    assert sum(entry["action"] == "vote_cast" for entry in timeline) == 3
    late = await shell(*cast(case, HEALTH, "health", "--proceed"))
    assert (late.code, late.json["taken"]) == (3, "refused")
    page = await shell("show", case)
    assert "[appoint-chair]" in page.out


async def test_a_proclaimed_day_is_previewed_then_moves_the_case_and_tells_it_once(shell: Run) -> None:
    case = await opened(shell)
    steps = (await shell("explain", case, "--json")).json["steps"]
    due = date.fromisoformat(next(each["explanation"]["result"] for each in steps if each["step"] == "panel"))
    proclaim = ("calendar", "proclaim", due.isoformat(), "--kind", "closure", "--reason", "A day that does not exist")

    preview = await shell(*proclaim, "--json")
    before = await shell("calendar", "list", "--json")
    applied = await shell(*proclaim, "--apply", "--as", COORDINATOR, "--json")
    repeated = await shell(*proclaim, "--apply", "--as", COORDINATOR, "--json")

    moved = {line["step"]: line["new_due"] for line in preview.json["moves"] if line["case"] == case}
    assert moved["panel"] > due.isoformat()
    assert before.json["days"] == []
    assert applied.json["told"] == repeated.json["told"] == {case: "accepted"}

    async def is_moved() -> bool:
        told = (await shell("explain", case, "panel", "--json")).json["steps"]
        return bool(told[0]["explanation"]["result"] == moved["panel"])

    await until(is_moved)
    entries = [each for each in (await shell("timeline", case, "--json")).json if each["action"] == "calendar_changed"]
    assert len(entries) == 1
    explained = await shell("explain", case, "panel")
    assert "A day that does not exist" in explained.out
    assert due - timedelta(days=1) < date.fromisoformat(moved["panel"])


async def test_a_unanimous_no_is_reopened_once_and_a_sin_then_ends_the_new_ballot(shell: Run, tmp_path: Path) -> None:
    case = await opened(shell)
    for person, partner in ((HEALTH, "health"), (CONSTABULARY, "constabulary"), (SOCIAL_CARE, "childrens_social_care")):
        await shell(*cast(case, person, partner, "--no-proceed"))

    async def is_closed() -> bool:
        return bool((await shell("show", case, "--json")).json["closed"])

    await until(is_closed)
    reopen = ("reopen", case, str(FORMS / "cfc-split-vote.json"), "--command-id", "c-new", "--wait", "30", "--json")
    first, again = await shell(*reopen), await shell(*reopen)
    assert [(told.code, told.json["code"]) for told in (first, again)] == [(0, "opened"), (0, "opened")]

    async def votes_again() -> bool:
        told = await shell(*cast(case, HEALTH, "health", "--proceed"))
        return told.code == 0

    await until(votes_again)
    sin = tmp_path / "sin.json"
    sin.write_text(json.dumps({"notification": "sin", "abuse_known_or_suspected": "yes", "child_died": "no"}))
    told = await shell("notify", "sin", str(sin), "--case", case, "--json")
    assert told.code == 0

    async def is_under_review() -> bool:
        return "rapid-review" in {each["part"] for each in (await shell("show", case, "--json")).json["parts"]}

    await until(is_under_review)
    actions = [entry["action"] for entry in (await shell("timeline", case, "--json")).json]
    assert actions.count("case_reopened") == 1
