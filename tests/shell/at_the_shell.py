"""A shell of one's own for tests: a prepared register with the demo's fictional people, and Temporal as told."""

from __future__ import annotations

import json
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from adapters.settings import PROJECT, load_settings
from shell.app import run
from shell.groundwork import prepare_register
from shell.state import prepare_state

FORMS = PROJECT / "demo" / "forms"
COORDINATOR, HEALTH, CONSTABULARY, SOCIAL_CARE = "P-0002", "P-0006", "P-0008", "P-0004"


@dataclass(frozen=True)
class Said:
    """What a command ended with and wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def error(self) -> Any:
        return json.loads(self.err)["error"]


class Shell:
    """Runs commands as a person would, in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str], state: Path) -> None:
        self._capsys = capsys
        self.state = state

    def __call__(self, *arguments: str) -> Said:
        self._capsys.readouterr()
        code = run(arguments)
        captured = self._capsys.readouterr()
        return Said(code, captured.out, captured.err)


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def set_up(state: Path, monkeypatch: pytest.MonkeyPatch, temporal: str) -> None:
    """Point the settings at a folder with a prepared register, and at a Temporal that may be away."""
    monkeypatch.setenv("REVIEW_STATE", str(state))
    monkeypatch.setenv("REVIEW_CONNECT_SECONDS", "0.01" if temporal == "away" else "10")
    monkeypatch.setenv("TEMPORAL_ADDRESS", f"127.0.0.1:{closed_port()}" if temporal == "away" else temporal)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("REVIEW_AS", raising=False)
    settings = load_settings()
    prepare_state(settings)
    prepare_register(settings)
