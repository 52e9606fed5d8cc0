"""Accounts at the shell: invited, listed, reset, closed; and no password is ever shown or typed there."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.mail.mailbox import kept_letters
from shell.exits import Ending
from shell.register_opened import opened
from tests.shell.at_the_shell import Shell, closed_port, set_up


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    set_up(tmp_path, monkeypatch, f"127.0.0.1:{closed_port()}")
    return Shell(capsys, tmp_path)


def test_an_invitation_is_printed_once_and_kept_as_a_hash(shell: Shell) -> None:
    said = shell("account", "invite", "P-0004")

    with opened() as house:
        token = said.out.strip().rpartition("/")[2]
        assert house.register.invited(token, house.clock.now()) is None
    assert said.code == 0
    assert said.out.startswith("http://127.0.0.1:8080/sign-in/invitation/")


def test_it_is_sent_instead_when_asked_and_then_not_shown(shell: Shell) -> None:
    said = shell("account", "invite", "alex.sample@social-care.example", "--send")

    [letter] = kept_letters(shell.state / "mailbox")
    assert said.out == "P-0004: the invitation is on its way\n"
    assert letter.to == "alex.sample@social-care.example"
    assert "/sign-in/invitation/" in letter.text


def test_somebody_the_directory_does_not_know_is_not_invited(shell: Shell) -> None:
    said = shell("account", "invite", "P-9999")

    assert said.code == Ending.NOT_FOUND
    assert "nobody under" in said.err


def test_accounts_are_listed_by_reference_with_how_they_stand(shell: Shell) -> None:
    shell("account", "close", "P-0005")

    listed = {row["person"]: row for row in shell("account", "list", "--json").json}

    assert listed["P-0002"] == {"person": "P-0002", "state": "open", "second_factor": False}
    assert listed["P-0005"]["state"] == "closed"
    assert "Testcase" not in shell("account", "list").out


def test_a_reset_takes_the_lost_app_off_and_invites_anew(shell: Shell) -> None:
    said = shell("account", "reset", "P-0002")

    with opened() as house:
        account = house.register.account("P-0002")
    assert "/sign-in/invitation/" in said.out
    assert account is not None
    assert account.second_factor is None
