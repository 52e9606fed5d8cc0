"""Days proclaimed while cases run: versions, never changed (C1, C6)."""

from datetime import date, timedelta

import pytest

from adapters.register import Register
from adapters.register.calendar_days import DayKind
from models.case import Part
from tests.adapters.book import COORDINATOR, MON_23_NOV, opening, record, standing

MON_19_SEP = date(2022, 9, 19)


def proclaim(register: Register, kind: str = "holiday", on: date = MON_19_SEP) -> int:
    return register.proclaim_day(on, kind, "State funeral", COORDINATOR, MON_23_NOV).version


def test_each_proclamation_is_a_version_of_the_calendar(register: Register) -> None:
    before = register.calendar_version()

    versions = [proclaim(register), proclaim(register, "closure", date(2026, 12, 24))]

    assert (before, versions, register.calendar_version()) == (0, [1, 2], 2)
    assert [(day.on, day.kind) for day in register.calendar_days()] == [
        (MON_19_SEP, DayKind.HOLIDAY),
        (date(2026, 12, 24), DayKind.CLOSURE),
    ]


def test_a_day_taken_back_is_no_longer_in_force_but_was(register: Register) -> None:
    proclaim(register)
    proclaim(register, "withdrawn")

    assert register.calendar_days() == []
    assert [day.on for day in register.calendar_days(version=1)] == [MON_19_SEP]


def test_a_proclamation_is_on_record(register: Register) -> None:
    proclaim(register)

    (entry,) = register.audit_of("")
    assert (entry.action, entry.by, entry.detail["on"]) == ("calendar_day_proclaimed", COORDINATOR, "2022-09-19")


def test_a_kind_of_day_that_does_not_exist_is_refused(register: Register) -> None:
    with pytest.raises(ValueError, match="feast"):
        proclaim(register, "feast")

    assert register.calendar_version() == 0


def test_open_cases_that_began_before_a_proclamation_are_to_be_told_until_they_are(register: Register) -> None:
    for case in ("GSCP-2026-001", "GSCP-2026-002", "GSCP-2026-003", "GSCP-2026-004"):
        begun = timedelta(hours=1) if case.endswith("4") else -timedelta(hours=1)
        register.create_case(opening(case), MON_23_NOV + begun)
    ended = standing("ended", None, ended=True, outcome="stood_down")
    register.record(record(case="GSCP-2026-003", part=Part.REVIEW, standing=ended))
    proclaim(register)
    latest = register.proclamation(1)
    assert latest is not None
    before = register.cases_to_tell(latest, "calendar_changed")

    told = ("calendar-1-a", "GSCP-2026-001", Part.REVIEW, "calendar_changed", {}, MON_23_NOV, COORDINATOR)
    register.take_command(*told)

    assert before == ["GSCP-2026-001", "GSCP-2026-002"]
    assert register.cases_to_tell(latest, "calendar_changed") == ["GSCP-2026-002"]


def test_a_day_taken_back_is_a_proclamation_too(register: Register) -> None:
    assert register.proclamation(1) is None
    proclaim(register)

    proclaim(register, "withdrawn")

    latest = register.proclamation(2)
    assert latest is not None
    assert (latest.version, latest.kind) == (2, DayKind.WITHDRAWN)


def test_under_one_token_a_day_is_proclaimed_once_even_if_it_was_taken_back_meanwhile(register: Register) -> None:
    said = (MON_19_SEP, "holiday", "State funeral", COORDINATOR, MON_23_NOV, "token-1")
    register.proclaim_day(*said)
    proclaim(register, "withdrawn")

    again = register.proclaim_day(*said)

    assert (again.version, register.calendar_version()) == (1, 2)
    assert register.calendar_days() == []
