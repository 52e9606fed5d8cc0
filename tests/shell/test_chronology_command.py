"""``chronology``: the returns merged by time, conflicts side by side, every return read on record (R6, K2)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from adapters.settings import load_settings
from models.case import Part
from models.people import Actor, Role
from models.record import Event, Record
from shell.house import House, open_house
from tests.shell.at_the_shell import COORDINATOR, FORMS, Shell, set_up

FRI_27_NOV = datetime(2026, 11, 27, 10, tzinfo=UTC)
ACADEMY, TRUST = "A-010", "A-002"


def told(what: str, on: str, at: str = "") -> dict[str, Any]:
    return {"on": on, "at": at, "called": "strategy discussion", "what": what, "source": "case record"}


def give_return(house: House, case: str, agency: str, version: int, *events: dict[str, Any]) -> None:
    """A return as the Rapid Review puts it on record."""
    by = Actor(person="P-0027", role=Role.AGENCY_CONTACT, agency=agency)
    form = {"records_held": "yes", "key_events": list(events)}
    ref = house.register.store_document(case, "appendix_2", form, by, FRI_27_NOV, id=f"{agency}-{version}")
    detail = {
        "agency": agency,
        "answer": "full",
        "late": False,
        "document": ref.id,
        "return_version": version,
        "nominated": True,
    }
    event = Event(id=f"{agency}/{version}", at=FRI_27_NOV, action="return_received", by=by, detail=detail, clause="R4")
    house.register.record(Record(case=case, part=Part.RAPID_REVIEW, at=FRI_27_NOV, events=(event,)))


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    set_up(tmp_path, monkeypatch, "away")
    return Shell(capsys, tmp_path)


def test_the_latest_returns_are_merged_and_conflicts_shown_side_by_side(shell: Shell) -> None:
    case = str(shell("notify", "cfc", str(FORMS / "cfc-split-vote.json"), "--json").json["case"])
    with open_house(load_settings()) as house:
        give_return(house, case, ACADEMY, 1, told("A version put right later.", "2026-03-01"))
        give_return(house, case, ACADEMY, 2, told("The school took part in the discussion.", "2026-03-27"))
        give_return(house, case, TRUST, 1, told("The nurse took part in the discussion.", "2026-03-29", "10:30"))

    answer = shell("chronology", case, "--as", COORDINATOR, "--json")
    page = shell("chronology", case, "--as", COORDINATOR)

    entries = [(entry["on"], entry["at"], entry["agency"]) for entry in answer.json["entries"]]
    assert entries == [("2026-03-27", None, ACADEMY), ("2026-03-29", "10:30", TRUST)]
    assert [{entry["agency"] for entry in conflict} for conflict in answer.json["conflicts"]] == [{ACADEMY, TRUST}]
    assert "Conflict 1" in page.out
    views = [entry for entry in shell("timeline", case, "--json").json if entry["action"] == "document_viewed"]
    assert [entry["detail"]["document"] for entry in views] == [f"{ACADEMY}-2", f"{TRUST}-1"] * 2
