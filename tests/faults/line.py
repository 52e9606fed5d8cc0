"""The line between the desk and Temporal, which can be cut, and can swallow the answers that come back over it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator


class Line:
    """Passes bytes on in both directions between whoever connects and one server."""

    def __init__(self, server: str) -> None:
        host, _, port = server.rpartition(":")
        self._server = (host, int(port))
        self._writers: set[asyncio.StreamWriter] = set()
        self.is_cut = False
        self.swallows_answers = False

    async def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.is_cut:
            writer.close()
            return
        with contextlib.suppress(OSError):
            there, back = await asyncio.open_connection(*self._server)
            self._writers |= {writer, back}
            await asyncio.gather(self._pass_on(reader, back), self._pass_on(there, writer, answers=True))

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, answers: bool = False) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                if answers and self.swallows_answers:
                    continue
                writer.write(data)
                await writer.drain()
        writer.close()

    def cut(self) -> None:
        """Nothing passes any more, and nobody can connect."""
        self.is_cut = True
        for writer in self._writers:
            writer.close()
        self._writers.clear()

    def swallow_answers(self) -> None:
        """What is sent arrives; what is answered does not."""
        self.swallows_answers = True

    def mend(self) -> None:
        """Everything passes again, over new connections."""
        self.cut()
        self.is_cut = self.swallows_answers = False


@contextlib.asynccontextmanager
async def line_to(server: str) -> AsyncIterator[tuple[Line, str]]:
    """A line to a server, and the address at this end of it."""
    line = Line(server)
    tasks: set[asyncio.Task[None]] = set()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tasks.add(asyncio.ensure_future(line.accept(reader, writer)))

    listening = await asyncio.start_server(accept, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    try:
        yield line, f"127.0.0.1:{port}"
    finally:
        listening.close()
        line.cut()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
