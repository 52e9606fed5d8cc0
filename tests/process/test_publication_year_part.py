"""The year in public and the other course, alone on a real server (P3-P5, L3)."""

from __future__ import annotations

from datetime import timedelta

from models.case import Part
from models.lcspr import LcsprEnd
from models.london import london_date
from models.messages.publication import (
    DecideAgainstPublication,
    PublishImprovements,
    PublishReport,
    RecordAvailabilityCheck,
    RecordCascade,
    WithdrawReport,
)
from models.publication import PublicationEnd
from tests.process.publication_steps import ADDRESS, BOTH, PUBLIC, published, sent, signed_off
from tests.process.stage import COORDINATOR, EXECUTIVE, Stage


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
