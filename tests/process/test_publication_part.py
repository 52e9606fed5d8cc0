"""Publication, alone on a real server: nothing publishes itself (P1-P5)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from temporalio.client import WorkflowHandle

from models.case import Part
from models.holds import Holds
from models.lcspr import LcsprEnd, LcsprResult
from models.london import london_date
from models.messages.lcspr import HoldLcspr
from models.messages.publication import (
    DecideAgainstPublication,
    HoldKind,
    HoldPublication,
    PublishImprovements,
    PublishReport,
    Recipient,
    RecordAvailabilityCheck,
    RecordCascade,
    RecordSending,
    ReleasePublication,
    WithdrawReport,
)
from models.publication import PublicationBrief, PublicationEnd, PublicationResult
from models.timetable import Plan
from tests.process.fakes import COORDINATOR, EXECUTIVE, QIIP_CHAIR, Stage
from workflows.publication import Publication

Handle = WorkflowHandle[Any, PublicationResult]
SHA = "a" * 64
OTHER_SHA = "b" * 64
ADDRESS = "https://reports.example.test/lcspr-1"
PUBLIC = {"address": ADDRESS, "sha256": SHA, "family_told": True, "staff_told": True}
BOTH = ["body:national_panel", "body:secretary_of_state"]


async def signed_off(stage: Stage, **result: Any) -> Handle:
    now = await stage.now()
    given = {
        "outcome": LcsprEnd.SIGNED_OFF,
        "version": 1,
        "signed_off_at": now,
        "agencies": ("A-001", "A-002"),
        "reviewer": "P-0006",
        "request": stage.request(Plan.LCSPR, now),
        **result,
    }
    brief = PublicationBrief(opening=await stage.opening(), lcspr=LcsprResult.model_validate(given))
    return await stage.start(Publication.run, brief, Part.PUBLICATION)


async def sent(stage: Stage, handle: Handle, version: int = 1, sha256: str = SHA) -> None:
    for recipient in Recipient:
        await stage.decide(
            handle,
            RecordSending,
            COORDINATOR,
            recipient=recipient,
            report_version=version,
            sha256=sha256,
            sent_at=await stage.now(),
        )
    await stage.settle()


async def earliest(handle: Handle) -> tuple[date, datetime]:
    step = (await handle.query(Publication.plan)).timetable.steps[0]
    return step.due, step.due_at


async def published(stage: Stage) -> Handle:
    handle = await signed_off(stage)
    await sent(stage, handle)
    _, opens_at = await earliest(handle)
    await stage.wait_until(opens_at)
    await stage.decide(handle, PublishReport, COORDINATOR, **PUBLIC)
    await stage.settle()
    return handle


async def test_publishing_early_is_refused_with_the_earliest_day_and_how_it_was_counted(stage: Stage) -> None:
    handle = await signed_off(stage)
    await sent(stage, handle)
    day, opens_at = await earliest(handle)
    await stage.wait_until(opens_at - timedelta(hours=10))

    code, sentence = await stage.refused(handle, PublishReport, COORDINATOR, **PUBLIC)

    assert code == "too_early"
    assert day.isoformat() in sentence
    assert "working day 7" in sentence
    assert "Saturday" in sentence
    assert not stage.events("published")


async def test_the_wait_is_seven_working_days_after_the_later_of_the_sendings(stage: Stage) -> None:
    handle = await signed_off(stage)
    first = {"report_version": 1, "sha256": SHA}
    await stage.decide(
        handle, RecordSending, COORDINATOR, recipient=Recipient.NATIONAL_PANEL, sent_at=await stage.now(), **first
    )
    await stage.env.sleep(timedelta(days=3))
    not_yet, sentence = await stage.refused(handle, PublishReport, COORDINATOR, **PUBLIC)
    later = await stage.now()

    await stage.decide(
        handle, RecordSending, COORDINATOR, recipient=Recipient.SECRETARY_OF_STATE, sent_at=later, **first
    )
    await stage.settle()

    day, _ = await earliest(handle)
    assert not_yet == "not_sent"
    assert "secretary of state" in sentence
    assert day == stage.drawn(stage.request(Plan.PUBLICATION, later)).steps[0].due
    assert {letter.facts["earliest_on"] for letter in stage.letters("report_sent_to_panel")} == {day.isoformat()}


async def test_nothing_publishes_itself_when_the_wait_is_over(stage: Stage) -> None:
    handle = await signed_off(stage)
    await sent(stage, handle)
    _, opens_at = await earliest(handle)

    await stage.wait_until(opens_at + timedelta(days=40))

    assert stage.recipients("publication_possible") == ["role:business_manager", "role:coordinator"]
    assert not stage.events("published")
    assert stage.standing(Part.PUBLICATION).next_action == "publish_report"


async def test_a_new_version_sent_restarts_the_wait(stage: Stage) -> None:
    handle = await signed_off(stage)
    await sent(stage, handle)
    before, opens_at = await earliest(handle)
    await stage.wait_until(opens_at)

    await sent(stage, handle, version=2, sha256=OTHER_SHA)
    after, opens_again = await earliest(handle)
    code, _ = await stage.refused(handle, PublishReport, COORDINATOR, **{**PUBLIC, "sha256": OTHER_SHA})
    await stage.wait_until(opens_again)

    assert after > before
    assert code == "too_early"
    assert {letter.facts["earliest_on"] for letter in stage.letters("wait_restarted")} == {after.isoformat()}
    assert len(stage.events("publication_possible")) == 2
    old, _ = await stage.refused(handle, PublishReport, COORDINATOR, **PUBLIC)
    assert old == "other_document"


async def test_a_hold_stops_publication_and_its_days_do_not_count(stage: Stage) -> None:
    handle = await signed_off(stage)
    await sent(stage, handle)
    before, opens_at = await earliest(handle)
    review_on = london_date(await stage.now()) + timedelta(days=60)
    await stage.decide(
        handle, HoldPublication, COORDINATOR, kind=HoldKind.COURT_ORDER, review_on=review_on, reasons="doc-order"
    )
    await stage.wait_until(opens_at + timedelta(days=14))

    held, sentence = await stage.refused(handle, PublishReport, COORDINATOR, **PUBLIC)
    await stage.decide(handle, ReleasePublication, COORDINATOR, hold=1, reasons="doc-lifted")
    await stage.settle()
    after, _ = await earliest(handle)

    assert held in ("held", "too_early")
    assert sentence
    assert not stage.events("publication_possible")
    assert after > before + timedelta(days=14)
    assert {letter.facts["earliest_on"] for letter in stage.letters("publication_released")} == {after.isoformat()}


async def test_a_hold_after_the_wait_is_over_still_stops_publication(stage: Stage) -> None:
    handle = await signed_off(stage)
    await sent(stage, handle)
    before, opens_at = await earliest(handle)
    await stage.wait_until(opens_at)
    review_on = london_date(await stage.now()) + timedelta(days=60)
    await stage.decide(
        handle, HoldPublication, COORDINATOR, kind=HoldKind.PANEL_COMMENT, review_on=review_on, reasons="doc-1"
    )

    code, sentence = await stage.refused(handle, PublishReport, COORDINATOR, **PUBLIC)
    await stage.decide(handle, ReleasePublication, COORDINATOR, hold=1, reasons="doc-2")
    await stage.settle()

    assert code == "held"
    assert "panel comment" in sentence
    assert (await earliest(handle))[0] == before


async def test_a_hold_from_the_lcspr_stands_until_it_is_released(stage: Stage) -> None:
    now = await stage.now()
    holds = Holds()
    told = await stage.told(
        HoldLcspr, QIIP_CHAIR, asked_by="doc-1", review_on=london_date(now) + timedelta(days=9), reasons="doc-2"
    )
    holds.begin(told, "proceedings", told.review_on)
    handle = await signed_off(stage, holds=holds.standing)
    await sent(stage, handle)
    await stage.env.sleep(timedelta(days=30))

    code, _ = await stage.refused(handle, PublishReport, COORDINATOR, **PUBLIC)

    assert code == "held"
    assert len(stage.events("hold_review_due")) == 1


async def test_family_and_staff_are_told_first(stage: Stage) -> None:
    handle = await signed_off(stage)
    await sent(stage, handle)
    _, opens_at = await earliest(handle)
    await stage.wait_until(opens_at)

    code, _ = await stage.refused(handle, PublishReport, COORDINATOR, **{**PUBLIC, "staff_told": False})

    assert code == "tell_family_first"


async def test_the_same_version_with_another_hash_is_refused(stage: Stage) -> None:
    handle = await signed_off(stage)
    values = {"report_version": 1, "sent_at": await stage.now()}
    await stage.decide(handle, RecordSending, COORDINATOR, recipient=Recipient.NATIONAL_PANEL, sha256=SHA, **values)

    code, _ = await stage.refused(
        handle, RecordSending, COORDINATOR, recipient=Recipient.SECRETARY_OF_STATE, sha256=OTHER_SHA, **values
    )

    assert code == "other_document"
    assert len(stage.events("sending_recorded")) == 1


async def test_after_publication_all_are_told_and_the_learning_cascades(stage: Stage) -> None:
    handle = await published(stage)
    links = {
        "findings": ADDRESS + "/findings",
        "briefing": ADDRESS + "/briefing",
        "learning_material": ADDRESS + "/learning",
    }

    await stage.decide(handle, RecordCascade, COORDINATOR, **links)

    assert set(BOTH) <= set(stage.recipients("report_published"))
    assert {"agency:A-001", "agency:A-002", "partner:health"} <= set(stage.recipients("learning_cascade"))
    assert stage.letters("learning_cascade")[0].facts["findings"] == links["findings"]
    assert stage.standing(Part.PUBLICATION).next_action == "record_availability_check"


async def test_the_report_stays_public_for_a_year_checked_every_month(stage: Stage) -> None:
    handle = await published(stage)
    on = london_date(await stage.now())
    missing = await stage.decide(handle, RecordAvailabilityCheck, COORDINATOR, available=False)
    task = stage.standing(Part.PUBLICATION).tasks
    back = await stage.decide(handle, RecordAvailabilityCheck, COORDINATOR, available=True)

    result = await handle.result()

    assert (missing, task, back) == ("not_available", ("report_not_available",), "available")
    assert (result.outcome, result.published_on) == (PublicationEnd.PUBLISHED, on)
    assert len(stage.events("availability_check_due")) == 11
    assert (london_date(await stage.now()) - on).days >= 365
    assert stage.standing(Part.PUBLICATION).ended


async def test_within_its_year_only_a_court_takes_the_report_down(stage: Stage) -> None:
    handle = await published(stage)

    code, sentence = await stage.refused(handle, WithdrawReport, COORDINATOR, court_order=False, reasons="doc-1")
    await stage.decide(handle, WithdrawReport, COORDINATOR, court_order=True, reasons="doc-order")
    result = await handle.result()

    assert code == "within_the_year"
    assert "court order" in sentence
    assert result.outcome is PublicationEnd.WITHDRAWN
    assert set(BOTH) <= set(stage.recipients("report_withdrawn"))


async def test_not_publishing_is_told_with_reasons_and_improvements_are_published(stage: Stage) -> None:
    handle = await signed_off(stage, outcome=LcsprEnd.NOT_TO_PUBLISH, decision_reasons="doc-harm")
    await stage.settle()
    other, _ = await stage.refused(handle, PublishReport, COORDINATOR, **PUBLIC)

    await stage.decide(handle, PublishImprovements, COORDINATOR, **PUBLIC)
    result = await handle.result()

    assert other == "not_to_publish"
    assert stage.recipients("not_published") == BOTH
    assert stage.events("not_published")[0].reasons == "doc-harm"
    assert result.outcome is PublicationEnd.NOT_PUBLISHED


async def test_the_executive_may_decide_against_publication_after_sign_off(stage: Stage) -> None:
    handle = await signed_off(stage)
    await sent(stage, handle)

    await stage.decide(handle, DecideAgainstPublication, EXECUTIVE, reasons="doc-harm")
    await stage.env.sleep(timedelta(days=30))

    assert stage.recipients("not_published") == BOTH
    assert not stage.letters("publication_possible")
    assert stage.standing(Part.PUBLICATION).next_action == "publish_improvements"


async def test_six_months_over_before_publication_is_still_told(stage: Stage) -> None:
    await signed_off(stage)

    await stage.env.sleep(timedelta(days=200))

    assert len(stage.events("publication_overdue")) == 1
    assert len(stage.events("delay_notice_needed")) == 1


async def test_what_the_lcspr_has_told_of_its_six_months_is_not_told_again(stage: Stage) -> None:
    await signed_off(stage, fired=("publication.publication_overdue.0",))

    await stage.env.sleep(timedelta(days=200))

    assert not stage.events("publication_overdue")
