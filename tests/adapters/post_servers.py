"""Mail servers for tests: a real one that catches, and one that misbehaves as told."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP as CatchingServer
from aiosmtpd.smtp import Envelope as Caught
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

LOOPBACK = "127.0.0.1"


class Catcher:
    """Keeps what a real SMTP server accepted."""

    def __init__(self) -> None:
        self.caught: list[Caught] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Caught) -> str:
        self.caught.append(envelope)
        return "250 kept"


@contextlib.asynccontextmanager
async def catching(catcher: Catcher, **options: Any) -> AsyncIterator[int]:
    """A real SMTP server on a free port of this machine."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: CatchingServer(catcher, loop=loop, **options), LOOPBACK, 0)
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        server.close()


class Rude:
    """An SMTP server that answers each command from a script: a line, ``None`` to hang up, ``...`` to fall silent."""

    def __init__(self, **script: str | None) -> None:
        self.script = script
        self.bodies: list[bytes] = []
        self.open: list[asyncio.StreamWriter] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open.append(writer)
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            await self._serve(reader, writer)
        writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not await self._say(writer, "GREET", "220 here"):
            return
        while line := await reader.readline():
            command = line.split()[0].upper().decode()
            if not await self._say(writer, command, "354 go on" if command == "DATA" else "250 ok"):
                return
            if command == "DATA" and self.script.get("DATA", "354").startswith("354"):  # type: ignore[union-attr]
                self.bodies.append(await reader.readuntil(b"\r\n.\r\n"))
                if not await self._say(writer, "BODY", "250 kept"):
                    return

    async def _say(self, writer: asyncio.StreamWriter, command: str, usual: str) -> bool:
        answer = self.script.get(command, usual)
        if answer == "...":
            await asyncio.sleep(3600)
        if answer is None:
            return False
        writer.write(answer.encode() + b"\r\n")
        await writer.drain()
        return True


@contextlib.asynccontextmanager
async def misbehaving(rude: Rude) -> AsyncIterator[int]:
    """The scripted server on a free port of this machine."""
    tasks: set[asyncio.Task[None]] = set()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tasks.add(asyncio.ensure_future(rude.serve(reader, writer)))

    server = await asyncio.start_server(accept, LOOPBACK, 0)
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for writer in rude.open:
            writer.close()


def certificate(folder: Path, at: datetime) -> tuple[ssl.SSLContext, Path]:
    """A server's TLS context with a certificate of its own making, and the file to trust it by."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.example")])
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address(LOOPBACK))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    trusted, secret = folder / "trusted.pem", folder / "secret.pem"
    trusted.write_bytes(built.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(trusted, secret)
    return context, trusted


def today() -> datetime:
    """The machine's clock: certificates are checked against it."""
    return datetime.now(UTC)
