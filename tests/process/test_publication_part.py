"""Publication, alone on a real server: nothing publishes itself (P1-P5)."""

from __future__ import annotations

from datetime import timedelta

from models.case import Part
from models.holds import Holds
from models.london import london_date
from models.messages.lcspr import HoldLcspr
from models.messages.publication import (
    HoldKind,
    HoldPublication,
    PublishReport,
    Recipient,
    RecordSending,
    ReleasePublication,
)
from models.timetable import Plan
from tests.process.publication_steps import OTHER_SHA, PUBLIC, SHA, earliest, sent, signed_off
from tests.process.stage import COORDINATOR, QIIP_CHAIR, Stage


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
