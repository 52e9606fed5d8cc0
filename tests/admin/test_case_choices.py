"""What this person may do in a case, who may look at it, and that each look is on record (K1, K2)."""

from __future__ import annotations

import re

import pytest

from models.case import Part
from models.record import Event, Record
from tests.admin.case_read import AGENCY, CHAIR, CONSTABULARY, OTHER_CHAIR, UNIT, asks_for_safety, seen, words
from tests.admin.conftest import Pages
from tests.admin.standing_cases import COORDINATOR, MON_23_NOV, happened, in_review, opened

# everything else one may do


def test_everything_one_may_do_is_listed_with_what_it_is_for(pages: Pages) -> None:
    case = asks_for_safety(pages)
    page = seen(pages, UNIT, case)

    assert "/do/withdraw-request" in page
    assert "Withdraw a request sent to an agency that has no role after all." in page
    assert not re.search(r"\([A-Z]\d+[^)]*\)", page.split('id="choices"')[1])


@pytest.mark.parametrize("command", ["appoint-chair", "resume-clock", "explain-lateness", "confirm-immediate-action"])
def test_what_makes_no_sense_now_is_not_offered(pages: Pages, command: str) -> None:
    assert f"/do/{command}" not in seen(pages, UNIT, asks_for_safety(pages))


def test_what_only_others_may_do_is_not_offered(pages: Pages) -> None:
    page = seen(pages, CONSTABULARY, asks_for_safety(pages))

    assert "/do/declare-conflict" in page
    assert "/do/record-submission" not in page


def test_engineers_links_are_for_the_business_unit(pages: Pages) -> None:
    case = in_review(pages.register, 1)

    assert "Temporal Web" in seen(pages, UNIT, case)
    assert "Temporal Web" not in seen(pages, CONSTABULARY, case)


# who may look, and that it is on record


def test_each_view_is_on_record_with_whose_names_were_shown(pages: Pages) -> None:
    case = in_review(pages.register, 1)

    seen(pages, UNIT, case)
    seen(pages, UNIT, case)

    views = [each for each in pages.register.audit_of(case) if each.action == "case_viewed"]
    assert [(each.by.person, each.detail["page"]) for each in views] == [(UNIT, "case")] * 2
    assert CHAIR in views[0].detail["people"]


def test_a_chair_sees_their_own_case_only(pages: Pages) -> None:
    case = in_review(pages.register, 1)

    assert pages.as_(CHAIR).get(f"/cases/{case}").status_code == 200
    assert pages.as_(OTHER_CHAIR).get(f"/cases/{case}").status_code == 404
    assert pages.as_(AGENCY).get(f"/cases/{case}").status_code in (403, 404)


def test_somebody_walled_off_is_refused_and_no_view_is_recorded(pages: Pages) -> None:
    case = in_review(pages.register, 1)
    happened(pages.register, case, Part.RAPID_REVIEW, "conflict_declared", person=CONSTABULARY, role="qiip_member")

    answer = pages.as_(CONSTABULARY).get(f"/cases/{case}")

    assert answer.status_code == 403
    assert "case_viewed" not in [each.action for each in pages.register.audit_of(case)]


def test_a_case_whose_record_is_still_being_written_is_shown(pages: Pages) -> None:
    said = words(seen(pages, UNIT, opened(pages.register, 1)))

    assert "Nothing is on record yet" in said


def test_what_happened_last_leaves_letters_and_views_out(pages: Pages) -> None:
    case = in_review(pages.register, 1)
    letter = Event(
        id="l-1", at=MON_23_NOV, action="letter_sent", by=COORDINATOR,
        detail={"to": "agency:A-010", "purpose": "information_requested"},
    )  # fmt: skip
    pages.register.record(Record(case=case, part=Part.RAPID_REVIEW, at=MON_23_NOV, events=(letter,)))

    last = words(seen(pages, UNIT, case)).split("What happened last")[1]

    assert "Fernwick Academy (fictional) was asked for its information" in last
    assert "Sent to" not in last
