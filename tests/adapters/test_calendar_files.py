"""Calendars from files people give: each form is read, each mistake is named (C1, K4)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from adapters.calendar_files import BadCalendar, calendar_file
from models.working_days import OutsideCalendar
from tests.calendars import DATA

CHRISTMAS = date(2026, 12, 25)


def _file(folder: Path, content: object, name: str = "calendar.json") -> Path:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_gov_uk_s_own_file_is_read_and_knows_its_own_years_only() -> None:
    calendar = calendar_file(DATA / "bank-holidays.json")

    assert calendar.reason(CHRISTMAS) == "Christmas Day"
    with pytest.raises(OutsideCalendar, match="2028-12-31"):
        calendar.is_working_day(date(2029, 1, 1))


def test_a_named_calendar_is_chosen_and_england_s_is_the_usual_one() -> None:
    path = DATA / "deadline-cases.json"

    assert not calendar_file(path).is_working_day(CHRISTMAS)
    assert calendar_file(path, "none").is_working_day(CHRISTMAS)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (["2026-12-25"], "list.json"),
        ([{"date": "2026-12-25", "title": "Christmas"}], "titled.json"),
        ({"holidays": ["2026-12-25"]}, "one.json"),
        ({"closures": ["2026-12-25"]}, "closures.json"),
        ("2026-12-25  # Christmas Day\n\n", "plain.txt"),
        ('["2026-12-25"]', "json-after-all.txt"),
        ({"events": [{"date": "2026-12-25", "title": "Christmas Day"}]}, "division.json"),
    ],
)
def test_a_plain_list_is_a_calendar_too(tmp_path: Path, content: object, name: str) -> None:
    calendar = calendar_file(_file(tmp_path, content, name))

    assert not calendar.is_working_day(CHRISTMAS)
    assert calendar.is_working_day(date(2026, 12, 24))


def test_years_a_list_does_not_speak_of_are_flagged(tmp_path: Path) -> None:
    calendar = calendar_file(_file(tmp_path, ["2026-12-25"]))

    assert calendar.is_published(CHRISTMAS)
    assert not calendar.is_published(date(2027, 12, 25))


def test_a_calendar_may_build_on_another_and_have_its_own_weekend(tmp_path: Path) -> None:
    calendars = {"E": {"holidays": ["2026-12-25"]}, "S": {"ref": "E", "weekend": ["Sun"]}}

    calendar = calendar_file(_file(tmp_path, {"calendars": calendars}), "S")

    assert calendar.is_working_day(date(2026, 12, 26))
    assert not calendar.is_working_day(CHRISTMAS)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{not json", "line 1 is not JSON"),
        ('"2026-12-25"', "neither"),
        (["25/12/2026"], "'25/12/2026' is not a date"),
        ({"holidays": "2026-12-25"}, "must stand in a list"),
        ({"holidays": [], "weekend": ["Caturday"]}, "weekend"),
        ({"holidays": [], "weekend": "Sat"}, "weekend must be a list"),
        ({"holidays": [], "weekend": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]}, "leaving one to work on"),
        ({"ref": "EW"}, "no calendar 'EW'"),
        ({"calendars": {"A": {"holidays": []}, "B": {"holidays": []}}}, "choose one of A, B"),
        ({"calendars": {"A": 5}}, "calendar A"),
        ({"england-and-wales": {"events": []}}, "no bank holidays"),
        ({"scotland": {"events": []}}, "no division 'england-and-wales'"),
    ],
)
def test_a_mistake_in_a_calendar_is_named(tmp_path: Path, content: object, says: str) -> None:
    with pytest.raises(BadCalendar, match=says):
        calendar_file(_file(tmp_path, content))


def test_a_file_that_is_missing_or_not_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "bytes.txt").write_bytes(b"\xff\xfe")
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe")

    for name, says in (
        ("none.txt", "No such file"),
        ("none.json", "No such file"),
        ("bytes.txt", "UTF-8"),
        ("bytes.json", "UTF-8"),
    ):
        with pytest.raises(BadCalendar, match=says):
            calendar_file(tmp_path / name)


def test_a_name_that_is_not_in_the_file_is_told_with_those_that_are() -> None:
    with pytest.raises(BadCalendar, match="no calendar 'MARS': known are none, EW"):
        calendar_file(DATA / "deadline-cases.json", "MARS")
