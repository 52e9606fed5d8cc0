"""A Case for Consideration by clicking: split vote, Rapid Review, LCSPR, seven working days' wait, publication.

On skipped time, because people wait here for weeks; everything else is as it runs: server, worker, register, pages.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, time

import pytest
from playwright.async_api import Browser

from demo.caseload.families import ASKED, cfc
from demo.caseload.returns import answer
from demo.cast import (
    AVERY,
    CONTACTS,
    HARPER,
    MEMBERS,
    MORGAN,
    QUINN,
    ROBIN,
    SAM_CHAIR,
    SIDNEY,
)  # fmt: skip
from demo.steps import CAPACITIES, HASH
from models.people import SERVICE
from tests.browser.conftest import FAILED, keep
from tests.browser.deciding import goes_to_form, send
from tests.browser.journey import FIRST, Case
from tests.browser.screens import Screens
from tests.browser.skipped import SkippedHouse, skipped_house

MON_9_NOV, TUE_10_NOV, FRI_13_NOV = date(2026, 11, 9), date(2026, 11, 10), date(2026, 11, 13)
MON_16_NOV, WED_25_NOV = date(2026, 11, 16), date(2026, 11, 25)
TEN = time(10, 0)
SITE = "https://www.fernshire-scp.example/reviews/child-w"


@pytest.fixture
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[SkippedHouse]:
    """A house whose first day is Monday 9 November 2026."""
    async with skipped_house(tmp_path_factory.mktemp("skipped"), MON_9_NOV, time(9, 30)) as standing:
        yield standing


@pytest.fixture
async def screens(browser: Browser, house: SkippedHouse, request: pytest.FixtureRequest) -> AsyncIterator[Screens]:
    """Everybody's windows, watched."""
    screens = Screens(browser, house.origin, house.password)
    people = house.register.people(SERVICE, house.people.clock.now(), "browser_tests")
    screens.knows({person.ref: person.email for person in people})
    yield screens
    if request.node.stash.get(FAILED, False):
        await keep(screens, request.node.name)
    await screens.close()
    assert screens.watch.offences == []


async def until(house: SkippedHouse, case: Case, day: date) -> None:
    """Move on to ten o'clock of a day; whoever was signed in is not any more."""
    await house.until(day, TEN, case.reference, case.screens)


async def test_from_a_split_vote_through_a_lcspr_to_publication(house: SkippedHouse, screens: Screens) -> None:
    case = Case(screens, house.people.clock.now, MON_9_NOV)

    await case.raised_by(CONTACTS["A-010"], "cfc", cfc("Wrenna Examplova", 14, "A broken wrist."))
    await the_partners_are_split(case)
    await the_review_is_held(house, case)
    await the_report_is_agreed_and_sent(case)
    await the_lcspr_is_drafted(case)
    await the_gate_is_passed(case)
    await governance_signs_off(case)
    await the_report_is_published_after_seven_working_days(house, case)


async def the_partners_are_split(case: Case) -> None:
    for partner, proceed in (("health", "no"), ("constabulary", "no"), ("childrens_social_care", "yes")):
        await case.step(MEMBERS[partner], "cast-vote", partner=partner, proceed=proceed, reasons="As minuted.")

    await case.stands_at(ROBIN, "Commission the Independent Chair")


async def the_review_is_held(house: SkippedHouse, case: Case) -> None:
    declared = "No interests to declare."
    await case.step(MORGAN, "appoint-chair", chair=HARPER.ref, conflict="no", declaration=declared)
    await until(house, case, TUE_10_NOV)
    for agency in (*ASKED, "A-011"):  # the hospital stands on the form, as one whose worker knows the child
        await case.step(CONTACTS[agency], "agency-return-received", form=answer(agency, case.moment()))
    await case.stands_at(ROBIN, "Settle the chronology")
    await case.step(HARPER, "settle-chronology", kloes=case.moment().paper("kloes"))
    await until(house, case, FRI_13_NOV)
    minutes = case.moment().paper("minutes-lcspr", held_on=FRI_13_NOV.isoformat())
    await case.step(ROBIN, "hold-panel", minutes=minutes)
    await case.stands_at(HARPER, "Rapid Review Report")


async def the_report_is_agreed_and_sent(case: Case) -> None:
    await case.step(HARPER, "submit-report", report=case.report("report-lcspr", questions=5))
    await case.step(MORGAN, "check-report", checklist=case.moment().paper("checklist-passed"))
    for capacity, who in CAPACITIES.items():
        await case.step(who, "sign-report", {"capacity": capacity}, capacity=capacity, **FIRST)
    await case.stands_at(ROBIN, "Send the report to the National Panel")
    receipt = "A fictional receipt."
    await case.step(ROBIN, "record-submission", **case.sent(), receipt=receipt)
    await case.stands_at(ROBIN, "methodology")


async def the_lcspr_is_drafted(case: Case) -> None:
    await case.step(ROBIN, "panel-replied", reply="agrees", letter="The Panel agrees.")
    why = "It asks why what was done made sense at the time."
    terms = case.moment().paper("terms-of-reference")
    chosen = {"methodology": "systems_review", "rationale": why, "agencies": ["A-001", "A-003"]}
    await case.step(SAM_CHAIR, "set-methodology", **chosen, terms=terms)
    declared = "No interests to declare."
    independent = {"from_partnership": "no", "conflict": "no"}
    await case.step(SAM_CHAIR, "appoint-reviewer", reviewer=SIDNEY.ref, **independent, declaration=declared)
    await case.step(SIDNEY, "submit-draft", report=case.moment().paper("lcspr-report"))
    await case.step(ROBIN, "file-response-plan", plan=case.moment().paper("response-plan"))
    await case.step(ROBIN, "file-publication-plan", plan=case.moment().paper("publication-plan"))


async def the_gate_is_passed(case: Case) -> None:
    for agency in ("A-001", "A-003", "A-010", "A-011"):  # two were chosen, two stood ticked on the form
        await case.step(CONTACTS[agency], "sign-draft", agency=agency, **FIRST)
    for partner, member in MEMBERS.items():
        await case.step(member, "agree-publication-plan", partner=partner, plan_version=1)
    await case.step(ROBIN, "confirm-response-plan", evidence="Two of the actions have begun.")
    await case.step(MORGAN, "check-anonymisation", **FIRST, passed="yes", findings="Nobody is named.")
    await case.step(SAM_CHAIR, "declare-ready", **FIRST)
    await case.stands_at(QUINN, "Endorse")


async def governance_signs_off(case: Case) -> None:
    await case.step(QUINN, "endorse-report", **FIRST)
    await case.step(AVERY, "sign-off-lcspr", **FIRST)
    await case.stands_at(ROBIN, "Publication")


async def the_report_is_published_after_seven_working_days(house: SkippedHouse, case: Case) -> None:
    await until(house, case, MON_16_NOV)
    for body in ("national_panel", "secretary_of_state"):
        await case.step(
            ROBIN, "record-sending", {"recipient": body}, recipient=body, with_action_plan="yes", **case.sent()
        )
    public = {"address": SITE, "sha256": HASH, "family_told": "yes", "staff_told": "yes"}
    robin = await case.seat(ROBIN)
    await goes_to_form(robin, case.reference, "publish-report")
    await send(robin, public)
    await robin.reads("Publication is possible from Wednesday 25 November 2026")

    await until(house, case, WED_25_NOV)
    await case.step(ROBIN, "publish-report", **public)
    await case.stands_at(ROBIN, "Cascade of the learning")
    await case.step(
        ROBIN, "record-cascade", findings=SITE, briefing=f"{SITE}/briefing", learning_material=f"{SITE}/talk"
    )
    await case.stands_at(ROBIN, "Year in public")
