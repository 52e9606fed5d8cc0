"""A Serious Incident Notification by clicking, from intake to submission, on the house as it runs (N, R1-R13).

Real Temporal server, worker and pages, each a process of its own; every role takes its own steps in its own window.
"""

from __future__ import annotations

import pytest

from demo.caseload.families import ASKED, sin
from demo.caseload.returns import answer
from demo.cast import ALEX, CONTACTS, FRANKIE, KERRY, MORGAN, ROBIN
from demo.steps import CAPACITIES
from models.london import london_date
from tests.browser.house import House
from tests.browser.journey import FIRST, Case
from tests.browser.screens import Screens

NO_INTERESTS = "No interests to declare."


@pytest.fixture
def case(house: House, screens: Screens) -> Case:
    return Case(screens, house.live.now, london_date(house.live.now()))


async def test_from_intake_to_submission_by_every_role(case: Case) -> None:
    raised = sin("Sorrel Inkpotter", 6, "A girl", "Sorrel was found alone in a locked flat.")
    await case.raised_by(KERRY, "sin", raised)
    await case.stands_at(ROBIN, "Commission the Independent Chair")

    await a_chair_is_commissioned_and_a_child_made_safe(case)
    await the_agencies_answer(case)
    await the_panel_meets(case)
    await the_report_is_checked_and_signed(case)

    receipt = "Receipt FICTION-0417."
    await case.step(ROBIN, "record-submission", **case.sent(), receipt=receipt)
    await case.stands_at(ROBIN, "Panel's reply")


async def a_chair_is_commissioned_and_a_child_made_safe(case: Case) -> None:
    await case.step(MORGAN, "order-immediate-action", action="A safe place tonight.", owner="A-001")
    await case.step(ALEX, "confirm-immediate-action", {"number": "1"}, done="A safe place is found.")
    await case.step(MORGAN, "appoint-chair", chair=FRANKIE.ref, conflict="no", declaration=NO_INTERESTS)
    await case.stands_at(MORGAN, "Agency returns")


async def the_agencies_answer(case: Case) -> None:
    for agency in ASKED:
        await case.step(CONTACTS[agency], "agency-return-received", form=answer(agency, case.moment()))
    await case.stands_at(FRANKIE, "Settle the chronology")


async def the_panel_meets(case: Case) -> None:
    await case.step(FRANKIE, "settle-chronology", kloes=case.moment().paper("kloes"))
    minutes = case.moment().paper("minutes-quorate", held_on=case.moment().today.isoformat())
    await case.step(ROBIN, "hold-panel", minutes=minutes)
    await case.stands_at(FRANKIE, "Rapid Review Report")


async def the_report_is_checked_and_signed(case: Case) -> None:
    await case.step(FRANKIE, "submit-report", report=case.report("report-v2", questions=4))
    await case.step(MORGAN, "check-report", checklist=case.moment().paper("checklist-passed"))
    for capacity, who in CAPACITIES.items():
        await case.step(who, "sign-report", {"capacity": capacity}, capacity=capacity, **FIRST)
    await case.stands_at(ROBIN, "Send the report to the National Panel")


async def test_a_case_is_raised_and_its_chair_commissioned_without_javascript(house: House, screens: Screens) -> None:
    case = Case(screens, house.live.now, london_date(house.live.now()), script=False)

    raised = sin("Teasel Blotterby", 3, "A boy", "Teasel was brought to hospital with burns.")
    await case.raised_by(KERRY, "sin", raised)
    await case.step(MORGAN, "appoint-chair", chair=FRANKIE.ref, conflict="no", declaration=NO_INTERESTS)
    await case.step(CONTACTS["A-010"], "agency-return-received", form=answer("A-010", case.moment()))

    await case.stands_at(ROBIN, "Agency returns", "returned in full")
