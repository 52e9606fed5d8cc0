"""What comes for a part that is not there, or cannot be sent at all: nothing is lost, nothing blocks (K5, R5)."""

from datetime import timedelta

from adapters.message_size import MessageTooLarge
from adapters.register import Register
from desk.desk import Desk
from desk.opening import Reception
from desk.outcome import Taken
from models.case import Part
from models.messages.rapid_review import AgencyReturnReceived, AppointChair
from models.people import Actor
from models.record import Record, Standing
from tests.desk.conftest import AnsweringCases
from tests.desk.filing import TUE_24_NOV, a_case, chair, form
from workflows.client import NoAnswerYet, PartNotRunning


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
