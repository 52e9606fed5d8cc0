"""What the browser tests need of the machine: found, installed, or asked for in words."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.browser.prepare import Program, prepare

ABACUS = Program(what="an abacus", variable="ABACUS", names=("abacus", "soroban"), package="abacus-light")


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole search path, on a machine where this user may install."""
    monkeypatch.delenv("ABACUS", raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    put(tmp_path / "apt-get", "#!/bin/sh\nexit 100\n")
    return tmp_path


def put(program: Path, text: str = "#!/bin/sh\n") -> Path:
    program.write_text(text, "utf-8")
    program.chmod(0o755)
    return program


def test_a_program_under_any_of_its_names_will_do(machine: Path) -> None:
    soroban = put(machine / "soroban")

    assert prepare(ABACUS) == soroban


def test_a_program_that_is_named_is_taken_before_any_other(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(machine / "soroban")
    monkeypatch.setenv("ABACUS", str(put(machine / "my-own")))

    assert prepare(ABACUS) == machine / "my-own"


def test_a_program_that_is_missing_is_installed_as_debian_names_it(machine: Path) -> None:
    put(machine / "apt-get", f'#!/bin/sh\n[ "$5" = abacus-light ] && cp "$0" "{machine}/abacus"\n')

    assert prepare(ABACUS) == machine / "abacus"


def test_what_cannot_be_installed_is_asked_for_by_package_and_by_variable(machine: Path) -> None:
    assert prepare(ABACUS) is None
    assert "apt-get install abacus-light" in ABACUS.advice
    assert "make ABACUS=" in ABACUS.advice


def test_a_name_that_leads_nowhere_is_not_passed_over(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(machine / "soroban")
    monkeypatch.setenv("ABACUS", "/no/such/abacus")

    assert prepare(ABACUS) is None
    assert "/no/such/abacus" in ABACUS.advice
