"""A Temporal server whose clock begins when it is told to, so that a diary of Christmas 2026 can be read in any year.

The time-skipping server starts at the machine's time and only goes forward. This stands in front of it and moves
every timestamp that passes: the server's clock is the machine's, what client and worker see is the diary's.
"""

from __future__ import annotations

import importlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, timedelta
from functools import cache
from typing import Any

import grpc  # type: ignore[import-untyped, unused-ignore]
from google.protobuf.descriptor import Descriptor
from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp
from temporalio.api.workflowservice.v1 import RespondWorkflowTaskCompletedRequest

TIMESTAMP = Timestamp.DESCRIPTOR.full_name
LARGEST = [("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)]
NOT_PASSED_ON = frozenset({"user-agent", "content-type", "te", "grpc-accept-encoding", "accept-encoding"})


def shift(message: Message, by: timedelta) -> None:
    """Move every timestamp in a message, however deep; one that is not set stays so."""
    for field, value in message.ListFields():
        if field.message_type is None or not _tells_time(field.message_type):
            continue
        for each in _parts(field, value):
            if field.message_type.full_name != TIMESTAMP:
                shift(each, by)
            elif each.seconds:
                each.FromDatetime(each.ToDatetime(UTC) + by)


@cache
def _tells_time(kind: Descriptor) -> bool:
    """Can a message of this kind hold a timestamp, however deep? What people said (payloads) is not even looked at."""
    seen, left = set(), [kind]
    while left:
        each = left.pop()
        if each.full_name == TIMESTAMP:
            return True
        if each.full_name not in seen:
            seen.add(each.full_name)
            left += [field.message_type for field in each.fields if field.message_type is not None]
    return False


def _parts(field: Any, value: Any) -> list[Any]:
    if field.message_type.GetOptions().map_entry:
        values = list(value.values())
        return values if values and isinstance(values[0], Message) else []
    return list(value) if field.is_repeated else [value]


def _types(method: str) -> tuple[type[Message], type[Message]]:
    """The messages of ``/temporal.api.workflowservice.v1.WorkflowService/StartWorkflowExecution``."""
    service, name = method.strip("/").split("/")
    module = importlib.import_module(f"temporalio.api.{service.split('.')[2]}.v1.request_response_pb2")
    asks = getattr(module, f"{name}Request", None) or _odd(name)
    answers = getattr(module, f"{name}Response", None) or _odd_answer(module, name)
    return asks, answers


def _odd(name: str) -> type[Message]:
    from google.protobuf.empty_pb2 import Empty
    from temporalio.api.testservice.v1 import request_response_pb2 as test

    odd: dict[str, type[Message]] = {
        "GetCurrentTime": Empty,
        "UnlockTimeSkippingWithSleep": test.SleepRequest,
        "Sleep": test.SleepRequest,
        "SleepUntil": test.SleepUntilRequest,
    }
    return odd[name]


def _odd_answer(module: Any, name: str) -> type[Message]:
    answer: type[Message] = module.SleepResponse if name != "GetCurrentTime" else module.GetCurrentTimeResponse
    return answer


class MovedClock(grpc.GenericRpcHandler):  # type: ignore[misc, name-defined, unused-ignore]
    """Passes every call on to the server, with the clock moved."""

    def __init__(self, server: grpc.aio.Channel, ahead: timedelta) -> None:
        self._server = server
        self._ahead = ahead  # by how much the diary's clock is ahead of the server's

    def service(self, details: grpc.HandlerCallDetails) -> grpc.RpcMethodHandler | None:
        """The handler of one method: any, as far as its messages are known."""
        method = details.method
        if method.startswith("/grpc.health"):
            pass_on = self._server.unary_unary(method)
            return grpc.unary_unary_rpc_method_handler(_health(pass_on))
        asks, answers = _types(method)
        call = self._server.unary_unary(method, asks.SerializeToString, answers.FromString)
        return grpc.unary_unary_rpc_method_handler(self._moved(call), asks.FromString, answers.SerializeToString)

    def _moved(self, call: Any) -> Callable[[Message, grpc.aio.ServicerContext[Any, Any]], Any]:
        async def handle(request: Message, context: grpc.aio.ServicerContext[Any, Any]) -> Message:
            if isinstance(request, RespondWorkflowTaskCompletedRequest):
                # This server never takes work back from the queue of a worker that was killed: let it have none.
                request.ClearField("sticky_attributes")
            shift(request, -self._ahead)
            answer: Message = await _pass_on(call, request, context)
            shift(answer, self._ahead)
            return answer

        return handle


def _health(call: Any) -> Any:
    async def handle(request: bytes, context: grpc.aio.ServicerContext[Any, Any]) -> Any:
        return await _pass_on(call, request, context)

    return handle


async def _pass_on(call: Any, request: Any, context: grpc.aio.ServicerContext[Any, Any]) -> Any:
    told = [(key, value) for key, value in context.invocation_metadata() or () if _passes(key)]
    remaining = context.time_remaining()
    try:
        return await call(request, timeout=remaining, metadata=told)
    except grpc.aio.AioRpcError as error:
        details = [(key, value) for key, value in error.trailing_metadata() or ()]
        context.set_trailing_metadata(details)
        await context.abort(error.code(), error.details() or "")


def _passes(key: str) -> bool:
    return key not in NOT_PASSED_ON and not key.startswith(":")


@asynccontextmanager
async def clock_set(address: str, ahead: timedelta) -> AsyncIterator[str]:
    """Stand in front of the server at this address; answers where the server with the moved clock is."""
    async with grpc.aio.insecure_channel(address, LARGEST) as channel:
        server = grpc.aio.server(options=LARGEST)
        server.add_generic_rpc_handlers((MovedClock(channel, ahead),))
        port = server.add_insecure_port("127.0.0.1:0")
        await server.start()
        try:
            yield f"127.0.0.1:{port}"
        finally:
            await server.stop(None)
