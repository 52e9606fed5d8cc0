"""The desk: kept before it is sent, sent until it is answered, once however often it is handed in (K4, K5)."""

import asyncio
import json
from datetime import timedelta

import pytest

from adapters.message_size import MessageTooLarge
from adapters.register import Register
from adapters.register.commands import CommandConflict
from adapters.register.store import RegisterError
from desk.desk import Desk
from desk.opening import Filing, Reception
from desk.outcome import Taken
from models.case import Part
from models.forms import FormRefused, file_form
from models.messages.rapid_review import AgencyReturnReceived, AppointChair, RecordSubmission
from models.messages.threshold import CastVote
from models.people import Actor
from models.record import Record, Standing
from tests.desk.conftest import TUE_24_NOV, AnsweringCases, MovedClock
from tests.desk.filing import filed, form
from workflows.client import DecisionRefused, NoAnswerYet, PartNotRunning

DECLARATION = "Quentin Madeup never met the family."


async def a_case(reception: Reception, by: Actor) -> str:
    opened = await reception.open_case(filed("sin", "sin-two-children", by), TUE_24_NOV)
    return opened.opening.case


@pytest.fixture
def manager(register: Register) -> Actor:
    return register.actor("P-0001", on=TUE_24_NOV.date())


def chair(person: str = "P-0013") -> dict[str, object]:
    return {"chair": person, "declaration": DECLARATION}


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


def stands(register: Register, case: str, part: Part, *, ended: bool) -> None:
    """The part has begun, and may have ended."""
    standing = Standing(stage="a stage", next_action="an action", holder="role:coordinator", ended=ended)
    register.record(Record(case=case, part=part, at=TUE_24_NOV, standing=standing))


async def test_a_decision_for_a_part_that_does_not_run_is_refused(
    desk: Desk, reception: Reception, register: Register, cases: AnsweringCases, manager: Actor
) -> None:
    case = await a_case(reception, manager)
    stands(register, case, Part.REVIEW, ended=False)
    cases.fails = PartNotRunning("NOT_FOUND")

    outcome = await desk.hand_in(AppointChair, case, manager, "token-1", chair())

    assert (outcome.taken, outcome.code) == (Taken.REFUSED, "not_running")


async def test_a_fact_told_before_its_part_has_begun_waits_for_it(
    desk: Desk, reception: Reception, register: Register, cases: AnsweringCases, manager: Actor
) -> None:
    case = await a_case(reception, manager)
    stands(register, case, Part.THRESHOLD, ended=False)
    cases.fails = PartNotRunning("NOT_FOUND")

    values = {"agency": "A-010", "form": form("return-full")}
    outcome = await desk.hand_in(AgencyReturnReceived, case, manager, "token-1", values)
    cases.fails = None
    answered = await desk.redeliver(TUE_24_NOV + timedelta(minutes=5))

    assert outcome.taken is Taken.WAITING
    assert answered == 1
    assert [told.command_id for told in cases.told] == ["token-1"]


async def test_a_decision_for_a_case_that_temporal_does_not_know_yet_waits_for_it(
    desk: Desk, reception: Reception, cases: AnsweringCases, manager: Actor
) -> None:
    case = await a_case(reception, manager)
    cases.fails = PartNotRunning("NOT_FOUND")

    outcome = await desk.hand_in(AppointChair, case, manager, "token-1", chair())

    assert outcome.taken is Taken.WAITING


async def test_a_message_too_large_to_send_is_refused_and_waits_no_longer(
    desk: Desk, reception: Reception, register: Register, cases: AnsweringCases, manager: Actor
) -> None:
    case = await a_case(reception, manager)
    cases.fails = MessageTooLarge("appoint_chair", 70_000, 65_536)

    outcome = await desk.hand_in(AppointChair, case, manager, "token-1", chair())

    assert (outcome.taken, outcome.code) == (Taken.REFUSED, "too_large")
    assert register.pending_commands(TUE_24_NOV + timedelta(days=1)) == []


async def test_a_kept_message_that_cannot_be_read_keeps_no_other_waiting(
    desk: Desk, reception: Reception, register: Register, cases: AnsweringCases, manager: Actor
) -> None:
    case = await a_case(reception, manager)
    cases.fails = NoAnswerYet("UNAVAILABLE")
    register.take_command("token-0", case, Part.REVIEW, "of_a_later_release", {}, TUE_24_NOV, manager)
    await desk.hand_in(AppointChair, case, manager, "token-1", chair())
    cases.fails = None

    answered = await desk.redeliver(TUE_24_NOV + timedelta(minutes=5))

    assert answered == 1
    assert [row.id for row in register.pending_commands(TUE_24_NOV + timedelta(days=1))] == ["token-0"]


async def test_a_return_after_the_end_is_taken_flagged_late_and_put_on_record(
    desk: Desk, reception: Reception, register: Register, cases: AnsweringCases, manager: Actor
) -> None:
    case = await a_case(reception, manager)
    stands(register, case, Part.RAPID_REVIEW, ended=True)
    cases.fails = PartNotRunning("NOT_FOUND")

    values = {"agency": "A-010", "form": form("return-full")}
    outcome = await desk.hand_in(AgencyReturnReceived, case, manager, "token-1", values)

    assert (outcome.taken, outcome.code) == (Taken.ACCEPTED, "recorded_after_the_end")
    assert [(row["agency"], row["late"]) for row in register.returns(case)] == [("A-010", True)]


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"declaration": DECLARATION}, "chair"),
        ({"chair": "P-0013"}, "declaration"),
        ({"chair": "P-0013", "declaration": "   "}, "declaration"),
        ({"chair": "P-0013", "declaration": "x" * 20_001}, "declaration"),
        ({**chair(), "conflict": "perhaps"}, "conflict"),
        ({**chair(), "role": "executive"}, "role"),
        ({**chair(), "by": "P-0011"}, "by"),
    ],
)
async def test_bad_input_names_its_field_and_nothing_is_kept(
    desk: Desk, reception: Reception, register: Register, manager: Actor, values: dict[str, object], named: str
) -> None:
    case = await a_case(reception, manager)

    with pytest.raises(FormRefused) as refused:
        await desk.hand_in(AppointChair, case, manager, "token-1", values)

    assert [error.field for error in refused.value.errors] == [named]
    assert register.command("token-1") is None
    assert [row.kind for row in register.documents_of(case)] == ["sin"]


async def test_optional_texts_may_be_left_blank(
    desk: Desk, reception: Reception, cases: AnsweringCases, manager: Actor
) -> None:
    case = await a_case(reception, manager)

    values = {"report_version": 1, "sha256": "ab", "sent_at": "2026-12-01T10:00:00+00:00", "receipt": ""}
    await desk.hand_in(RecordSubmission, case, manager, "token-1", values)

    told = cases.asked[0]
    assert isinstance(told, RecordSubmission)
    assert told.receipt == ""


async def test_an_unknown_case_is_an_error(desk: Desk, manager: Actor) -> None:
    with pytest.raises(RegisterError, match="GSCP-2026-999"):
        await desk.hand_in(AppointChair, "GSCP-2026-999", manager, "token-1", chair())


async def test_fifty_clicks_at_once_are_one_decision(
    desk: Desk, reception: Reception, cases: AnsweringCases, manager: Actor
) -> None:
    case = await a_case(reception, manager)

    clicks = (desk.hand_in(AppointChair, case, manager, "token-1", chair()) for _ in range(50))
    outcomes = await asyncio.gather(*clicks)

    assert {outcome.code for outcome in outcomes} == {"chair_commissioned"}
    assert {told.command_id for told in cases.asked} == {"token-1"}


async def test_no_name_typed_is_in_any_command(
    desk: Desk, reception: Reception, register: Register, manager: Actor
) -> None:
    filing = Filing(kind="sin", data=form("sin-two-children"), by=manager, command_id="open-1")
    opened = await reception.open_case(filing, TUE_24_NOV)
    await desk.hand_in(AppointChair, opened.opening.case, manager, "token-1", chair())

    kept = json.dumps([row.body for id in ("open-1", "token-1") if (row := register.command(id)) is not None])

    assert "Madeup" not in kept
    names = file_form("sin", form("sin-two-children"), TUE_24_NOV.date()).personal_values()
    assert names
    assert [name for name in names if name in kept] == []
