"""Asking a clamd what is in a file: its own words for yes and no, and nothing else counts (ASVS 5.4.3)."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from adapters import virus_scanner
from adapters.virus_scanner import Clamd, ScannerAway, is_address

SIGNATURE = b"a made-up virus"


@contextmanager
def clamd(says: bytes | None = None, folder: Path | None = None) -> Iterator[str]:
    """Somebody who speaks clamd's INSTREAM and finds SIGNATURE, or always says the same; where it listens."""
    listening = socket.socket(socket.AF_UNIX if folder else socket.AF_INET)
    listening.bind(str(folder / "clamd.sock") if folder else ("127.0.0.1", 0))
    listening.listen()
    thread = threading.Thread(target=_serve, args=(listening, says), daemon=True)
    thread.start()
    yield f"unix://{folder / 'clamd.sock'}" if folder else f"tcp://127.0.0.1:{listening.getsockname()[1]}"
    with suppress(OSError):
        listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    thread.join(5)


def _serve(listening: socket.socket, says: bytes | None) -> None:
    with suppress(OSError):
        while True:
            there, _ = listening.accept()
            with there, there.makefile("rb") as came:
                assert came.read(10) == b"zINSTREAM\0"
                content = b""
                while length := int.from_bytes(came.read(4), "big"):
                    content += came.read(length)
                found = b"stream: Made.Up FOUND\0" if SIGNATURE in content else b"stream: OK\0"
                there.sendall(found if says is None else says)


def test_what_it_finds_and_what_it_does_not_find_is_told() -> None:
    large = b"x" * 200_000

    with clamd() as address:
        answers = [Clamd(address).finds_virus_in(each) for each in (large, large + SIGNATURE + large, b"")]

    assert answers == [False, True, False]


def test_it_may_listen_on_a_socket_of_this_machine(tmp_path: Path) -> None:
    with clamd(folder=tmp_path) as address:
        assert Clamd(address).finds_virus_in(SIGNATURE)


@pytest.mark.parametrize(
    "says",
    [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK then\0", b"stream: Cannot open ERROR\0", b"OK\0",
     b"stream:  FOUND\0", b"\xff\0", b"x" * 5000],
)  # fmt: skip
def test_any_other_answer_is_none(says: bytes) -> None:
    with clamd(says) as address, pytest.raises(ScannerAway):
        Clamd(address).finds_virus_in(b"x")


def test_where_nobody_answers_nothing_counts_as_looked_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(virus_scanner, "PATIENCE", 0.2)
    silent = socket.socket()
    silent.bind(("127.0.0.1", 0))
    silent.listen()
    nobody = socket.socket()
    nobody.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in (silent, nobody)]
    nobody.close()

    for address in (*(f"tcp://127.0.0.1:{port}" for port in ports), f"unix://{tmp_path / 'none.sock'}"):
        with pytest.raises(ScannerAway):
            Clamd(address).finds_virus_in(b"x")
    silent.close()


@pytest.mark.parametrize(
    ("text", "can"),
    [("tcp://clamd:3310", True), ("unix:///run/clamd.sock", True), ("tcp://clamd", False), ("tcp://:1", False),
     ("http://clamd:3310", False), ("unix://run/clamd.sock", False), ("tcp://clamd:99999", False), ("x", False)],
)  # fmt: skip
def test_an_address_is_a_host_with_its_port_or_a_socket(text: str, can: bool) -> None:
    assert is_address(text) is can
