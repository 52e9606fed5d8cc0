"""As whom somebody acts: asked where there is a choice, never twice (K1, K2, R11)."""

from __future__ import annotations

import pytest

from admin.forms import outcomes
from models.messages.rapid_review import SignReport
from models.people import Role
from tests.admin.conftest import Pages
from tests.admin.forms_filling import HEALTH, SOCIAL_CARE, fields_of, open_case, press, read

WHY = {"reasons": "They are related.", "person": "P-0013", "role": "independent_chair"}


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcomes, "PATIENCE", 0.0)


def test_somebody_with_two_offices_that_may_says_in_which_they_act(pages: Pages) -> None:
    case = open_case(pages)
    browser = pages.as_(HEALTH)

    page = browser.get(f"/cases/{case}/do/declare-conflict")
    unsaid = press(browser, page, "send", WHY)
    said = press(browser, unsaid, "send", {"_as": "qiip_chair/health/A-002/"})

    assert "You act as" in page.text
    assert unsaid.status_code == 422
    assert "#_as" in read(unsaid).hrefs
    assert said.status_code == 303
    assert pages.cases.asked[-1].by.role is Role.QIIP_CHAIR


def test_the_office_in_which_they_last_acted_in_the_case_is_chosen_for_them_and_can_be_changed(pages: Pages) -> None:
    case, other = open_case(pages), open_case(pages, "cfc", "cfc-split-vote")
    browser = pages.as_(HEALTH)
    press(
        browser, browser.get(f"/cases/{case}/do/declare-conflict"), "send", {**WHY, "_as": "qiip_chair/health/A-002/"}
    )

    again = browser.get(f"/cases/{case}/do/declare-conflict")
    elsewhere = browser.get(f"/cases/{other}/do/declare-conflict")
    changed = press(browser, again, "send", {**WHY, "_as": "qiip_member/health/A-002/"})

    assert fields_of(again)["_as"] == ["qiip_chair/health/A-002/"]
    assert "As last time in this case. Choose another if you act otherwise now." in again.text
    assert "_as" not in fields_of(elsewhere)
    assert changed.status_code == 303
    assert pages.cases.asked[-1].by.role is Role.QIIP_MEMBER


def test_whoever_holds_two_offices_of_which_one_may_is_not_asked(pages: Pages) -> None:
    case = open_case(pages, "cfc", "cfc-split-vote")

    page = pages.as_(HEALTH).get(f"/cases/{case}/do/cast-vote")

    assert page.status_code == 200
    assert "You act as" not in page.text


def test_nobody_acts_in_an_office_they_do_not_hold(pages: Pages) -> None:
    case = open_case(pages)
    browser = pages.as_(HEALTH)

    page = browser.get(f"/cases/{case}/do/declare-conflict")
    answer = press(browser, page, "send", {**WHY, "_as": "business_manager///"})

    assert answer.status_code == 422
    assert not pages.cases.asked


def test_whoever_signs_in_a_capacity_acts_in_it_and_is_asked_once(pages: Pages) -> None:
    case = open_case(pages)
    browser = pages.as_(HEALTH)

    page = browser.get(f"/cases/{case}/do/sign-report")
    press(browser, page, "send", {"capacity": "qiip_chair", "report_version": "1"})
    page = browser.get(f"/cases/{case}/do/sign-report")
    press(browser, page, "send", {"capacity": "health", "report_version": "1"})

    signed = [each for each in pages.cases.asked if isinstance(each, SignReport)]
    assert "You act as" not in page.text
    assert [each.by.role for each in signed] == [Role.QIIP_CHAIR, Role.QIIP_MEMBER]


def test_a_member_votes_for_their_own_partner_without_being_asked_which(pages: Pages) -> None:
    case = open_case(pages, "cfc", "cfc-split-vote")
    browser = pages.as_(SOCIAL_CARE)

    page = browser.get(f"/cases/{case}/do/cast-vote")
    press(browser, page, "send", {"proceed": "yes", "reasons": "The child was hurt."})

    assert fields_of(page)["partner"] == ["childrens_social_care"]
    assert [told.partner for told in pages.cases.asked] == ["childrens_social_care"]
