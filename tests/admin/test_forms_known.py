"""Nothing is asked twice: what the directory, the record and earlier forms know is on the page already (R9)."""

from __future__ import annotations

import pytest

from admin.forms import outcomes
from admin.forms.prefill import put_together
from models.case import Part
from models.messages.rapid_review import AgencyReturnReceived, ReturnAnswer
from models.record import Event, Record
from tests.admin.conftest import Pages
from tests.admin.forms_filling import COORDINATOR, MANAGER, demo_form, fields_of, follow, open_case, press, read

SCHOOL, HOSPITAL = "P-0027", "P-0029"
WHO = {
    "form.completed_by": "Rowan Placeholder",
    "form.completed_by_role": "Designated Safeguarding Lead",
    "form.email": "office@fernwick-academy.example",
    "form.telephone": "01632 960 100",
}


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcomes, "PATIENCE", 0.0)


def raised_by_the_school(pages: Pages) -> str:
    return open_case(pages, "cfc", "cfc-split-vote")


def has_sent(pages: Pages, case: str, person: str) -> None:
    """An agency has sent its return, and the case has taken it."""
    by, at = pages.register.actor(person, on=pages.clock.at.date()), pages.clock.at
    document = pages.register.store_document(case, "appendix_2", demo_form("return-full"), by, at)
    detail = {"agency": by.agency, "answer": "full", "document": document.id}
    event = Event(id="return", at=at, action="return_received", by=by, detail=detail)
    pages.register.record(Record(case=case, part=Part.RAPID_REVIEW, at=at, events=(event,)))


def test_no_records_is_one_short_page(pages: Pages) -> None:
    case = raised_by_the_school(pages)
    browser = pages.as_(SCHOOL)

    page = browser.get(f"/cases/{case}/do/agency-return-received?answer=no-records")
    after = follow(browser, press(browser, page, "send", WHO))

    assert "form.summary" not in read(page).ids
    assert "Recorded" in after.text
    [told] = pages.cases.told
    assert isinstance(told, AgencyReturnReceived)
    assert (told.agency, told.answer, told.form.gaps) == ("A-010", ReturnAnswer.NO_RECORDS, ())


def test_no_records_keeps_what_was_typed_where_something_is_wrong(pages: Pages) -> None:
    case = raised_by_the_school(pages)
    browser = pages.as_(SCHOOL)

    page = browser.get(f"/cases/{case}/do/agency-return-received?answer=no-records")
    refused = press(browser, page, "send", {**WHO, "form.email": "no address"})
    after = press(browser, refused, "send", {"form.email": WHO["form.email"]})

    assert refused.status_code == 422
    assert "#form.email" in read(refused).hrefs
    assert after.status_code == 303


def test_an_agency_s_contact_answers_for_that_agency_only(pages: Pages) -> None:
    case = raised_by_the_school(pages)
    browser = pages.as_(SCHOOL)

    page = browser.get(f"/cases/{case}/do/agency-return-received?answer=no-records")
    foreign = press(browser, page, "send", {**WHO, "agency": "A-011"})

    assert fields_of(page)["agency"] == ["A-010"]
    assert foreign.status_code == 422
    assert "#agency" in read(foreign).hrefs
    assert not pages.cases.told


def test_a_correction_begins_with_what_the_agency_sent_before(pages: Pages) -> None:
    case = raised_by_the_school(pages)
    has_sent(pages, case, SCHOOL)
    browser = pages.as_(SCHOOL)

    begun = follow(browser, press(browser, browser.get(f"/cases/{case}/do/agency-return-received"), "begin"))
    events = browser.get(f"{begun.request.url}&section=events")

    assert fields_of(events)["form.key_events.0.called"] == ["Bruise seen in PE"]
    assert [e.action for e in pages.register.audit_of(case) if e.action == "document_viewed"] == ["document_viewed"]


def test_another_agency_s_return_is_not_what_one_begins_with(pages: Pages) -> None:
    case = raised_by_the_school(pages)
    has_sent(pages, case, HOSPITAL)
    browser = pages.as_(SCHOOL)

    begun = follow(browser, press(browser, browser.get(f"/cases/{case}/do/agency-return-received"), "begin"))

    events = fields_of(browser.get(f"{begun.request.url}&section=events"))
    assert events["form.key_events.0.called"] == [""]


def test_the_gaps_of_a_form_are_filled_on_the_form_itself(pages: Pages) -> None:
    case = open_case(pages, "cfc", "cfc-incomplete")
    browser = pages.as_(COORDINATOR)

    begun = follow(browser, press(browser, browser.get(f"/cases/{case}/do/fill-gaps"), "begin"))
    raised = browser.get(f"{begun.request.url}&section=raised")

    assert fields_of(raised)["form.raised_by.name"] == ["Rowan Placeholder"]


def test_the_version_that_stands_is_chosen_already(pages: Pages) -> None:
    case = open_case(pages)
    for number in (1, 2):
        event = Event(
            id=f"v{number}", at=pages.clock.at, action="report_submitted_to_unit", detail={"report_version": number}
        )
        pages.register.record(Record(case=case, part=Part.RAPID_REVIEW, at=pages.clock.at, events=(event,)))

    page = pages.as_(MANAGER).get(f"/cases/{case}/do/check-report")

    assert fields_of(page)["report_version"] == ["2"]
    assert "checklist.report_version" not in fields_of(page)
    assert "Version 2 (the latest)" in page.text


def test_a_link_says_what_is_known(pages: Pages) -> None:
    case = open_case(pages)
    browser = pages.as_(MANAGER)

    page = browser.get(f"/cases/{case}/do/extend-step?step=panel&working_days=2&reasons=&nothing=x")
    junk = browser.get(f"/cases/{case}/do/move-panel?meets_on=never&reasons=%E2%80%AE")

    assert (fields_of(page)["step"], fields_of(page)["working_days"]) == (["panel"], ["2"])
    assert junk.status_code == 200


def test_whom_one_may_choose_is_named_and_the_look_into_the_directory_is_on_record(pages: Pages) -> None:
    case = open_case(pages)

    page = pages.as_(COORDINATOR).get(f"/cases/{case}/do/appoint-chair")

    looks = [entry for entry in pages.register.audit_of("") if entry.action == "directory_viewed"]
    assert "Independent Chair" in page.text
    assert 'value="P-0013"' in page.text
    assert 'value="P-0004"' not in page.text
    assert len(looks) == 1


def test_the_names_of_agencies_follow_from_the_choice(pages: Pages) -> None:
    case = open_case(pages)
    browser = pages.as_(COORDINATOR)
    row = {"minutes.attendees.0.name": "Tansy Pretence", "minutes.attendees.0.agency_ref": "A-010"}

    check = follow(browser, press(browser, browser.get(f"/cases/{case}/do/hold-panel"), "continue", row))
    press(browser, check, "send")

    [document] = [each for each in pages.register.documents_of(case) if each.kind == "panel_minutes"]
    by = pages.register.actor(COORDINATOR, on=pages.clock.at.date())
    said = pages.register.read_document(case, document.id, by, pages.clock.at, "test")
    assert isinstance(said, dict)
    assert said["attendees"][0]["agency"] == "Fernwick Academy (fictional)"


def test_what_two_rooms_know_is_put_together_and_no_blank_wins() -> None:
    first = {"checklist": {"checked_by": "Morgan Testcase", "report_version": 1}, "report_version": 1}
    second = {"checklist": {"report_version": 2, "checked_by": ""}, "report_version": None, "agencies": ()}

    assert put_together(first, second) == {
        "checklist": {"checked_by": "Morgan Testcase", "report_version": 2},
        "report_version": 1,
    }
