"""What people hand in while Temporal is away or its answer is lost: kept, sent again, taken once (K5)."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from adapters.register.commands import CommandState
from demo.skipped_time import form
from desk.outcome import Taken
from models.case import Part
from models.messages.clock import PanelAcknowledged
from models.messages.rapid_review import AgencyReturnReceived, AppointChair, StandDown
from tests.faults.course import CHAIR, COORDINATOR, MANAGER
from tests.faults.looking import until
from tests.faults.office import Office
from worker import send_again

pytestmark = pytest.mark.slow


def chair() -> dict[str, str]:
    return {"chair": CHAIR, "declaration": "No interests in a fictional family."}


async def a_review(office: Office) -> str:
    case = await office.open_sin()
    await office.stands(case, Part.RAPID_REVIEW)
    return case


def _state(office: Office, command_id: str) -> CommandState | None:
    row = office.register.command(command_id)
    return None if row is None else row.state


async def test_an_answer_that_is_lost_is_asked_for_again_and_the_decision_taken_once(office: Office) -> None:
    case = await a_review(office)
    office.line.swallow_answers()

    lost = await office.take(AppointChair, case, office.who(MANAGER), "chair", **chair())
    await until(lambda: bool(office.trail(case, "chair_appointed")), "the case has taken the decision")
    office.line.mend()
    answered = await office.redeliver()
    again = await office.take(AppointChair, case, office.who(MANAGER), "chair", **chair())

    assert (lost.taken, lost.code) == (Taken.WAITING, "waiting")
    assert answered == 1
    assert (again.taken, again.code) == (Taken.ACCEPTED, "chair_commissioned")
    assert [entry.event_id for entry in office.trail(case, "chair_appointed")] == ["chair"]
    await office.verify(case)


async def test_what_is_handed_in_while_temporal_is_away_is_kept_and_delivered_on_its_return(office: Office) -> None:
    office.line.cut()
    case = await office.open_sin()
    coordinator, manager = office.who(COORDINATOR), office.who(MANAGER)
    returned = {"agency": "A-010", "form": form("return-full")}
    outcomes = [
        await office.take(AppointChair, case, manager, "chair", **chair()),
        await office.take(AgencyReturnReceived, case, coordinator, "return", **returned),
        await office.take(PanelAcknowledged, case, coordinator, "acknowledged", expected_on="2027-02-19"),
    ]

    office.line.mend()

    async def all_sent() -> bool:
        await office.redeliver()
        return not office.register.pending_commands(await office.partners.now() + timedelta(days=1))

    await until(all_sent, "everything kept has been delivered")
    assert {outcome.taken for outcome in outcomes} == {Taken.WAITING}
    await until(
        lambda: len(office.trail(case, "return_received", "panel_acknowledged")) == 2, "the facts are on record"
    )
    assert [row["late"] for row in office.register.returns(case)] == [False]
    assert [entry.event_id for entry in office.trail(case, "chair_appointed")] == ["chair"]
    await office.verify(case)


async def test_the_worker_sends_on_what_waits_although_nobody_asks_again(office: Office) -> None:
    case = await a_review(office)
    office.line.cut()
    kept = await office.take(AppointChair, case, office.who(MANAGER), "chair", **chair())
    office.line.mend()
    await office.pass_by(timedelta(minutes=2))

    sending = asyncio.create_task(send_again(office.desk, every=0.05))
    await until(lambda: bool(office.trail(case, "chair_appointed")), "the decision has been sent on")
    await until(lambda: _state(office, "chair") is CommandState.ACCEPTED, "its answer is noted")
    sending.cancel()

    assert kept.taken is Taken.WAITING
    await office.verify(case)


async def test_an_answer_lost_by_a_part_that_then_ended_is_found_again(office: Office) -> None:
    case = await a_review(office)
    agreed = ["childrens_social_care", "health", "constabulary"]
    office.line.swallow_answers()

    lost = await office.take(
        StandDown, case, office.who(MANAGER), "down", agreed_by=agreed, reasons="The criteria were not met."
    )
    await office.ended(case, Part.RAPID_REVIEW)
    office.line.mend()
    await office.redeliver()

    assert lost.taken is Taken.WAITING
    assert _state(office, "down") is CommandState.ACCEPTED
    assert len(office.trail(case, "stood_down")) == 1
    await office.verify(case)
