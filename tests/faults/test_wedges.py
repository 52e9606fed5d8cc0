"""What cannot be understood never wedges a case: no workflow task fails, and the next decision is answered (K5)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from temporalio.client import WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError

from desk.outcome import Taken
from models.case import Part
from models.messages.rapid_review import AppointChair
from tests.faults.course import CHAIR, MANAGER
from tests.faults.office import Office
from workflows.addresses import workflow_id

pytestmark = pytest.mark.slow

COORDINATOR = {"person": "P-0002", "role": "coordinator"}
AT = datetime(2027, 2, 1, 10, tzinfo=UTC).isoformat()


def told(case: str, **values: Any) -> dict[str, Any]:
    return {"command_id": "strange", "case": case, "at": AT, "by": COORDINATOR, **values}


async def a_review(office: Office) -> Any:
    case = await office.open_sin()
    await office.stands(case, Part.RAPID_REVIEW)
    return case, office.client.get_workflow_handle(workflow_id(case, Part.RAPID_REVIEW))


async def goes_on(office: Office, case: str) -> None:
    """The case answers its next decision, and no invariant is broken."""
    values = {"chair": CHAIR, "declaration": "No interests."}
    outcome = await office.take(AppointChair, case, office.who(MANAGER), "chair", **values)
    assert (outcome.taken, outcome.code) == (Taken.ACCEPTED, "chair_commissioned")
    await office.verify(case)


@pytest.mark.parametrize(
    "sent", ["not a message", 7, None, {}, {"agency": "A-010"}, {"agency": 1 << 80, "form": []}], ids=str
)
async def test_a_signal_that_cannot_be_decoded_is_passed_over(office: Office, sent: Any) -> None:
    case, review = await a_review(office)

    await review.signal("agency_return_received", sent)

    await goes_on(office, case)
    assert office.register.returns(case) == []


async def test_a_signal_nobody_knows_is_passed_over(office: Office) -> None:
    case, review = await a_review(office)

    await review.signal("moon_is_full", told(case))

    await goes_on(office, case)


@pytest.mark.parametrize(
    ("update", "sent"),
    [
        ("moon_is_full", {}),
        ("appoint_chair", "not a message"),
        ("appoint_chair", {}),
        ("appoint_chair", {"chair": CHAIR, "conflict": "perhaps"}),
        ("settle_chronology", {"kloes": 7}),
        ("sign_report", {"capacity": "archbishop", "report_version": 1}),
    ],
)
async def test_an_update_nobody_knows_or_can_decode_is_refused_and_nothing_more(
    office: Office, update: str, sent: Any
) -> None:
    case, review = await a_review(office)

    with pytest.raises(WorkflowUpdateFailedError):
        await review.execute_update(update, told(case, **sent) if isinstance(sent, dict) else sent)

    await goes_on(office, case)


async def test_an_update_for_another_case_is_refused(office: Office) -> None:
    case, review = await a_review(office)
    elsewhere = told("GSCP-2027-999", chair=CHAIR, declaration="text-1")

    with pytest.raises(WorkflowUpdateFailedError) as refused:
        await review.execute_update("appoint_chair", elsewhere)

    assert isinstance(refused.value.cause, ApplicationError)
    assert refused.value.cause.type == "wrong_case"
    await goes_on(office, case)


async def test_a_message_of_an_older_release_without_its_new_fields_is_taken(office: Office) -> None:
    case, review = await a_review(office)
    older = told(case, chair=CHAIR, declaration="text-1")  # says nothing of version and conflict

    answer = await review.execute_update("appoint_chair", older, result_type=dict)

    assert answer["outcome"] == "chair_commissioned"


async def test_a_message_of_a_later_release_with_more_fields_is_taken(office: Office) -> None:
    case, review = await a_review(office)
    later = told(case, version=9, chair=CHAIR, declaration="text-1", favourite_colour="green")

    answer = await review.execute_update("appoint_chair", later, result_type=dict)

    assert answer["outcome"] == "chair_commissioned"
    assert [entry.event_id for entry in office.trail(case, "chair_appointed")] == ["strange"]


async def test_a_submission_of_a_report_nobody_wrote_is_refused(office: Office) -> None:
    case, review = await a_review(office)
    values = {"report_version": 1, "sha256": "ab" * 32, "sent_at": AT}

    with pytest.raises(WorkflowUpdateFailedError):
        await review.execute_update("record_submission", told(case, **values))

    await goes_on(office, case)
