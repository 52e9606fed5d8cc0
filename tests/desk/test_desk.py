"""The desk: kept before it is sent, sent until it is answered, once however often it is handed in (K5)."""

from datetime import timedelta

import pytest

from adapters.register import Register
from adapters.register.commands import CommandConflict
from desk.desk import Desk
from desk.opening import Reception
from desk.outcome import Taken
from models.messages.rapid_review import AppointChair
from models.messages.threshold import CastVote
from models.people import Actor
from tests.desk.conftest import AnsweringCases, MovedClock
from tests.desk.filing import DECLARATION, TUE_24_NOV, a_case, chair
from workflows.client import DecisionRefused, NoAnswerYet


async def test_a_decision_is_kept_and_sent_and_its_answer_noted(
    desk: Desk, reception: Reception, register: Register, cases: AnsweringCases, manager: Actor
) -> None:
    case = await a_case(reception, manager)

    outcome = await desk.hand_in(AppointChair, case, manager, "token-1", chair())

    assert (outcome.taken, outcome.code) == (Taken.ACCEPTED, "chair_commissioned")
    assert [told.command_id for told in cases.asked] == ["token-1"]
    kept = register.command("token-1")
    assert kept is not None
    assert kept.state == "accepted"


async def test_what_was_typed_stays_in_the_register_and_the_message_carries_its_reference(
    desk: Desk, reception: Reception, register: Register, cases: AnsweringCases, manager: Actor
) -> None:
    case = await a_case(reception, manager)

    await desk.hand_in(AppointChair, case, manager, "token-1", chair())

    told = cases.asked[0]
    assert isinstance(told, AppointChair)
    assert DECLARATION not in told.model_dump_json()
    assert register.read_document(case, told.declaration, manager, TUE_24_NOV, "test") == DECLARATION


async def test_the_same_token_again_changes_nothing_and_answers_the_same(
    desk: Desk, reception: Reception, cases: AnsweringCases, clock: MovedClock, manager: Actor
) -> None:
    case = await a_case(reception, manager)
    first = await desk.hand_in(AppointChair, case, manager, "token-1", chair())
    clock.at += timedelta(minutes=3)

    again = await desk.hand_in(AppointChair, case, manager, "token-1", chair())

    assert again == first
    assert len(cases.asked) == 1


async def test_the_same_token_with_something_else_is_an_error_and_changes_nothing(
    desk: Desk, reception: Reception, register: Register, manager: Actor
) -> None:
    case = await a_case(reception, manager)
    await desk.hand_in(AppointChair, case, manager, "token-1", chair())

    with pytest.raises(CommandConflict):
        await desk.hand_in(AppointChair, case, manager, "token-1", chair("P-0014"))

    assert register.verify().ok


async def test_when_no_answer_comes_it_is_kept_and_sent_again_with_the_same_token(
    desk: Desk, reception: Reception, cases: AnsweringCases, clock: MovedClock, manager: Actor
) -> None:
    case = await a_case(reception, manager)
    cases.fails = NoAnswerYet("away")
    waiting = await desk.hand_in(AppointChair, case, manager, "token-1", chair())
    still_away = await desk.redeliver(clock.now() + timedelta(minutes=1))
    cases.fails = None

    answered = await desk.redeliver(clock.now() + timedelta(minutes=1))

    assert waiting.taken is Taken.WAITING
    assert (still_away, answered) == (0, 1)
    assert [told.command_id for told in cases.asked] == ["token-1"]
    assert await desk.redeliver(clock.now() + timedelta(minutes=1)) == 0


async def test_it_keeps_the_instant_at_which_the_door_took_it(
    desk: Desk, reception: Reception, cases: AnsweringCases, clock: MovedClock, manager: Actor
) -> None:
    case = await a_case(reception, manager)
    cases.fails = NoAnswerYet("away")
    await desk.hand_in(AppointChair, case, manager, "token-1", chair())
    cases.fails = None
    clock.at += timedelta(days=2)

    await desk.redeliver()

    assert cases.asked[0].at == TUE_24_NOV


async def test_a_refusal_is_answered_with_its_code_and_noted(
    desk: Desk, reception: Reception, register: Register, cases: AnsweringCases, manager: Actor
) -> None:
    case = await a_case(reception, manager)
    cases.fails = DecisionRefused("chair_appointed", "A Chair is commissioned already.")

    outcome = await desk.hand_in(AppointChair, case, manager, "token-1", chair())

    assert (outcome.taken, outcome.code) == (Taken.REFUSED, "chair_appointed")
    kept = register.command("token-1")
    assert kept is not None
    assert kept.state == "refused"


async def test_who_is_not_entitled_is_refused_at_the_door_and_nothing_is_kept(
    desk: Desk, reception: Reception, register: Register, cases: AnsweringCases, manager: Actor
) -> None:
    case = await a_case(reception, manager)

    values = {"partner": "health", "proceed": True, "reasons": "T"}
    outcome = await desk.hand_in(CastVote, case, manager, "token-1", values)

    assert (outcome.taken, outcome.code) == (Taken.REFUSED, "not_entitled")
    assert register.command("token-1") is None
    assert cases.asked == []
