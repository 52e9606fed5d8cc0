"""What rooms read from a case's entries, entry by entry: the rules of the workflow, played back (K2, R11, L7, P2)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

import pytest

from adapters.register.audit import Entry
from admin.rooms.actions import actions_of
from admin.rooms.ballot import as_it_stands, ballot_seen
from admin.rooms.buttons import form_path, whose
from admin.rooms.course import Course, courses_of
from admin.rooms.dates import Dates
from admin.rooms.gate import conditions, may_go
from admin.rooms.holding import holds_of, standing
from admin.rooms.local_review import gate_of, local_review_of, of_lcspr
from admin.rooms.panel import meetings_of
from admin.rooms.reply import exchange_of
from admin.rooms.report_built import gaps_in_returns
from admin.rooms.returns import ReturnState, returns_seen
from admin.rooms.versions import CellState, played_back, versions_of
from models.case import Part
from models.panel_reply import Stage
from models.people import SERVICE, Actor, Partner, Role
from models.timetable import MissingVote

MON = datetime(2027, 2, 1, 10, 0, tzinfo=UTC)
MEMBER = Actor(person="P-0006", role=Role.QIIP_MEMBER, partner=Partner.HEALTH)
_numbers = count(1)
QUORUM = ("childrens_social_care", "health", "constabulary")


def entry(action: str, part: Part = Part.RAPID_REVIEW, by: Actor = SERVICE, /, **detail: Any) -> Entry:
    number = next(_numbers)
    at = MON + timedelta(minutes=number)
    return Entry(number, f"e-{number}", "GSCP-2027-001", str(part), at, by, action, detail, None, "")


def course(*entries: Entry) -> Course:
    return Course(entries)


def report(version: int, *gaps: str) -> Entry:
    return entry("report_submitted_to_unit", document=f"D-{version}", report_version=version, sections_blank=list(gaps))


def passed(version: int) -> Entry:
    return entry("report_checked", report_version=version, passed=True, failed=[])


def signed(capacity: str, version: int) -> Entry:
    return entry("report_signed", Part.RAPID_REVIEW, MEMBER, capacity=capacity, report_version=version)


def test_a_case_opened_again_begins_a_new_course() -> None:
    first, second = courses_of([entry("case_accepted"), entry("vote_cast"), entry("case_reopened"), entry("vote_cast")])

    assert [each.action for each in second.entries] == ["case_reopened", "vote_cast"]
    assert len(first.of("vote_cast")) == 1


@pytest.mark.parametrize(("missing", "says"), [(MissingVote.PROCEED, "becomes"), (MissingVote.HOLD, "stays open")])
def test_votes_missing_lead_where_the_policy_says(missing: MissingVote, says: str) -> None:
    told = course(entry("ballot_opened", Part.THRESHOLD, closes_at="2027-02-02T17:00:00+00:00"))

    ballot = ballot_seen(told, missing, ())

    assert ballot is not None
    assert says in as_it_stands(ballot, missing)


def test_a_vote_cast_before_stepping_aside_no_longer_counts() -> None:
    told = course(
        entry("ballot_opened", Part.THRESHOLD, closes_at="2027-02-02T17:00:00+00:00"),
        entry("vote_cast", Part.THRESHOLD, MEMBER, partner="health", proceed=True, version=1),
        entry("member_recused", Part.THRESHOLD, MEMBER, partner="health"),
    )

    ballot = ballot_seen(told, MissingVote.PROCEED, ())

    assert ballot is not None
    assert [version.counts for version in ballot.partners[1].versions] == [False]
    assert Partner.HEALTH in ballot.outstanding


def test_a_moved_calendar_moves_the_close_of_the_vote() -> None:
    told = course(
        entry("ballot_opened", Part.THRESHOLD, closes_at="2027-02-02T17:00:00+00:00"),
        entry("deadlines_moved", Part.THRESHOLD, now="2027-02-03T17:00:00+00:00"),
    )

    ballot = ballot_seen(told, MissingVote.PROCEED, ())

    assert ballot is not None
    assert ballot.closes_at == datetime(2027, 2, 3, 17, tzinfo=UTC)


def test_an_agency_asked_again_after_a_withdrawal_is_asked() -> None:
    asked = {"agency": "A-010", "due_day": 5, "short_notice": "no"}
    told = course(entry("agency_asked", **asked), entry("request_withdrawn", agency="A-010"))

    withdrawn = returns_seen(told, (), Dates(), MON)
    again = returns_seen(course(*told.entries, entry("agency_asked", **asked)), (), Dates(), MON)

    assert [each.state for each in (*withdrawn, *again)] == [ReturnState.WITHDRAWN, ReturnState.ASKED]
    assert not again[0].short_notice


def test_a_report_may_go_when_check_and_all_signatures_are_of_the_current_version() -> None:
    all_sign = [signed(capacity, 1) for capacity in (*QUORUM, "qiip_chair")]
    first = course(report(1), passed(1), *all_sign)

    ready = played_back(first, 2)
    renewed = played_back(course(*first.entries, report(2)), 2)

    assert may_go(ready)
    assert all(each.met for each in conditions(ready, held=True))
    assert not may_go(renewed)
    assert next(each.name for each in conditions(renewed, held=True) if not each.met).startswith("The check")


def test_a_blank_report_names_its_sections_and_may_not_go() -> None:
    blank = played_back(course(report(1, "national_themes", "lcspr.proceed"), passed(1)), 2)

    said = next(each.says for each in conditions(blank, held=True) if each.name.startswith("No mandatory"))

    assert said == "Blank in: 7. Themes of potential national interest and 8. Decision to proceed to LCSPR"


def test_a_new_version_voids_signatures_and_an_overruled_refusal_is_no_signature_in_place() -> None:
    told = course(
        report(1), signed("health", 1), report(2), passed(2),
        entry("report_refused", capacity="constabulary", report_version=2),
        entry("refusal_decided", stands=True, capacities=["constabulary"]),
    )  # fmt: skip

    first, second = versions_of(told)

    assert first.cells[1].state is CellState.VOIDED
    assert second.cells[2].state is CellState.OVERRULED
    assert second.cells[0].state is CellState.MISSING


def test_a_second_refusal_lies_with_the_executive() -> None:
    refused = entry("report_refused", capacity="health", report_version=1)

    assert played_back(course(report(1), refused), 2).returned
    assert played_back(course(report(1), refused, report(2), refused), 2).with_executive


def test_the_panels_last_word_counts_and_a_national_review_keeps_the_exchange_open() -> None:
    said = [entry("panel_replied", Part.PANEL_REPLY, reply=word) for word in ("queries", "national_review", "agrees")]

    assert exchange_of(course(said[0])).stage() is Stage.ANSWER
    assert exchange_of(course(*said)).stage() is Stage.NATIONAL_REVIEW


def test_a_meeting_without_a_partner_names_whom_it_lacked() -> None:
    told = course(entry("panel_not_quorate", partners_present=["health"], attendance=["A-001:absent"], meeting=1))

    meeting = meetings_of(told, QUORUM)[0]

    assert meeting.missing == (Partner.CHILDRENS_SOCIAL_CARE, Partner.CONSTABULARY)
    assert not meeting.quorate


def test_holds_stand_until_they_are_released_and_a_national_reviews_by_nobodys_hand() -> None:
    told = course(
        entry("hold_begun", Part.LCSPR, hold=1, review_on="2027-03-15"),
        entry("lcspr_paused", Part.LCSPR, by="national_review"),
        entry("hold_extended", Part.LCSPR, hold=1, review_on="2027-04-15"),
        entry("hold_released", Part.LCSPR, hold=1),
    )

    holds = holds_of(told, Part.LCSPR)

    assert [(hold.number, hold.stands, hold.by_hand) for hold in holds] == [(1, False, True), (0, True, False)]
    assert holds[0].review_on == date(2027, 4, 15)
    assert standing(holds) == (holds[1],)


def test_the_gate_of_the_lcspr_is_met_exactly_when_the_workflow_misses_nothing() -> None:
    entries = [
        entry("lcspr_commissioned", Part.LCSPR),
        entry("methodology_set", Part.LCSPR, methodology="systems_review", agencies=["A-001"]),
        entry("draft_sent", Part.LCSPR, report_version=1, document="D-1", parts_missing=[]),
        entry("response_plan_filed", Part.LCSPR, plan_version=1, document="D-2"),
        entry("publication_plan_filed", Part.LCSPR, plan_version=1, document="D-3"),
        entry("report_signed", Part.LCSPR, capacity="agency:A-001", report_version=1),
        entry("response_plan_confirmed", Part.LCSPR, plan_version=1),
        *(entry("publication_plan_agreed", Part.LCSPR, partner=partner, plan_version=1) for partner in QUORUM),
        entry("anonymisation_checked", Part.LCSPR, report_version=1, passed=True),
    ]

    for some in range(1, len(entries) + 1):
        seen = local_review_of(of_lcspr(course(*entries[:some])))
        met = all(each.met for each in gate_of(seen, str)) and bool(seen.agencies)
        missing = seen.readiness.missing(seen.draft, seen.agencies)
        assert met is (missing == ()), entries[some - 1].action
    assert met


def test_a_lcspr_begun_afresh_forgets_the_one_withdrawn() -> None:
    told = course(
        entry("lcspr_commissioned", Part.LCSPR), entry("draft_sent", Part.LCSPR, report_version=1),
        entry("lcspr_withdrawn", Part.LCSPR), entry("lcspr_commissioned", Part.LCSPR),
    )  # fmt: skip

    assert local_review_of(of_lcspr(told)).version == 0


def test_an_action_is_overdue_from_its_due_hour_on_and_slips_when_redated_after_it() -> None:
    told = course(
        entry("action_agreed", Part.LEARNING, action="RR-1", owner="A-001", due="2027-02-26", source="rapid_review"),
        entry("action_redated", Part.LEARNING, action="RR-1", was="2027-02-26", due="2027-03-05", slipped=True),
    )

    action = actions_of(told)[0]

    assert (action.due, action.slipped) == (date(2027, 3, 5), 1)
    assert not action.is_overdue(datetime(2027, 3, 5, 17, 0, tzinfo=UTC), time(17))
    assert action.is_overdue(datetime(2027, 3, 5, 17, 1, tzinfo=UTC), time(17))


def test_returns_without_a_gap_are_said_to_have_none() -> None:
    assert gaps_in_returns((), str) == "Every agency that was asked has returned in full and in time."


def test_a_button_leads_to_the_form_with_what_is_known_and_says_whose_it_is() -> None:
    assert form_path("GSCP-2027-001", "sign_report", capacity="health", report_version=2, reasons=None) == (
        "/cases/GSCP-2027-001/do/sign-report?capacity=health&report_version=2"
    )
    assert whose("check_report") == "the Business Manager"
