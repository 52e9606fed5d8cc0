"""Connecting, probing, registering: what a worker does before it takes its first task."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from temporalio.api.failure.v1 import Failure
from temporalio.client import Client
from temporalio.common import SearchAttributeKey
from temporalio.envconfig import ClientConfigProfile
from temporalio.exceptions import ApplicationError

from adapters.embedded import EmbeddedServer
from adapters.message_size import MessageSizeGuard, MessageTooLarge
from adapters.temporal import (
    SearchAttributesMissing,
    TemporalAway,
    connect,
    data_converter,
    ensure_namespace,
    ensure_search_attributes,
    is_serving,
    missing_search_attributes,
    pauses,
    require_search_attributes,
    wait_until_serving,
)
from tests.adapters.servers import PATIENCE, client_of, free_port, plan_in

HOLDER = SearchAttributeKey.for_keyword("Holder")
OVERDUE = SearchAttributeKey.for_bool("Overdue")


@pytest.fixture(scope="module")
async def client(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Client]:
    server = EmbeddedServer(plan_in(tmp_path_factory.mktemp("state")))
    server.start()
    yield await client_of(server)
    server.stop()


def test_the_pauses_double_up_to_a_longest() -> None:
    pause = pauses(timedelta(seconds=1), timedelta(seconds=5))

    assert [pause(attempt).total_seconds() for attempt in range(5)] == [1, 2, 4, 5, 5]


def test_what_a_failure_says_is_encoded_and_its_type_is_not() -> None:
    failure = Failure()
    converter = data_converter()
    refusal = ApplicationError("words of a person", type="VotingHasClosed")

    converter.failure_converter.to_failure(refusal, converter.payload_converter, failure)

    assert "words of a person" not in failure.message
    assert failure.application_failure_info.type == "VotingHasClosed"


async def test_it_gives_up_saying_where_it_looked_and_how_long() -> None:
    nowhere = ClientConfigProfile(address=f"127.0.0.1:{free_port()}")

    with pytest.raises(TemporalAway, match=r"127\.0\.0\.1.*0\.5 s"):
        await connect(nowhere, patience=timedelta(seconds=0.5))


@pytest.mark.slow
async def test_it_waits_for_a_server_that_starts_late(tmp_path: Path) -> None:
    server = EmbeddedServer(plan_in(tmp_path))
    has_waited = asyncio.Event()
    waiting = asyncio.create_task(
        connect(
            ClientConfigProfile(address=server.plan.address),
            patience=PATIENCE,
            on_wait=lambda attempt, pause: has_waited.set(),
        )
    )
    await has_waited.wait()

    server.start()

    await wait_until_serving(await waiting, PATIENCE)
    server.stop()


@pytest.mark.slow
async def test_the_probe_names_every_attribute_that_is_missing_or_of_another_type(client: Client) -> None:
    stage_as_number = SearchAttributeKey.for_int("Stage")

    missing = await missing_search_attributes(client, [HOLDER, stage_as_number])

    assert missing == ["Holder", "Stage (INDEXED_VALUE_TYPE_KEYWORD)"]
    with pytest.raises(SearchAttributesMissing, match="Holder, Stage"):
        await require_search_attributes(client, [HOLDER, stage_as_number])


@pytest.mark.slow
async def test_registering_twice_changes_nothing(client: Client) -> None:
    first = await ensure_search_attributes(client, [OVERDUE])

    second = await ensure_search_attributes(client, [OVERDUE])

    assert (first, second) == (["Overdue"], [])
    assert await missing_search_attributes(client, [OVERDUE]) == []


@pytest.mark.slow
async def test_a_namespace_is_created_once(client: Client) -> None:
    elsewhere = Client(client.service_client, namespace="reviews-elsewhere")

    first, second = await ensure_namespace(elsewhere), await ensure_namespace(elsewhere)

    assert (first, second) == (True, False)


@pytest.mark.slow
async def test_a_server_serves_only_a_namespace_it_has(client: Client) -> None:
    nowhere = Client(client.service_client, namespace="no-such-namespace")

    answers = await is_serving(client), await is_serving(nowhere)

    assert answers == (True, False)


def test_a_message_over_the_limit_is_refused_without_repeating_it() -> None:
    guard = MessageSizeGuard(data_converter())

    with pytest.raises(MessageTooLarge, match=r"cast_vote: 70,\d{3} bytes") as refusal:
        guard.check("cast_vote", ["Robin Testcase" * 5_000])

    assert "Robin" not in str(refusal.value)


def test_a_message_at_the_limit_passes() -> None:
    guard = MessageSizeGuard(data_converter())
    frame = 64 * 1024 - 50

    guard.check("cast_vote", ["x" * (frame - 10)])


@pytest.mark.slow
async def test_no_way_of_sending_goes_round_the_guard(client: Client) -> None:
    guarded = Client(
        client.service_client, data_converter=data_converter(), interceptors=[MessageSizeGuard(data_converter())]
    )
    large = "x" * 70_000
    handle = guarded.get_workflow_handle("nobody")

    for send in (
        lambda: guarded.start_workflow("Nothing", large, id="large", task_queue="nobody"),
        lambda: handle.signal("told", large),
        lambda: handle.execute_update("decided", large),
        lambda: handle.query("asked", large),
    ):
        with pytest.raises(MessageTooLarge):
            await send()
