"""Publication's rules: sendings, the wait, what stops it, the year (P1-P5)."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from models.holds import Holds
from models.messages.publication import (
    HoldKind,
    HoldPublication,
    PublishReport,
    Recipient,
    RecordSending,
    WithdrawReport,
)
from models.publication import refuses_improvements_course, refuses_report_course, refuses_withdrawal
from models.publication_wait import Sendings, explain_wait, refuses_publication
from models.timetable import Plan, SkippedDay, Step, Timetable
from tests.models.later_parts import MON_2_MARCH, at, code, told

SHA = "a" * 64
WED_11_MARCH = Timetable(
    plan=Plan.PUBLICATION,
    policy="gscp-2021",
    calendar_version="test",
    start=date(2026, 3, 2),
    steps=(Step(step="wait", due=date(2026, 3, 11), due_at=at("2026-03-11 09:00"), clause="P1", rule="working day 7"),),
    skipped=(SkippedDay(date=date(2026, 3, 7), reason="Saturday"),),
)
YEAR = Timetable(
    plan=Plan.AVAILABILITY,
    policy="gscp-2021",
    calendar_version="test",
    steps=(Step(step="availability", due=date(2029, 3, 1), due_at=at("2029-03-01 17:00"), clause="P4"),),
)


def sending(recipient: Recipient, **values: object) -> RecordSending:
    given = {"recipient": recipient, "report_version": 1, "sha256": SHA, "sent_at": MON_2_MARCH}
    return told(RecordSending, when=at("2026-03-31 12:00"), **{**given, **values})


def sent() -> Sendings:
    sendings = Sendings(1)
    for recipient in Recipient:
        sendings.record(sending(recipient))
    return sendings


def publishing(when: datetime, **values: object) -> PublishReport:
    given = {"address": "https://reports.example.test/1", "sha256": SHA, "family_told": True, "staff_told": True}
    return told(PublishReport, when=when, **{**given, **values})


def test_the_later_of_the_sendings_counts() -> None:
    sendings = Sendings(1)
    sendings.record(sending(Recipient.SECRETARY_OF_STATE, sent_at=at("2026-03-05 10:00")))
    alone = sendings.later()
    sendings.record(sending(Recipient.NATIONAL_PANEL, sent_at=at("2026-03-03 10:00")))

    assert (alone, sendings.later()) == (None, at("2026-03-05 10:00"))


def test_a_new_version_begins_the_sendings_anew() -> None:
    sendings = sent()

    renewed = sendings.record(sending(Recipient.NATIONAL_PANEL, report_version=2, sha256="b" * 64))

    assert renewed
    assert sendings.outstanding == (Recipient.SECRETARY_OF_STATE,)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"sha256": "b" * 64}, "other_document"),
        ({}, "already_sent"),
        ({"report_version": 0}, "stale_version"),
        ({"sent_at": at("2026-04-01 10:00")}, "sent_in_future"),
        ({"with_action_plan": False}, "no_action_plan"),
        ({"report_version": 2, "sha256": "b" * 64}, None),
    ],
)
def test_what_is_recorded_as_sent_has_to_make_sense(values: dict[str, object], expected: str | None) -> None:
    assert code(sent().refuses(sending(Recipient.NATIONAL_PANEL, **values))) == expected


def test_nothing_unsigned_is_sent() -> None:
    sendings = Sendings(1, at("2026-03-02 12:00"))

    assert code(sendings.refuses(sending(Recipient.NATIONAL_PANEL))) == "sent_unsigned"


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2026-03-10 23:59", "too_early"),
        ("2026-03-11 00:00", None),  # the earliest day, by London's date
    ],
)
def test_the_report_is_published_on_the_earliest_day_and_not_before(when: str, expected: str | None) -> None:
    assert code(refuses_publication(publishing(at(when)), sent(), WED_11_MARCH, Holds())) == expected


def test_the_refusal_says_from_when_and_how_that_was_counted() -> None:
    sentence = explain_wait(WED_11_MARCH)

    for said in ("Wednesday 11 March 2026", "2026-03-11", "working day 7", "Monday 2 March 2026", "Saturday"):
        assert said in sentence


def test_a_hold_stops_publication_after_the_wait_too() -> None:
    holds = Holds()
    hold = told(HoldPublication, kind=HoldKind.COURT_ORDER, review_on=date(2026, 5, 1), reasons="d")
    holds.begin(hold, hold.kind, hold.review_on)

    refusal = refuses_publication(publishing(at("2026-03-20 10:00")), sent(), WED_11_MARCH, holds)

    assert refusal is not None
    assert refusal.code == "held"
    assert "court order" in refusal.says


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"sha256": "c" * 64}, "other_document"),
        ({"family_told": False}, "tell_family_first"),
        ({"staff_told": False}, "tell_family_first"),
        ({"address": "reports/1"}, "not_an_address"),
    ],
)
def test_what_is_published_is_what_was_sent_and_family_and_staff_know(values: dict[str, object], expected: str) -> None:
    told_now = publishing(at("2026-03-11 10:00"), **values)

    assert code(refuses_publication(told_now, sent(), WED_11_MARCH, Holds())) == expected


@pytest.mark.parametrize(
    ("when", "court_order", "expected"),
    [
        ("2029-02-28 12:00", False, "within_the_year"),  # published on 29 February: to 1 March
        ("2029-03-01 12:00", False, None),
        ("2028-06-01 12:00", True, None),
    ],
)
def test_within_the_year_only_a_court_takes_it_down(when: str, court_order: bool, expected: str | None) -> None:
    withdrawal = told(WithdrawReport, when=at(when), court_order=court_order, reasons="d")

    assert code(refuses_withdrawal(withdrawal, YEAR)) == expected


def test_either_the_report_is_published_or_improvements_are() -> None:
    assert code(refuses_report_course(publishes=False)) == "not_to_publish"
    assert code(refuses_improvements_course(publishes=True)) == "report_is_published"
