"""What runs once before a release starts, and a worker that refuses to start on ground that is not prepared."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from temporalio.client import Client

from adapters.embedded import EmbeddedServer
from adapters.settings import Settings
from adapters.temporal import missing_search_attributes
from shell.groundwork import prepare_register
from shell.prepare import main, prepare_temporal
from shell.state import prepare_state
from tests.adapters.servers import client_of, free_port, plan_in
from tests.test_house import PROJECT
from workflows.search_attributes import SEARCH_ATTRIBUTES

pytestmark = pytest.mark.slow


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[EmbeddedServer]:
    """A server without any search attribute of ours."""
    server = EmbeddedServer(replace(plan_in(tmp_path / "temporal"), search_attributes=()))
    server.start()
    yield server
    server.stop()


def run_worker(state: Path, address: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    others = {name: value for name, value in os.environ.items() if not name.startswith(("REVIEW_", "TEMPORAL_"))}
    return subprocess.run(
        [sys.executable, "worker.py"],
        cwd=PROJECT,
        env={**others, "REVIEW_STATE": str(state), "TEMPORAL_ADDRESS": address, **variables},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def prepared(folder: Path) -> Path:
    settings = Settings(state=folder)
    prepare_state(settings)
    prepare_register(settings)
    return folder


async def test_a_namespace_with_its_attributes_is_there_after_one_run_and_unchanged_after_two(
    bare: EmbeddedServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    client = await client_of(bare)
    monkeypatch.setenv("TEMPORAL_ADDRESS", bare.plan.address)
    monkeypatch.setenv("TEMPORAL_NAMESPACE", "reviews")

    await prepare_temporal(Settings())
    await prepare_temporal(Settings())

    first, second = capsys.readouterr().out.split("namespace reviews: ")[1:]
    reviews = Client(client.service_client, namespace="reviews")
    assert await missing_search_attributes(reviews, SEARCH_ATTRIBUTES) == []
    assert first.startswith("created")
    assert "were there" in second


async def test_a_worker_refuses_a_temporal_that_lacks_search_attributes(bare: EmbeddedServer, tmp_path: Path) -> None:
    await client_of(bare)
    state = prepared(tmp_path / "state")

    ended = run_worker(state, bare.plan.address)

    assert ended.returncode == 3
    assert "CaseKind" in ended.stderr


def test_a_worker_gives_up_on_a_temporal_that_is_not_there(tmp_path: Path) -> None:
    nowhere = f"127.0.0.1:{free_port()}"

    ended = run_worker(prepared(tmp_path), nowhere, REVIEW_CONNECT_SECONDS="0.5")

    assert ended.returncode == 3
    assert nowhere in ended.stderr


def test_a_worker_refuses_to_start_without_its_keys(tmp_path: Path) -> None:
    ended = run_worker(tmp_path, "127.0.0.1:1")

    assert ended.returncode == 2
    assert "master.keys cannot be read" in ended.stderr


def test_a_register_is_never_given_new_keys_in_place_of_lost_ones(tmp_path: Path) -> None:
    settings = Settings(state=prepared(tmp_path))
    settings.keys_path.unlink()

    with pytest.raises(Exception, match=r"master\.keys is gone"):
        prepare_register(settings)


def test_keys_that_others_may_read_are_refused(tmp_path: Path) -> None:
    state = prepared(tmp_path)
    Settings(state=state).keys_path.chmod(0o644)

    ended = run_worker(state, "127.0.0.1:1")

    assert ended.returncode == 2
    assert "others may read" in ended.stderr


def test_it_says_how_it_is_called(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["everything"])

    assert code == 1
    assert "register|temporal" in capsys.readouterr().err
