"""Temporal as the other rooms need it: a connection that waits, data conversion, probes, a guard on message size.

What stays readable in Temporal whatever one does (ids, names, failure types, search attributes) never holds a
person's data; everything else a failure says goes through the data converter (K3).
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from google.protobuf.duration_pb2 import Duration
from temporalio.api.enums.v1 import IndexedValueType, TaskQueueType
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest, ListSearchAttributesRequest
from temporalio.api.taskqueue.v1 import TaskQueue
from temporalio.api.workflowservice.v1 import (
    DescribeNamespaceRequest,
    DescribeTaskQueueRequest,
    RegisterNamespaceRequest,
)
from temporalio.client import Client, Interceptor
from temporalio.common import SearchAttributeKey
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.converter import DataConverter, DefaultFailureConverterWithEncodedAttributes
from temporalio.envconfig import ClientConfigProfile
from temporalio.service import RPCError, RPCStatusCode

FIRST_PAUSE = timedelta(milliseconds=100)
LONGEST_PAUSE = timedelta(seconds=5)
RETENTION = timedelta(days=90)
NOBODY = "probe/nobody"
_ALREADY_THERE = "already exists"


class TemporalAway(Exception):
    """Temporal did not answer within the time allowed; the text says where it was looked for and for how long."""


class SearchAttributesMissing(Exception):
    """A case would wedge on its first upsert; the text names the attributes that are missing or of another type."""


def data_converter() -> DataConverter:
    """Pydantic models as JSON; failure messages and stacks as payloads, so that a codec covers them too."""
    return replace(pydantic_data_converter, failure_converter_class=DefaultFailureConverterWithEncodedAttributes)


def pauses(first: timedelta = FIRST_PAUSE, longest: timedelta = LONGEST_PAUSE) -> Callable[[int], timedelta]:
    """How long to wait before try number n (from 0): doubling from `first`, never over `longest`."""
    return lambda attempt: min(first * 2 ** min(attempt, 20), longest)


async def connect(
    profile: ClientConfigProfile,
    *,
    patience: timedelta,
    interceptors: Sequence[Interceptor] = (),
    on_wait: Callable[[int, timedelta], None] = lambda attempt, pause: None,
    fallback_address: str = "127.0.0.1:7233",
    identity: str | None = None,
) -> Client:
    """A client, once Temporal answers; tries again with growing pauses, raises TemporalAway after `patience`."""
    config = profile.to_client_connect_config()
    config.setdefault("target_host", fallback_address)
    pause_before, loop = pauses(), asyncio.get_running_loop()
    give_up = loop.time() + patience.total_seconds()
    attempt = 0
    while True:
        try:
            return await Client.connect(
                **config, data_converter=data_converter(), interceptors=list(interceptors), identity=identity
            )
        except RuntimeError as error:  # what the SDK raises when it cannot connect at all
            pause = pause_before(attempt)
            if loop.time() + pause.total_seconds() > give_up:
                raise TemporalAway(
                    f"Temporal did not answer at {config['target_host']} within {patience.total_seconds():g} s"
                ) from error
        on_wait(attempt, pause)
        await asyncio.sleep(pause.total_seconds())
        attempt += 1


async def is_serving(client: Client) -> bool:
    """Whether Temporal does real work: asks for a workflow nobody has, which only the owner of its shard can deny.

    An open port, a health check or a count answer seconds before that.
    """
    try:
        await client.get_workflow_handle(NOBODY).describe(rpc_timeout=timedelta(seconds=2))
    except RPCError as error:
        return error.status is RPCStatusCode.NOT_FOUND and "namespace" not in error.message.lower()
    return True


async def wait_until_serving(client: Client, patience: timedelta) -> None:
    """Returns once `is_serving`; raises TemporalAway after `patience`."""
    pause_before, loop = pauses(longest=timedelta(seconds=1)), asyncio.get_running_loop()
    give_up = loop.time() + patience.total_seconds()
    attempt = 0
    while not await is_serving(client):
        if loop.time() > give_up:
            raise TemporalAway(f"Temporal answers, but does no work yet after {patience.total_seconds():g} s")
        await asyncio.sleep(pause_before(attempt).total_seconds())
        attempt += 1


async def missing_search_attributes(client: Client, wanted: Sequence[SearchAttributeKey[Any]]) -> list[str]:
    """The names among `wanted` the namespace does not have, or has with another type (then `name (type)`)."""
    found = await client.operator_service.list_search_attributes(
        ListSearchAttributesRequest(namespace=client.namespace)
    )
    there = dict(found.custom_attributes)
    faults = []
    for key in wanted:
        if key.name not in there:
            faults.append(key.name)
        elif there[key.name] != key.indexed_value_type.value:
            faults.append(f"{key.name} ({IndexedValueType.Name(there[key.name])})")
    return faults


async def require_search_attributes(client: Client, wanted: Sequence[SearchAttributeKey[Any]]) -> None:
    """Raises SearchAttributesMissing unless the namespace has every one of `wanted` with its type."""
    if faults := await missing_search_attributes(client, wanted):
        raise SearchAttributesMissing(
            f"The namespace {client.namespace} lacks search attributes: {', '.join(faults)}. "
            "Register them first (docs/operations.md): a case would come to a stand without them."
        )


async def ensure_search_attributes(client: Client, wanted: Sequence[SearchAttributeKey[Any]]) -> list[str]:
    """Registers those of `wanted` that are missing and returns their names; doing it twice changes nothing."""
    there = await client.operator_service.list_search_attributes(
        ListSearchAttributesRequest(namespace=client.namespace)
    )
    absent = {
        key.name: IndexedValueType.ValueType(key.indexed_value_type.value)
        for key in wanted
        if key.name not in there.custom_attributes
    }
    if absent:
        request = AddSearchAttributesRequest(search_attributes=absent, namespace=client.namespace)
        await _unless_there(client.operator_service.add_search_attributes(request))
    return sorted(absent)


async def ensure_namespace(client: Client, retention: timedelta = RETENTION) -> bool:
    """Creates the client's namespace and says True, or finds it there and says False."""
    try:
        await client.workflow_service.describe_namespace(DescribeNamespaceRequest(namespace=client.namespace))
        return False
    except RPCError as error:
        if error.status is not RPCStatusCode.NOT_FOUND:
            raise
    request = RegisterNamespaceRequest(
        namespace=client.namespace,
        workflow_execution_retention_period=Duration(seconds=int(retention.total_seconds())),
    )
    await _unless_there(client.workflow_service.register_namespace(request))
    return True


async def polling(client: Client, task_queue: str) -> set[str]:
    """The identities of the workers that ask for work on both sides of a task queue now, workflows and activities."""
    sides = []
    for kind in (TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW, TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY):
        answer = await client.workflow_service.describe_task_queue(
            DescribeTaskQueueRequest(
                namespace=client.namespace, task_queue=TaskQueue(name=task_queue), task_queue_type=kind
            )
        )
        sides.append({poller.identity for poller in answer.pollers})
    return set.intersection(*sides)


async def _unless_there(call: Any) -> None:
    try:
        await call
    except RPCError as error:  # two starts at once: the other one won, and wanted the same
        if error.status is not RPCStatusCode.ALREADY_EXISTS and _ALREADY_THERE not in error.message:
            raise
