"""The rooms of a Rapid Review over real courses, stopped where each room has something to say (T2-T8, R3-R16)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.admin.staged import Stage, stages_of
from tests.admin.staged_pages import CHAIR, COORDINATOR, MANAGER, Enter, entering
from tests.admin.stories import REVIEWED

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
HEALTH, SOCIAL_CARE, GROUP_CHAIR, LOCAL_AUTHORITY, SCRUTINEER = "P-0006", "P-0004", "P-0010", "P-0018", "P-0020"
ROOMS = (
    "threshold", "threshold/record", "returns", "chronology", "chronology?printed=yes", "panel", "report", "sign-off",
    "submission", "reply", "lcspr", "publication", "actions", "closing",
)  # fmt: skip


@pytest.fixture(scope="module")
async def stages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Stage]:
    return await stages_of(REVIEWED, tmp_path_factory.mktemp("reviewed"))


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


@pytest.mark.parametrize("name", ["voted to proceed", "disagreed"])
def test_whoever_reads_the_case_but_not_its_papers_enters_all_rooms_that_show_none(enter: Enter, name: str) -> None:
    pages = enter(name)

    codes = {room: pages.as_(LOCAL_AUTHORITY).get(f"/cases/{pages.case}/{room}").status_code for room in ROOMS}

    closed = {room for room, code in codes.items() if code == 403}
    assert closed == {"threshold/record", "chronology", "chronology?printed=yes"}
    assert {code for room, code in codes.items() if room not in closed} == {200}


@pytest.mark.parametrize(("room", "papers"), [("chronology", 7), ("panel", 6)])
def test_the_papers_a_room_shows_are_on_record_in_one_entry_that_names_each(
    enter: Enter, room: str, papers: int
) -> None:
    pages = enter("chronology settled")
    before = len(pages.register.audit_of(pages.case))

    pages.html(CHAIR, room)

    *_, read = [each for each in pages.register.audit_of(pages.case)[before:] if each.action != "case_viewed"]
    assert len(pages.register.audit_of(pages.case)) == before + 2
    assert (read.action, read.by.person, read.detail["why"]) == ("documents_viewed", CHAIR, room)
    assert len(set(read.detail["documents"])) == papers
    assert "Papers of this case were read: " in pages.words(COORDINATOR, "timeline?kind=view")


def test_a_view_of_a_room_is_on_record(enter: Enter) -> None:
    pages = enter("returns overdue")

    pages.html(SCRUTINEER, "returns")

    last = pages.register.audit_of(pages.case)[-1]
    assert (last.action, last.by.person, last.detail) == ("case_viewed", SCRUTINEER, {"page": "returns"})


def test_the_vote_shows_each_version_who_may_still_vote_and_where_it_leads(enter: Enter) -> None:
    said = enter("voting").words(COORDINATOR, "threshold")

    assert "The vote closes on Tue 2 Feb 2027, 17:00" in said
    assert "0 Yes, 1 No, 2 votes missing. As the votes stand, the case becomes a Rapid Review." in said
    assert "May vote: Taylor Invented" in said  # the member has stepped aside: only the deputy is named
    assert "Yes, Mon 1 Feb 2027, 10:00 (version 1, no longer counts)" in said


def test_whoever_has_a_vote_sees_that_the_others_voted_and_not_how(enter: Enter) -> None:
    pages = enter("voting")

    said = pages.words(SOCIAL_CARE, "threshold")

    assert "1 of 3 partners have voted. How is shown when the vote has closed." in said
    assert "Voted, Mon 1 Feb 2027, 10:00 (version 1, no longer counts)" in said
    votes = said.split("Votes of the statutory partners")[1].split("The rule")[0].replace("No vote yet", "")
    assert not {"Yes", "No"}.intersection(votes.split())


def test_a_member_votes_for_their_own_partner_and_the_others_are_offered_nothing(enter: Enter) -> None:
    pages = enter("voting")

    assert "cast-vote?partner=childrens_social_care" in pages.buttons(SOCIAL_CARE, "threshold")
    assert pages.buttons(SCRUTINEER, "threshold") == set()


def test_a_split_vote_proceeds_and_its_cascade_is_followed_partner_by_partner(enter: Enter) -> None:
    pages = enter("voted to proceed")

    said = pages.words(COORDINATOR, "threshold")

    assert "The case became a Rapid Review. The vote was split" in said
    assert said.count("Not confirmed yet") == 2
    assert "confirm-cascade?partner=health" in pages.buttons(HEALTH, "threshold")
    assert not any("confirm-cascade" in each for each in pages.buttons(SOCIAL_CARE, "threshold"))


def test_the_record_of_decision_has_the_reasons_of_all_three(enter: Enter) -> None:
    said = enter("no Rapid Review").words(COORDINATOR, "threshold/record")

    assert "Recommended for Rapid Review? No. All three statutory partners said No." in said
    assert said.count("As minuted.") == 3


def test_a_case_opened_again_votes_afresh_and_keeps_the_earlier_vote_in_sight(enter: Enter) -> None:
    said = enter("opened again").words(COORDINATOR, "threshold")

    assert "1 Yes, 0 No, 2 votes missing" in said
    assert "Monday 1 February 2027: 0 Yes, 3 No; did not proceed" in said


def test_a_sin_replaces_the_vote_and_the_immediate_action_is_confirmed(enter: Enter) -> None:
    pages = enter("overtaken by a SIN")

    assert "A Serious Incident Notification arrived and replaced the vote" in pages.words(COORDINATOR, "threshold")
    assert "Confirmed as done" in pages.words(COORDINATOR, "actions")


def test_returns_say_what_is_due_back_overdue_and_how_far_the_chasing_went(enter: Enter) -> None:
    pages = enter("returns overdue")

    said = pages.words(COORDINATOR, "returns")

    assert "7 asked 2 returned in full 1 returned in part 3 overdue" in said
    assert "Gone to the safeguarding lead Mon 8 Feb 2027, 09:00" in said
    assert "Tue 9 Feb 2027, 17:00 (working day 7)" in said  # asked at short notice
    assert "Next: reminded on the day Tue 9 Feb 2027, 09:00" in said
    assert "agency-return-received?agency=A-002&answer=no-records" in pages.buttons(COORDINATOR, "returns")
    assert "withdraw-request?agency=A-012" in pages.buttons(CHAIR, "returns")


def test_a_corrected_late_return_says_so_and_a_missing_nominee_is_seen(enter: Enter) -> None:
    said = enter("returns in").words(COORDINATOR, "returns")

    assert "Returned in full Came late Version 2" in said
    assert "Nobody named yet" in said


def test_dates_that_differ_stand_side_by_side_and_the_chronology_narrows_to_one_agency(enter: Enter) -> None:
    pages = enter("returns overdue")

    whole, one = pages.words(CHAIR, "chronology"), pages.words(CHAIR, "chronology?agency=A-010")

    assert "Monday 20 April 2026, 11:00 Fernwick Academy" in whole
    assert whole.count("Dates differ: 1") == 3  # the conflict, and both of its events
    assert "Fernshire case file" not in one.partition("Events in order of time")[2]
    assert "No return yet from Fernshire Integrated Care Board" in whole


def test_settled_lines_of_enquiry_are_shown_with_whom_they_are_put_to(enter: Enter) -> None:
    said = enter("chronology settled").words(HEALTH, "chronology")

    assert "were settled on Tue 9 Feb 2027, 10:00" in said
    assert "How were the school's referrals weighed, and who told the school?" in said


def test_the_panel_shows_attendance_against_nominations_and_meets_again_without_a_quorum(enter: Enter) -> None:
    said = enter("not quorate").words(COORDINATOR, "panel")

    assert "has to meet again, by Thursday 11 February 2027, working day 9" in said
    assert "Missing: the health partner" in said
    assert "Clover Unreal, Ward sister (for Mallow Notional)" in said
    assert "Nobody named yet" in said


def test_nominees_are_named_only_to_those_who_may_read_the_papers(enter: Enter) -> None:
    pages = enter("returns in")

    assert "Tansy Pretence" in pages.words(COORDINATOR, "panel")
    assert "Tansy Pretence" not in pages.words(LOCAL_AUTHORITY, "panel")


def test_the_report_names_its_blank_sections_and_what_the_check_asks_for(enter: Enter) -> None:
    pages = enter("check failed")

    said = pages.words(CHAIR, "report")

    assert "Version 1 is back with the Chair" in said
    assert "5. Identified learning 2 mandatory boxes blank" in said
    assert "To be mended: SMART actions with an owner and a date" in said
    assert "submit-report" in pages.buttons(CHAIR, "report")


def test_signatures_are_a_matrix_of_capacities_and_versions(enter: Enter) -> None:
    said = enter("partly signed").words(COORDINATOR, "sign-off")

    assert "Version 3 waits for Children's Social Care and the Constabulary" in said
    assert "Voided by a new version Jordan Mockley" in said
    assert "Refused Sam Example" in said


def test_the_management_group_chair_signs_in_place_and_nobody_signs_before_the_check(enter: Enter) -> None:
    assert enter("partly signed").buttons(GROUP_CHAIR, "sign-off") == {"sign-in-place?report_version=3"}
    assert enter("report with blanks").buttons(HEALTH, "sign-off") == set()
    assert enter("report with blanks").buttons(MANAGER, "sign-off") == {"check-report?report_version=1"}


def test_the_gate_names_every_missing_signature_and_opens_when_all_are_there(enter: Enter) -> None:
    missing, ready = enter("partly signed"), enter("last day")

    assert "Signed for the Constabulary Missing" in missing.words(COORDINATOR, "submission")
    assert not any("record-submission" in each for each in missing.buttons(COORDINATOR, "submission"))
    assert "record-submission?report_version=3" in ready.buttons(COORDINATOR, "submission")
    assert "A holding note to the National Panel was drafted" in ready.words(COORDINATOR, "submission")


def test_a_late_submission_asks_why(enter: Enter) -> None:
    pages = enter("submitted late")

    assert "The reason for the late submission is still to be recorded" in pages.words(COORDINATOR, "submission")
    assert "explain-lateness" in pages.buttons(COORDINATOR, "submission")


def test_the_exchange_with_the_panel_says_what_is_owed_and_when_it_is_chased(enter: Enter) -> None:
    waiting, queried, disagreed = enter("submitted late"), enter("queried"), enter("disagreed")

    assert "Next reminder Tue 9 Mar 2027, 09:00 (working day 10)" in waiting.words(COORDINATOR, "reply")
    assert "answer-queries" in queried.buttons(COORDINATOR, "reply")
    assert "reconsider-lcspr" in disagreed.buttons(HEALTH, "reply")
    assert "close-wait" not in disagreed.buttons(MANAGER, "reply")  # first the decision, and the national review


def test_a_stood_down_case_says_who_agreed_and_how_it_is_opened_again(enter: Enter) -> None:
    pages = enter("stood down")

    assert "Agreed by Children's Social Care, the health partner" in pages.words(COORDINATOR, "submission")
    closing = pages.html(COORDINATOR, "closing")
    assert f'href="/cases/{pages.case}/reopen/cfc"' in closing
    assert "Times this case was open" in closing
