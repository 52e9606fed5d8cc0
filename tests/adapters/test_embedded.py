"""The development server, started safely: one per file, deaf to web pages, and its state outlives it."""

import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.embedded import AlreadyRunning, EmbeddedServer, PortTaken, command
from adapters.temporal import missing_search_attributes
from tests.adapters.servers import NEXT_DUE, STAGE, client_of, cross_site_post, listening_ports, plan_in


@pytest.fixture(scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[EmbeddedServer]:
    running = EmbeddedServer(plan_in(tmp_path_factory.mktemp("state")))
    running.start()
    await client_of(running)
    yield running
    running.stop()


def test_the_database_keeps_what_it_acknowledged_and_waits_for_readers(tmp_path: Path) -> None:
    plan = plan_in(tmp_path)

    words = command(plan)

    pragmas = {words[n + 1] for n, word in enumerate(words) if word == "--sqlite-pragma"}
    assert pragmas == {"journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000", "secure_delete=ON"}


def test_the_one_host_name_it_answers_to_is_new_each_time(tmp_path: Path) -> None:
    plan = plan_in(tmp_path)

    first, second = command(plan), command(plan)

    assert set(first) ^ set(second) == {word for word in first + second if "httpAllowedHosts" in word}


def test_a_taken_port_is_named_with_the_variable_that_changes_it(tmp_path: Path) -> None:
    plan = plan_in(tmp_path)
    with socket.socket() as other:
        other.bind(("127.0.0.1", plan.web_port))
        other.listen()

        with pytest.raises(PortTaken, match=rf"{plan.web_port}.*REVIEW_WEB_PORT"):
            EmbeddedServer(plan).start()


@pytest.mark.slow
async def test_its_search_attributes_are_there_when_it_serves(server: EmbeddedServer) -> None:
    client = await client_of(server)

    missing = await missing_search_attributes(client, [STAGE, NEXT_DUE])

    assert missing == []


@pytest.mark.slow
async def test_a_second_server_on_the_same_file_is_refused_by_the_process_that_holds_it(server: EmbeddedServer) -> None:
    with pytest.raises(AlreadyRunning, match=f"kill {server.pid}"):
        EmbeddedServer(server.plan).start()


@pytest.mark.slow
async def test_the_lock_lasts_as_long_as_the_server_and_no_longer(tmp_path: Path) -> None:
    server = EmbeddedServer(plan_in(tmp_path))
    server.start()
    await client_of(server)
    server.stop()

    again = EmbeddedServer(server.plan)
    again.start()

    await client_of(again)
    again.stop()


@pytest.mark.slow
async def test_a_web_page_elsewhere_cannot_give_it_orders(server: EmbeddedServer) -> None:
    client = await client_of(server)
    await client.start_workflow("Nothing", id="victim", task_queue="nobody")
    statuses = {port: cross_site_post(port) for port in listening_ports(server.pid)}

    described = await client.get_workflow_handle("victim").describe()

    assert 403 in statuses.values()
    assert 200 not in statuses.values()
    assert described.status is not None
    assert described.status.name == "RUNNING"
    await client.get_workflow_handle("victim").terminate()


@pytest.mark.slow
async def test_what_it_was_told_survives_a_restart(tmp_path: Path) -> None:
    server = EmbeddedServer(plan_in(tmp_path))
    server.start()
    await (await client_of(server)).start_workflow("Nothing", id="kept", task_queue="nobody")
    server.stop()

    server.start()

    described = await (await client_of(server)).get_workflow_handle("kept").describe()
    assert described.workflow_type == "Nothing"
    server.stop()
