"""The rooms of a LCSPR, its publication and its actions, and what their forms begin with (L1-L9, P1-P5, G1, G2)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.admin.staged import Stage, stages_of
from tests.admin.staged_pages import COORDINATOR, MANAGER, Enter, entering
from tests.admin.stories_published import PUBLISHED
from tests.process.courses import HASH

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
QIIP_CHAIR, SOCIAL_CARE, EXECUTIVE, REVIEWER, SCRUTINEER = "P-0006", "P-0004", "P-0011", "P-0016", "P-0020"
CONTACT, OTHER_CONTACT = "P-0021", "P-0027"
ROOMS = ("reply", "lcspr", "publication", "actions", "closing", "submission", "report")


@pytest.fixture(scope="module")
async def stages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Stage]:
    return await stages_of(PUBLISHED, tmp_path_factory.mktemp("published"))


@pytest.fixture
def enter(stages: dict[str, Stage], tmp_path: Path) -> Iterator[Enter]:
    yield from entering(stages, tmp_path)


def test_every_room_can_be_entered_at_every_stage(stages: dict[str, Stage], enter: Enter) -> None:
    wrong = []
    for name in stages:
        pages = enter(name)
        for room in ROOMS:
            code = pages.as_(COORDINATOR).get(f"/cases/{pages.case}/{room}").status_code
            wrong += [(name, room, code)] if code != 200 else []

    assert wrong == []


def test_the_lcspr_names_every_condition_of_the_gate_met_or_missing(enter: Enter) -> None:
    said = enter("LCSPR in trouble").words(COORDINATOR, "lcspr").partition("Ready for publication?")[2]

    assert "The response plan is being actioned Missing" in said
    assert "Fernshire Constabulary (fictional) has signed the draft off Missing It has a query" in said
    assert "The health partner agrees the publication plan Met" in said
    assert "A second person has checked that nobody can be recognised Missing" in said


def test_missing_parts_of_the_report_are_named_in_the_words_of_its_form(enter: Enter) -> None:
    said = enter("LCSPR incomplete").words(COORDINATOR, "lcspr")

    assert "The report has all its parts Missing Missing parts: " in said
    assert "Analysis of systemic or underlying reasons" in said


def test_a_late_forecast_a_hold_and_the_monitoring_diary_are_in_sight(enter: Enter) -> None:
    pages = enter("LCSPR in trouble")

    said = pages.words(COORDINATOR, "lcspr")

    assert "Due, six months after the decision Wednesday 18 August 2027" in said
    assert "Friday 1 October 2027 (said Mon 1 Mar 2027, 10:00) Why this forecast Later than due" in said
    assert "Off track" in said
    assert "Written request 1 to the Lead Reviewer, to be answered by Monday 8 March 2027" in said
    assert {"send-delay-notice", "release-lcspr?hold=1"} <= pages.buttons(COORDINATOR, "lcspr")


def test_the_second_person_checks_and_whoever_wrote_the_report_is_not_asked_to(enter: Enter) -> None:
    pages = enter("LCSPR in trouble")

    assert "check-anonymisation?report_version=1" in pages.buttons(MANAGER, "lcspr")
    assert not any("check-anonymisation" in each for each in pages.buttons(REVIEWER, "lcspr"))


def test_a_ready_report_waits_for_endorsement_and_nobody_declares_it_twice(enter: Enter) -> None:
    pages = enter("LCSPR ready")

    assert "endorse-report?report_version=2" in pages.buttons("P-0010", "lcspr")
    assert not any("declare-ready" in each for each in pages.buttons(QIIP_CHAIR, "lcspr"))
    assert "Missing" not in pages.words(QIIP_CHAIR, "lcspr").partition("Ready for publication?")[2]


def test_a_held_publication_cannot_be_published_and_says_why(enter: Enter) -> None:
    pages = enter("publication held")

    assert "Publication is on hold" in pages.words(COORDINATOR, "publication")
    assert "release-publication?hold=1" in pages.buttons(COORDINATOR, "publication")
    assert not any("publish-report" in each for each in pages.buttons(COORDINATOR, "publication"))


def test_the_earliest_day_is_explained_day_by_day_with_who_is_told_first(enter: Enter) -> None:
    said = enter("waiting to publish").words(COORDINATOR, "publication")

    assert "The earliest day of publication is Wednesday 10 March 2027" in said
    assert "Sat 6 Mar not counted: Saturday" in said
    assert "Professor Aspen Figment, Lead Reviewer, in person, planned for Tuesday 18 May 2027, 14:00" in said


def test_the_year_in_public_shows_each_check_and_what_was_found(enter: Enter) -> None:
    said = enter("year in public").words(COORDINATOR, "publication")

    assert "stays so at least until Wednesday 19 April 2028" in said
    assert "Wednesday 19 May 2027 Cannot be read Thu 20 May 2027" in said
    assert "Monday 21 June 2027 No check recorded" in said
    assert "The last check found that it cannot be read" in said


def test_what_is_not_published_leads_to_the_improvements_and_what_a_court_takes_down_says_so(enter: Enter) -> None:
    assert "publish-improvements" in enter("not to be published").buttons(COORDINATOR, "publication")
    assert "under a court order" in enter("taken down").words(COORDINATOR, "publication")


def test_actions_show_text_owner_slippage_and_end(enter: Enter) -> None:
    said = enter("year in public").words(COORDINATOR, "actions")

    assert "4 open 3 overdue 1 ended" in said
    assert "Ring the referrer before a second referral on a child is closed. Overdue Single agency" in said
    assert "Thursday 30 September 2027 became Wednesday 15 December 2027" in said
    assert "Completed Multi-agency" in said


def test_the_tracker_shows_all_cases_to_the_unit_and_an_agency_its_own_actions_alone(enter: Enter) -> None:
    pages = enter("year in public")

    assert "Showing 1 to 3 of 3" in pages.words(SCRUTINEER, "/actions?state=overdue")
    own = pages.words(CONTACT, "/actions")
    assert "Ring the referrer before a second referral" in own
    assert "LC-2" not in own  # the Constabulary's
    assert "No action is like this." in pages.words(OTHER_CONTACT, "/actions")
    assert "complete-action?action=RR-2" in pages.buttons(CONTACT, "/actions")


def test_an_agency_reading_its_own_actions_is_on_record(enter: Enter) -> None:
    pages = enter("year in public")

    pages.html(CONTACT, "/actions")

    views = [each for each in pages.register.audit_of(pages.case) if each.action == "documents_viewed"]
    assert [(each.by.person, each.detail["why"]) for each in views[-1:]] == [(CONTACT, "own_actions")]
    assert len(views[-1].detail["documents"]) == 2


def test_a_closed_case_says_how_each_part_ended_and_how_it_is_opened_again(enter: Enter) -> None:
    pages = enter("closed")

    assert "The case is closed: learning implemented, no LCSPR." in pages.words(COORDINATOR, "closing")
    assert "Learning: every action has ended" in pages.words(COORDINATOR, "closing")
    assert "Handed over" in pages.words(COORDINATOR, "actions")
    assert f'href="/cases/{pages.case}/reopen/sin"' in pages.html(COORDINATOR, "closing")


def test_the_lcspr_begins_with_what_the_rapid_review_decided(enter: Enter) -> None:
    known = enter("LCSPR commissioned").begins_with(QIIP_CHAIR, "set_methodology")

    assert known["agencies"] == ["A-001", "A-010", "A-003", "A-011"]
    assert known["terms"] == {"scope": "From March 2025 to November 2026.", "other": "An interpreter for the family."}


def test_a_sending_begins_with_version_hash_and_hour_and_the_publication_with_what_was_sent(enter: Enter) -> None:
    signed_off, waiting = enter("LCSPR signed off"), enter("waiting to publish")

    sending = signed_off.begins_with(COORDINATOR, "record_sending")
    publishing = waiting.begins_with(COORDINATOR, "publish_report")

    report = next(
        each for each in signed_off.register.documents_of(signed_off.case, "lcspr_report") if each.version == 2
    )
    assert (sending["report_version"], sending["sha256"]) == (2, report.sha256)
    assert sending["sent_at"] == signed_off.clock.at
    assert publishing["sha256"] == HASH
    assert publishing["address"] == "https://www.fernshire-scp.example/reviews/child-w"


def test_the_response_plan_begins_with_an_action_for_each_recommendation(enter: Enter) -> None:
    plan = enter("LCSPR incomplete").begins_with(COORDINATOR, "file_response_plan")["plan"]

    assert isinstance(plan, dict)
    assert [row["recommendation"] for row in plan["actions"]] == [1]
