"""The timeline of a case: in words, filtered, in pages, as a file; and what is linked to the case and posted for it."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, timedelta

import pytest

from adapters.register.cases import Identities
from admin.pages.case_timeline import COLUMNS, safe_cell
from models.case import Part
from models.people import Actor, Role
from models.record import Event, Letter, Record
from tests.admin.conftest import Pages
from tests.admin.standing_cases import COORDINATOR, MON_23_NOV, happened, in_review, opened

UNIT, CONSTABULARY, CHAIR, SCRUTINEER = "P-0002", "P-0008", "P-0013", "P-0020"


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.split('id="main-content"')[1]).split())


def entries(page: str) -> list[str]:
    return re.findall(r'pages-timeline__title">([^<]+)<', page)


def seen(pages: Pages, path: str, person: str = UNIT) -> str:
    answer = pages.as_(person).get(path)
    assert answer.status_code == 200
    return answer.text


def told(pages: Pages) -> str:
    """A case with a decision that has reasons, a clock that moved, a letter that went, and a view."""
    case = in_review(pages.register, 1)
    at = MON_23_NOV + timedelta(hours=1)
    vote = Event(
        id="v-1", at=at, action="vote_cast", by=Actor(person="P-0006", role=Role.QIIP_MEMBER), clause="T2",
        detail={"partner": "health", "proceed": True, "version": 1}, reasons="D-5",
    )  # fmt: skip
    sent = {"to": "agency:A-010", "purpose": "information_requested"}
    letter = Event(id="l-1", at=at, action="letter_sent", by=COORDINATOR, detail=dict(sent))
    pages.register.record(Record(case=case, part=Part.THRESHOLD, at=at, events=(vote, letter)))
    happened(pages.register, case, Part.RAPID_REVIEW, "clock_paused", at + timedelta(hours=1), on="2026-11-24")
    return case


# the timeline


def test_the_newest_comes_first_in_words_with_who_and_the_clause(pages: Pages) -> None:
    page = seen(pages, f"/cases/{told(pages)}/timeline")

    assert entries(page)[:2] == [
        "The internal plan was paused from Tuesday 24 November 2026. The National Panel&#39;s date stands.",
        "The health partner voted Yes.",
    ]
    assert "Mon 23 Nov 2026, 10:30 by QiiP member Threshold, T2" in words(page)


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("kind=clock", "The internal plan was paused from"),
        ("kind=sent", "Sent to Fernwick Academy (fictional): information request."),
        ("kind=view", "A page of this case was read: timeline."),
        ("kind=decision", "The health partner voted Yes."),
        ("kind=nonsense", "The internal plan was paused from"),
    ],
)
def test_each_kind_is_shown_alone_when_asked_for(pages: Pages, asked: str, first: str) -> None:
    page = seen(pages, f"/cases/{told(pages)}/timeline?{asked}")

    assert entries(page)[0].startswith(first)


def test_who_looked_at_what_is_hidden_until_asked_for(pages: Pages) -> None:
    case = told(pages)
    seen(pages, f"/cases/{case}/timeline")

    assert "was read" not in seen(pages, f"/cases/{case}/timeline")


def test_reasons_are_behind_a_link_for_those_who_read_papers(pages: Pages) -> None:
    case = told(pages)

    assert f"/cases/{case}/papers/D-5" in seen(pages, f"/cases/{case}/timeline")
    assert "/papers/" not in seen(pages, f"/cases/{case}/timeline", "P-0018")  # the local authority's representative


@pytest.mark.parametrize("page", ["2", "99", "0", "-1", "x", "9" * 30])
def test_a_long_timeline_comes_in_pages_and_every_page_is_there(pages: Pages, page: str) -> None:
    case = in_review(pages.register, 1)
    for number in range(60):
        happened(pages.register, case, Part.REVIEW, "gaps_filled", MON_23_NOV + timedelta(minutes=number))

    shown = seen(pages, f"/cases/{case}/timeline?page={page}")

    assert entries(shown)
    assert "of 63" in words(shown)


def test_no_name_of_a_person_stands_in_the_timeline(pages: Pages) -> None:
    page = seen(pages, f"/cases/{told(pages)}/timeline?kind=decision&kind=clock&kind=sent&kind=view")

    assert not re.search(r"Frankie|Pretend|Sam Example|Robin Testcase|P-0013", page.split('id="main-content"')[1])


# as a file


def test_the_record_as_a_table_and_as_data_says_the_same(pages: Pages) -> None:
    case = told(pages)

    table = list(csv.reader(io.StringIO(seen(pages, f"/cases/{case}/timeline.csv"))))
    data = json.loads(seen(pages, f"/cases/{case}/timeline.json"))

    assert tuple(table[0]) == COLUMNS
    vote = next(row for row in table if row[7] == "vote_cast")
    assert vote[4] == "The health partner voted Yes."
    assert [row[0] for row in table[1:]] == [each["number"] for each in data["entries"]][: len(table) - 1]


@pytest.mark.parametrize("cell", ["=1+1", "+44 1632", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_taken_for_a_formula(cell: str) -> None:
    assert safe_cell(cell) == f"'{cell}"


@pytest.mark.parametrize(("person", "status"), [(UNIT, 200), (SCRUTINEER, 200), (CONSTABULARY, 403), (CHAIR, 403)])
def test_the_record_as_a_file_is_for_those_who_verify_it(pages: Pages, person: str, status: int) -> None:
    case = told(pages)

    for kind in ("csv", "json"):
        assert pages.as_(person).get(f"/cases/{case}/timeline.{kind}").status_code == status


# what is linked


def test_linked_processes_show_contact_and_hold_as_last_told(pages: Pages) -> None:
    case = in_review(pages.register, 1)
    for number, hold in enumerate((False, True)):
        at = MON_23_NOV + timedelta(minutes=number)
        linked = Event(
            id=f"p-{number}", at=at, action="process_linked", by=COORDINATOR, reasons=f"D-{number}",
            detail={"process": "criminal", "hold": hold},
        )  # fmt: skip
        pages.register.record(Record(case=case, part=Part.REVIEW, at=at, events=(linked,)))

    page = seen(pages, f"/cases/{case}/processes")

    assert "Criminal investigation Asks for a hold Linked on Mon 23 Nov 2026, 09:31." in words(page)
    assert "/papers/D-1" in page
    assert "/papers/D-0" not in page


def test_cases_about_the_same_child_are_shown_with_the_reason_to_those_who_see_every_case(pages: Pages) -> None:
    child = Identities((("Robin Testcase", date(2019, 5, 1)),), date(2026, 11, 20))
    case = in_review(pages.register, 1, identities=child)
    other = opened(pages.register, 2, identities=child)

    said = words(seen(pages, f"/cases/{case}/processes"))

    assert f"{other} : the same child and the same incident and surname" in said
    assert other not in seen(pages, f"/cases/{case}/processes", CHAIR)


# letters


def posted(pages: Pages, *purposes: str) -> str:
    case = in_review(pages.register, 1)
    due = date(2026, 11, 27)
    letters = tuple(Letter(purpose=each, to="agency:A-010", due=due, facts={"short_notice": "no"}) for each in purposes)
    pages.register.record(Record(case=case, part=Part.RAPID_REVIEW, at=MON_23_NOV, letters=letters))
    return case


def cannot_go(pages: Pages, case: str, why: str) -> None:
    """The first letter of the case was tried, and refused for good."""
    letter = pages.register.claim_due(case, MON_23_NOV, lease_seconds=60, limit=1)[0]
    pages.register.mark_permanent(letter.id, why, MON_23_NOV)


def test_a_letter_says_what_it_is_to_whom_and_how_far_it_has_come(pages: Pages) -> None:
    said = words(seen(pages, f"/cases/{posted(pages, 'information_requested')}/letters"))

    assert "Information request due Friday 27 November 2026 To Fernwick Academy (fictional) How far Waits" in said
    assert "1 letter waits for the office to open." in said


def test_a_letter_that_did_not_arrive_stands_first_with_whom_to_ring(pages: Pages) -> None:
    case = posted(pages, "information_requested", "return_reminder")
    cannot_go(pages, case, "no_address")

    of_unit = words(seen(pages, f"/cases/{case}/letters"))
    of_partner = words(seen(pages, f"/cases/{case}/letters", CONSTABULARY))

    assert "Telephone them: 1 letter did not arrive" in of_unit
    assert "information request, due Friday 27 November 2026 (the directory has no address)." in of_unit
    assert re.search(r"Ring [\w ]+ on 01632 96", of_unit)
    assert "Ring " not in of_partner


def test_whose_telephone_was_shown_is_on_record(pages: Pages) -> None:
    case = posted(pages, "information_requested")
    cannot_go(pages, case, "refused")

    seen(pages, f"/cases/{case}/letters")

    views = [each for each in pages.register.audit_of(case) if each.action == "case_viewed"]
    assert [(each.detail["page"], each.detail["people"]) for each in views] == [("letters", ["P-0027"])]
