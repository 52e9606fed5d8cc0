"""What the forms of a Rapid Review begin with: nothing is asked twice, and what is known can be filed (R6-R13)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models.forms import FiledForm, file_form
from tests.admin.staged import Stage, stages_of
from tests.admin.staged_pages import CHAIR, COORDINATOR, MANAGER, Enter, StagedPages, entering
from tests.admin.stories import a_rapid_review

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
async def stages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Stage]:
    return await stages_of([a_rapid_review], tmp_path_factory.mktemp("prefills"))


@pytest.fixture
def enter(stages: dict[str, Stage], tmp_path: Path) -> Iterator[Enter]:
    yield from entering(stages, tmp_path)


def begun(pages: StagedPages, person: str, command: str, field: str, kind: str, **said: str) -> dict[str, Any]:
    """What a form begins with; it is filed as it is, which refuses whatever no box can take."""
    known = pages.begins_with(person, command, **said)[field]
    assert isinstance(known, dict)
    filed: FiledForm = file_form(kind, known, pages.wiring.today())
    return filed.model_dump(mode="json", exclude_defaults=True)


def test_the_lines_of_enquiry_begin_with_the_agencies_questions_asked_once(enter: Enter) -> None:
    kloes = begun(enter("returns in"), CHAIR, "settle_chronology", "kloes", "kloes")

    assert [each["enquiry"] for each in kloes["kloes"]] == [
        "Why did the school not hear the outcome of its referral?",
        "Why were both referrals closed without a visit?",
    ]
    assert kloes["kloes"][0]["agencies"] == ["A-010", "A-002", "A-003", "A-014"]
    assert kloes["unanswered_by"] == ["A-012"]


def test_conflicts_of_date_are_put_to_the_chair_in_words(enter: Enter) -> None:
    kloes = begun(enter("returns overdue"), CHAIR, "settle_chronology", "kloes", "kloes")

    assert (
        "Fernwick Academy (fictional): Strategy discussion, Monday 20 April 2026, 11:00" in kloes["on_the_chronology"]
    )


def test_the_minutes_begin_with_everybody_nominated_and_never_with_how_they_attended(enter: Enter) -> None:
    minutes = begun(enter("chronology settled"), COORDINATOR, "hold_panel", "minutes", "panel_minutes")

    assert [(each["agency_ref"], each["name"]) for each in minutes["attendees"]] == [
        ("A-001", "Yarrow Stand-By"),
        ("A-002", "Clary Imagined"),
        ("A-003", "Bracken Illusory"),
        ("A-010", "Tansy Pretence"),
    ]
    assert {each.get("partner") for each in minutes["attendees"]} >= {"health", "constabulary"}
    assert all("attendance" not in each for each in minutes["attendees"])
    assert (minutes["chaired_by"], minutes["coordinator"]["name"]) == ("Frankie Pretend", "Robin Testcase")


def test_a_panel_that_meets_again_keeps_what_was_minuted(enter: Enter) -> None:
    minutes = begun(enter("not quorate"), COORDINATOR, "hold_panel", "minutes", "panel_minutes")

    assert minutes["venue"] == "The Invented Room, Fernshire Hall"
    assert len(minutes["learning"]) == 2
    assert "lcspr_recommended" not in minutes  # decided by a quorate panel only


def test_the_report_begins_with_all_that_was_told(enter: Enter) -> None:
    report = begun(enter("panel held"), CHAIR, "submit_report", "report", "appendix_3")

    children = report["family_background"]["children"]
    assert [(child["forename"], child["age_at_incident"]) for child in children] == [("Pipkin", "5")]
    assert len(report["rapid_review"]["attendees"]) == 6
    assert len(report["case_under_review"]["key_events"]) == 14
    assert [each["kloe"] for each in report["case_under_review"]["key_questions"]] == ["1", "2"]
    assert report["other_information"]["missing_returns"] == ["A-012"]
    assert "No return came from Fernshire Mind and Community Trust" in report["other_information"]["gaps_in_returns"]
    assert "See both children at home" in report["other_information"]["immediate_safeguarding"]
    assert [each["tag"] for each in report["learning"]] == ["multi_agency", "single_agency"]
    assert report["recommendation"]["recommended"] == "implement_learning"
    assert report["lcspr"]["proceed"] == "no"
    assert report["national_themes"].startswith("Nothing here that national reviews")


def test_a_later_version_begins_with_the_one_before_it(enter: Enter) -> None:
    report = begun(enter("check failed"), CHAIR, "submit_report", "report", "appendix_3")

    assert report["case_under_review"]["appraisal"].startswith("The referrals were read one at a time")


def test_the_check_begins_with_what_is_seen_and_decides_nothing(enter: Enter) -> None:
    checklist = begun(enter("report with blanks"), MANAGER, "check_report", "checklist", "wt_checklist")

    assert checklist["report_version"] == 1
    assert "learning 1 action 1 not assigned" in checklist["smart_actions"]["comment"]
    assert "Fernshire Mind and Community Trust (fictional) is not named" in checklist["return_gaps"]["comment"]
    assert all("result" not in item for item in checklist.values() if isinstance(item, dict))


def test_the_submission_begins_with_version_hash_and_this_hour(enter: Enter) -> None:
    pages = enter("last day")

    known = pages.begins_with(COORDINATOR, "record_submission")

    report = next(each for each in pages.register.documents_of(pages.case, "appendix_3") if each.version == 3)
    assert (known["report_version"], known["sha256"], known["sent_at"]) == (3, report.sha256, pages.clock.at)


def test_a_corrected_return_begins_with_the_return_it_corrects(enter: Enter) -> None:
    pages = enter("returns overdue")

    corrected = begun(pages, COORDINATOR, "agency_return_received", "form", "appendix_2", agency="A-001")
    first = begun(pages, COORDINATOR, "agency_return_received", "form", "appendix_2", agency="A-002")

    assert corrected["nominee"]["name"] == "Yarrow Stand-By"
    assert first == {"agency_name": "Fernshire Integrated Care Board (fictional)", "agency_ref": "A-002"}


def test_the_answer_to_the_panel_begins_with_its_letter(enter: Enter) -> None:
    answer = begun(enter("queried"), COORDINATOR, "answer_queries", "answer", "panel_answer")

    assert answer["queries"] == "What of the sibling?"


def test_every_reading_for_a_form_is_on_record(enter: Enter) -> None:
    pages = enter("panel held")
    before = len(pages.register.audit_of(pages.case))

    pages.begins_with(CHAIR, "submit_report")

    since = pages.register.audit_of(pages.case)[before:]
    assert {each.action for each in since} == {"document_viewed"}
    assert {each.detail["why"] for each in since} == {"form:submit_report"}
    assert {each.by.person for each in since} == {CHAIR}
