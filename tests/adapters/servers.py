"""Real development servers for the tests of this room, each on ports of its own and with a file of its own."""

import contextlib
import http.client
import random
import socket
from datetime import timedelta
from pathlib import Path

from temporalio.client import Client
from temporalio.common import SearchAttributeKey
from temporalio.envconfig import ClientConfigProfile

from adapters.embedded import EmbeddedPlan, EmbeddedServer
from adapters.settings import Settings, temporal_binary
from adapters.temporal import connect, wait_until_serving

PATIENCE = timedelta(seconds=30)
STAGE = SearchAttributeKey.for_keyword("Stage")
NEXT_DUE = SearchAttributeKey.for_datetime("NextDue")


def free_port() -> int:
    """A port nobody listens on, below those the system lends to outgoing connections, which come and go."""
    for port in random.sample(range(20_000, 30_000), 100):
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
    raise OSError("a hundred ports were taken")


def plan_in(folder: Path) -> EmbeddedPlan:
    return EmbeddedPlan(
        binary=temporal_binary(Settings()),
        state=folder,
        port=free_port(),
        web_port=free_port(),
        search_attributes=(STAGE, NEXT_DUE),
    )


async def client_of(server: EmbeddedServer) -> Client:
    client = await connect(ClientConfigProfile(address=server.plan.address), patience=PATIENCE)
    await wait_until_serving(client, PATIENCE)
    return client


def cross_site_post(port: int) -> int | None:
    """What the port answers to a page of another site that tries to end a case; None where it speaks no HTTP."""
    there = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        there.request(
            "POST",
            "/api/v1/namespaces/default/workflows/victim/terminate",
            body=b"{}",
            headers={"Origin": "https://evil.example", "Content-Type": "text/plain"},
        )
        return there.getresponse().status
    except (OSError, http.client.HTTPException):  # gRPC and membership ports speak something else
        return None
    finally:
        there.close()


def listening_ports(pid: int | None) -> set[int]:
    """The TCP ports on which this process listens (Linux)."""
    inodes = {link.readlink().name for link in Path(f"/proc/{pid}/fd").iterdir() if link.readlink().name[:1] == "s"}
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return {int(row[1].split(":")[1], 16) for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in inodes}
