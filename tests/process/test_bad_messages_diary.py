"""Bad messages: each is refused with its code, and the case goes on."""

from __future__ import annotations

import uuid

import pytest
from temporalio.client import WorkflowUpdateFailedError
from temporalio.service import RPCError

from desk.opening import NotEntitled
from models import authority
from models.case import Part
from models.forms import FormRefused
from models.messages import clock
from models.messages import rapid_review as review
from models.messages.catalogue import MESSAGES
from models.messages.lcspr import RecordMonitoring
from models.messages.publication import PublishReport
from models.messages.review import CorrectNotification
from models.messages.threshold import CastVote
from tests.process import courses as course
from tests.process import diary as people
from tests.process import local_courses as lcspr
from tests.process.diary import Diary, filed

slow = pytest.mark.slow
VOTE = {"partner": "health", "proceed": True, "reasons": "As minuted."}


def test_every_message_is_for_somebody() -> None:
    assert [name for name in MESSAGES if not authority.MAY.get(name)] == []


async def goes_on(diary: Diary) -> bool:
    """Does the case still answer?"""
    code = await diary.does(people.HEALTH, CastVote, **VOTE)
    return code == "vote_taken"


@slow
async def test_a_message_for_another_case_is_refused(diary: Diary) -> None:
    await course.a_case_is_raised(diary)
    told = CastVote(
        command_id=uuid.uuid4().hex,
        case="GSCP-2027-999",
        at=await diary.office.now(),
        by=diary.who(people.HEALTH),
        **VOTE,
    )

    with pytest.raises(WorkflowUpdateFailedError) as refused:
        await diary.handle(Part.THRESHOLD).execute_update("cast_vote", told)

    assert getattr(refused.value.cause, "type", "") == "wrong_case"
    assert await goes_on(diary)


@slow
async def test_a_role_that_may_not_a_partner_not_ones_own_and_a_part_not_begun_are_refused_with_their_codes(
    diary: Diary,
) -> None:
    await course.a_case_is_raised(diary)

    codes = [
        await diary.is_refused(people.COORDINATOR, CastVote, **VOTE),
        await diary.is_refused(people.POLICE, CastVote, **VOTE),
        await diary.is_refused(people.MANAGER, review.AppointChair, chair="P-0013", declaration="None."),
        await diary.is_refused(people.COORDINATOR, PublishReport, **lcspr.publishing()),
        await diary.is_refused(people.MANAGER, RecordMonitoring, findings="None.", on_track=True),
    ]

    assert codes == ["not_entitled", "wrong_partner", "not_running", "not_running", "not_running"]
    assert await goes_on(diary)


@slow
async def test_the_workflow_itself_refuses_whom_the_door_would_have_refused(diary: Diary) -> None:
    await course.a_case_is_raised(diary)
    told = CastVote(
        command_id=uuid.uuid4().hex,
        case=diary.case,
        at=await diary.office.now(),
        by=diary.who(people.COORDINATOR),
        **VOTE,
    )

    with pytest.raises(WorkflowUpdateFailedError) as refused:
        await diary.handle(Part.THRESHOLD).execute_update("cast_vote", told)

    assert getattr(refused.value.cause, "type", "") == "not_entitled"
    assert await goes_on(diary)


@slow
async def test_an_agency_never_asked_is_refused_and_so_are_missing_and_unknown_fields(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)
    coordinator = diary.who(people.COORDINATOR)

    unknown = await diary.is_refused(people.COORDINATOR, review.WithdrawRequest, agency="A-012", reasons="A slip.")
    with pytest.raises(FormRefused) as missing:
        await diary.office.hand_in(review.RequestInformation, diary.case, coordinator)
    with pytest.raises(FormRefused) as surplus:
        await diary.office.hand_in(review.RequestInformation, diary.case, coordinator, agency="A-012", haste="yes")

    assert unknown == "not_asked"
    assert [error.field for error in missing.value.errors] == ["agency"]
    assert [error.field for error in surplus.value.errors] == ["haste"]
    assert diary.standing(Part.RAPID_REVIEW).stage == "commissioning_chair"


@slow
async def test_an_agency_the_directory_does_not_know_is_not_asked(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)

    with pytest.raises(FormRefused) as refused:
        await diary.office.hand_in(review.RequestInformation, diary.case, diary.who(people.COORDINATOR), agency="A-999")

    assert [error.field for error in refused.value.errors] == ["agency"]
    assert diary.letters("information_requested")[-1][1] != "agency:A-999"


@slow
async def test_an_agency_may_not_open_a_sin(diary: Diary) -> None:
    await diary.on(course.MON_1_FEB)

    with pytest.raises(NotEntitled):
        await diary.office.notify("sin", course.a_sin(), diary.who(people.SCHOOL))

    assert (await diary.opens("sin", course.a_sin(), people.LOCAL_AUTHORITY)).outcome.code == "opened"


@slow
async def test_what_cannot_be_decoded_does_not_wedge_the_case(diary: Diary) -> None:
    await course.a_case_is_raised(diary)
    threshold, whole = diary.handle(Part.THRESHOLD), diary.handle()

    await whole.signal("sin_notified", {"nothing": "of what is needed"})
    await whole.signal("no_such_fact", "?")
    with pytest.raises(WorkflowUpdateFailedError):
        await threshold.execute_update("cast_vote", {"partner": "health"})
    with pytest.raises((WorkflowUpdateFailedError, RPCError)):
        await threshold.execute_update("no_such_decision", "?")

    assert await goes_on(diary)
    assert diary.standing(Part.THRESHOLD).ended is False
    assert diary.is_sound()


@slow
async def test_a_day_of_notification_in_the_future_is_refused(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)

    code = await diary.is_refused(
        people.MANAGER, CorrectNotification, notified_on="2027-02-10", seconded_by="P-0002", reasons="A slip."
    )

    assert code == "in_the_future"


@slow
async def test_decisions_out_of_order_are_refused_and_the_review_goes_on(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)

    codes = [
        await diary.is_refused(people.CHAIR, review.SettleChronology, kloes=filed("kloes")),
        await diary.is_refused(people.COORDINATOR, review.SettleChronology, kloes=filed("kloes")),
        await diary.is_refused(people.COORDINATOR, review.SubmitReport, report=filed("report-v2")),
        await diary.is_refused(
            people.SOCIAL_CARE, review.SignReport, capacity="childrens_social_care", report_version=1
        ),
        await diary.is_refused(people.EXECUTIVE, review.DecideRefusal, stands=True, reasons="None."),
        await diary.is_refused(people.MANAGER, clock.ResumeClock, until="2027-02-02", reasons="None."),
    ]

    assert codes == ["not_yours", "no_chair", "panel_not_held", "no_report", "nothing_refused", "not_paused"]
    await course.a_chair_is_commissioned(diary)
    assert diary.standing(Part.RAPID_REVIEW).stage == "agency_returns"
