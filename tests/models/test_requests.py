"""Information requests and returns (R3-R5)."""

from datetime import datetime, timedelta

import pytest

from models.messages.rapid_review import AgencyReturnReceived, ReturnAnswer
from models.requests import Requests, chases, day_of, request_due_day
from models.timetable import Alarm
from tests.models.saying import COORDINATOR, document, on_day, plan, say


def returned(agency: str, at: datetime, answer: ReturnAnswer = ReturnAnswer.FULL) -> AgencyReturnReceived:
    return say(AgencyReturnReceived, COORDINATOR, at, agency=agency, form=document("R"), answer=answer)


def reminder(day: int) -> Alarm:
    at = plan().days[day - 1].opens_at
    return Alarm(id=f"r{day}", step="returns", purpose="return_reminder", at=at, due=at.date(), to=(), clause="R5")


@pytest.mark.parametrize(
    ("asked_on", "due"), [(1, 5), (2, 5), (3, 5), (4, 6), (5, 7), (6, 7), (7, 7)], ids=lambda day: f"day {day}"
)
def test_a_late_request_is_due_two_working_days_on_but_not_before_day_5_nor_past_day_7(asked_on: int, due: int) -> None:
    assert request_due_day(plan(), on_day(asked_on)) == due


def test_a_request_with_less_than_its_days_is_flagged_short_notice() -> None:
    requests = Requests()

    early = requests.ask("A-1", plan(), on_day(2))
    late = requests.ask("A-2", plan(), on_day(4))

    assert not early.short_notice
    assert late.short_notice


def test_after_day_7_no_agency_is_asked_and_the_refusal_says_what_to_do_instead() -> None:
    requests = Requests()

    on_day_7 = requests.refuses_request("A-1", plan(), on_day(7, hour=16))
    after = requests.refuses_request("A-1", plan(), on_day(7, hour=18))

    assert on_day_7 is None
    assert after is not None
    assert after.code == "too_late_to_ask"
    assert "Telephone" in after.says


def test_an_agency_is_asked_once_and_withdrawn_only_when_asked() -> None:
    requests = Requests()
    requests.ask("A-1", plan(), on_day(1))

    again = requests.refuses_request("A-1", plan(), on_day(1))
    other = requests.refuses_withdrawal("A-2")

    assert again is not None
    assert again.code == "already_asked"
    assert other is not None
    assert other.code == "not_asked"
    assert requests.refuses_withdrawal("A-1") is None


def test_a_return_at_the_due_hour_is_in_time_and_a_second_later_is_late() -> None:
    requests = Requests()
    requests.ask("A-1", plan(), on_day(1))
    requests.ask("A-2", plan(), on_day(1))
    closing = plan().days[4].closes_at

    in_time = requests.receive(returned("A-1", closing), plan())
    late = requests.receive(returned("A-2", closing + timedelta(seconds=1)), plan())

    assert not in_time.late
    assert late.late


@pytest.mark.parametrize("answer", list(ReturnAnswer))
def test_any_answer_ends_the_wait_no_records_included(answer: ReturnAnswer) -> None:
    requests = Requests()
    requests.ask("A-1", plan(), on_day(1))

    requests.receive(returned("A-1", on_day(3), answer), plan())

    assert requests.outstanding == ()


def test_a_corrected_return_is_a_new_version_and_the_first_is_kept() -> None:
    requests = Requests()
    requests.receive(returned("A-1", on_day(3)), plan())

    corrected = requests.receive(returned("A-1", on_day(9)), plan())

    assert (corrected.version, corrected.late) == (2, True)
    assert len(requests.returns["A-1"]) == 2


def test_an_agency_never_asked_may_return_all_the_same() -> None:
    received = Requests().receive(returned("A-9", on_day(6)), plan())

    assert (received.version, received.late) == (1, True)


def test_an_agency_asked_late_is_not_reminded_of_a_day_it_never_had() -> None:
    requests = Requests()
    usual = requests.ask("A-1", plan(), on_day(1))
    late = requests.ask("A-2", plan(), on_day(5))

    reminded = [(chases(reminder(day), usual, plan()), chases(reminder(day), late, plan())) for day in (4, 5, 7)]

    assert reminded == [(True, False), (True, False), (True, True)]


def test_a_day_of_the_plan_is_a_london_date_from_midnight_to_midnight() -> None:
    before = plan().days[0].opens_at - timedelta(hours=9, seconds=1)

    assert day_of(plan(), before) == 0
    assert day_of(plan(), before + timedelta(seconds=1)) == 1
    assert day_of(plan(), on_day(1, hour=23)) == 1
    assert day_of(plan(), on_day(5, hour=10) + timedelta(days=1)) == 5


def test_an_agency_asked_at_short_notice_is_reminded_on_its_own_day_and_told_at_its_close() -> None:
    requests = Requests()
    requests.ask("A-1", plan(), on_day(1))
    requests.ask("A-2", plan(), on_day(4))

    reminders = requests.reminders(plan())

    day_6 = plan().days[5]
    assert [(each.purpose, each.at, each.due) for each in reminders] == [
        ("return_due_today", day_6.opens_at, day_6.internal),
        ("return_overdue", day_6.closes_at, day_6.internal),
    ]
    assert {each.to for each in reminders} == {("short_notice:A-2",)}
