"""What people hand in, with the button pressed twice, two deciding at once, or the part over already (K5)."""

from __future__ import annotations

import asyncio

import pytest

from adapters.register.commands import CommandConflict
from demo.skipped_time import form
from desk.outcome import Taken
from models.case import Part
from models.messages.rapid_review import (
    AgencyReturnReceived,
    AppointChair,
    CheckReport,
    HoldPanel,
    RefuseReport,
    SettleChronology,
    SignReport,
    StandDown,
    SubmitReport,
)
from models.messages.review import LinkProcess
from tests.faults.course import CHAIR, COORDINATOR, HEALTH, MANAGER, set_back
from tests.faults.looking import until
from tests.faults.office import MON_1_FEB, Office

pytestmark = pytest.mark.slow

DECLARATION = "No interests in a fictional family."
OTHER_CHAIR = "P-0014"


def chair(person: str = CHAIR) -> dict[str, str]:
    return {"chair": person, "declaration": DECLARATION}


async def a_review(office: Office) -> str:
    case = await office.open_sin()
    await office.stands(case, Part.RAPID_REVIEW)
    return case


async def a_checked_report(office: Office) -> str:
    """A review whose first report waits for signatures."""
    case = await a_review(office)
    coordinator, manager = office.who(COORDINATOR), office.who(MANAGER)
    await office.take(AppointChair, case, manager, "chair", **chair())
    await office.take(SettleChronology, case, coordinator, "kloes", kloes=form("kloes"))
    await office.take(HoldPanel, case, coordinator, "panel", minutes=set_back(form("minutes-quorate"), MON_1_FEB))
    await office.take(SubmitReport, case, coordinator, "report-1", report=form("report-v2"))
    await office.take(CheckReport, case, manager, "check-1", report_version=1, checklist=form("checklist-passed"))
    return case


async def test_a_button_pressed_fifty_times_has_one_effect(office: Office) -> None:
    case = await a_review(office)
    manager = office.who(MANAGER)

    outcomes = await asyncio.gather(*(office.take(AppointChair, case, manager, "chair", **chair()) for _ in range(50)))
    while await office.redeliver():
        pass

    accepted = {outcome.code for outcome in outcomes if outcome.taken is Taken.ACCEPTED}
    assert accepted == {"chair_commissioned"}
    assert all(outcome.taken is not Taken.REFUSED for outcome in outcomes)
    assert len(office.trail(case, "chair_appointed")) == 1
    assert len([row for row in office.register.outbox_of(case) if row.purpose == "chair_commissioned"]) == 1
    await office.verify(case)


async def test_a_return_sent_in_fifty_times_counts_once(office: Office) -> None:
    case = await a_review(office)
    coordinator, values = office.who(COORDINATOR), {"agency": "A-010", "form": form("return-full")}

    await asyncio.gather(*(office.take(AgencyReturnReceived, case, coordinator, "return", **values) for _ in range(50)))

    await until(lambda: bool(office.register.returns(case)), "the return is on record")
    await office.take(AppointChair, case, office.who(MANAGER), "chair", **chair())  # comes after every Signal
    assert [row["version"] for row in office.register.returns(case)] == [1]
    await office.verify(case)


async def test_one_token_for_two_different_things_is_a_conflict_and_changes_nothing(office: Office) -> None:
    case = await a_review(office)
    manager = office.who(MANAGER)
    await office.take(AppointChair, case, manager, "chair", **chair())

    with pytest.raises(CommandConflict):
        await office.take(AppointChair, case, manager, "chair", **chair(OTHER_CHAIR))

    assert [entry.detail["chair"] for entry in office.trail(case, "chair_appointed")] == [CHAIR]
    await office.verify(case)


async def test_of_two_who_appoint_a_chair_at_once_one_is_told_that_there_is_one(office: Office) -> None:
    case = await a_review(office)

    outcomes = await asyncio.gather(
        office.take(AppointChair, case, office.who(MANAGER), "of-one", **chair()),
        office.take(AppointChair, case, office.who(COORDINATOR), "of-other", **chair(OTHER_CHAIR)),
    )

    assert sorted(outcome.taken for outcome in outcomes) == [Taken.ACCEPTED, Taken.REFUSED]
    assert len(office.trail(case, "chair_appointed")) == 1
    await office.verify(case)


async def test_of_two_who_act_on_one_version_at_once_each_is_answered_by_what_the_other_did(office: Office) -> None:
    case = await a_checked_report(office)
    health = office.who(HEALTH, "qiip_member")
    word = {"capacity": "health", "report_version": 1}

    signed, refused = await asyncio.gather(
        office.take(SignReport, case, health, "signs", **word),
        office.take(RefuseReport, case, health, "refuses", **word, reasons="The analysis is thin."),
    )

    taken = [entry.action for entry in office.trail(case, "report_signed", "report_refused")]
    assert len(taken) == [signed.taken, refused.taken].count(Taken.ACCEPTED)
    rows = office.register.signatures(case)
    assert len([row for row in rows if row["voided_at"] is None and row["capacity"] == "health"]) <= len(taken)
    await office.verify(case)


async def test_a_signature_that_meets_a_new_version_never_stands_under_it(office: Office) -> None:
    case = await a_checked_report(office)
    health = office.who(HEALTH, "qiip_member")

    signed, submitted = await asyncio.gather(
        office.take(SignReport, case, health, "signs", capacity="health", report_version=1),
        office.take(SubmitReport, case, office.who(COORDINATOR), "report-2", report=form("report-v2")),
    )

    standing = [row for row in office.register.signatures(case) if row["voided_at"] is None]
    assert submitted.taken is Taken.ACCEPTED
    assert signed.taken in (Taken.ACCEPTED, Taken.REFUSED)
    assert standing == []
    await office.verify(case)


async def test_a_fact_delivered_twice_counts_once(office: Office) -> None:
    case = await a_review(office)
    coordinator = office.who(COORDINATOR)
    await office.take(AgencyReturnReceived, case, coordinator, "return", agency="A-010", form=form("return-full"))
    row = office.register.command("return")
    assert row is not None

    for _ in range(3):
        await office.cases.report(AgencyReturnReceived.model_validate(row.body))
    await office.take(AppointChair, case, office.who(MANAGER), "chair", **chair())

    assert [returned["version"] for returned in office.register.returns(case)] == [1]
    await office.verify(case)


async def test_a_decision_for_a_part_that_is_over_is_refused_and_a_fact_goes_on_record_as_late(office: Office) -> None:
    case = await a_review(office)
    manager, coordinator = office.who(MANAGER), office.who(COORDINATOR)
    agreed = ["childrens_social_care", "health", "constabulary"]
    await office.take(StandDown, case, manager, "down", agreed_by=agreed, reasons="The criteria were not met.")
    await office.ended(case, Part.RAPID_REVIEW)

    decision = await office.take(AppointChair, case, manager, "chair", **chair())
    fact = await office.take(
        AgencyReturnReceived, case, coordinator, "return", agency="A-010", form=form("return-full")
    )

    assert (decision.taken, decision.code) == (Taken.REFUSED, "not_running")
    assert (fact.taken, fact.code) == (Taken.ACCEPTED, "recorded_after_the_end")
    assert [(row["agency"], row["late"]) for row in office.register.returns(case)] == [("A-010", True)]
    await office.verify(case)


async def test_a_decision_refused_leaves_the_case_as_it_was(office: Office) -> None:
    case = await a_review(office)
    before = office.trail(case)

    outcome = await office.take(
        LinkProcess, case, office.who(COORDINATOR), "link", process="unheard_of", contact="Nobody Invented"
    )

    assert (outcome.taken, outcome.code) == (Taken.REFUSED, "unknown_process")
    assert [entry.action for entry in office.trail(case) if not entry.action.startswith(("letter_", "link_"))] == [
        entry.action for entry in before if not entry.action.startswith(("letter_", "link_"))
    ]
    await office.verify(case)
