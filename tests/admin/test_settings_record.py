"""The record in the settings: checked, taken away, and what stands in the way of the work said plainly (K2, K5, E5)."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from admin.app import create_app
from models.brief import PlanView
from models.case import Part
from models.messages.rapid_review import AppointChair
from models.record import Letter, Record
from tests.adapters.book import meddle
from tests.admin.conftest import FORM_TOKEN, Pages
from tests.admin.settings_forms import EXECUTIVE, MANAGER, MEMBER, actions, actor
from tests.desk.filing import a_case, chair
from workflows.client import NoAnswerYet, PartNotRunning

RECORD = "/settings/record"
POSTED = {"_csrf": FORM_TOKEN}


class Well:
    """A service that does its work."""

    async def plan(self, case: str, part: Part) -> PlanView:
        raise PartNotRunning(part)

    async def answers(self) -> bool:
        return True


def test_the_page_says_how_many_entries_there_are_and_which_key_is_active(pages: Pages) -> None:
    shown = pages.as_(MANAGER).get(RECORD).text

    entries, head = pages.register.audit_head()
    assert f">{entries}</dd>" in shown
    assert head in shown
    assert re.search(r"test-1</th>\s*<td.*?Active", shown, re.S)


def test_a_record_that_holds_is_said_to_hold_and_who_asked_is_on_record(pages: Pages) -> None:
    before = pages.register.audit_head()[0]

    shown = pages.as_(EXECUTIVE).post(f"{RECORD}/verify", data=POSTED).text

    assert f"all {before} entries are there" in shown
    entry = pages.register.audit_of("")[-1]
    assert (entry.action, entry.by.person, entry.detail["ok"]) == ("audit_verified", EXECUTIVE, True)


def test_a_record_that_was_tampered_with_is_said_not_to_hold(pages: Pages) -> None:
    meddle(pages.register, "DROP TRIGGER audit_no_update", "UPDATE audit SET person = 'P-0099' WHERE seq = 1")

    shown = pages.as_(MANAGER).post(f"{RECORD}/verify", data=POSTED).text

    assert "The record does not hold" in shown
    assert "Entry 1: the row was altered" in shown


def test_the_download_can_be_checked_without_this_software(pages: Pages) -> None:
    answer = pages.as_(MANAGER).post(f"{RECORD}/export", data=POSTED)

    lines = [json.loads(line) for line in answer.text.splitlines()]
    previous = "0" * 64
    for line in lines:
        own = line.pop("hash")
        written = json.dumps(line, sort_keys=True, separators=(",", ":"))
        assert (line["prev_hash"], sha256(written.encode()).hexdigest()) == (previous, own)
        previous = own
    assert lines[-1]["action"] == "audit_exported"
    assert 'filename="audit-trail-2026-11-24.jsonl"' in answer.headers["content-disposition"]


def test_the_service_away_and_the_service_well_are_told_apart(pages: Pages) -> None:
    away = pages.as_(MANAGER).get(RECORD).text
    pages.app = create_app(replace(pages.wiring, plans=Well()))

    well = pages.as_(MANAGER).get(RECORD).text

    assert "Does not answer" in away
    assert "Does not answer" not in well
    assert "does its work" in well


async def test_what_was_handed_in_and_not_answered_is_counted(pages: Pages) -> None:
    case = await a_case(pages.wiring.reception, actor(pages))
    pages.cases.fails = NoAnswerYet("away")
    await pages.wiring.desk.hand_in(AppointChair, case, actor(pages), "token-1", chair())

    shown = pages.as_(MANAGER).get(RECORD).text

    assert "1 message was handed in and not answered yet, the oldest on Tue 24 Nov 2026, 09:30." in shown


async def test_a_letter_that_reached_nobody_is_shown_with_what_to_do(pages: Pages) -> None:
    case, at = await a_case(pages.wiring.reception, actor(pages)), pages.clock.at
    letter = Letter(purpose="information_requested", to="agency:A-010")
    pages.register.record(Record(case=case, part=Part.RAPID_REVIEW, at=at, events=(), letters=(letter,)))
    (claimed,) = pages.register.claim_due(case, at + timedelta(minutes=1), 60)
    pages.register.mark_permanent(claimed.id, "no_such_address", at)

    shown = pages.as_(MANAGER).get(RECORD).text

    assert f'href="/cases/{case}/letters"' in shown
    assert "Information request" in shown
    assert "Could not be delivered: telephone them" in shown


@pytest.mark.parametrize("address", ["", "/verify", "/export"])
def test_the_record_is_not_for_everybody(pages: Pages, address: str) -> None:
    browser = pages.as_(MEMBER)

    answer = browser.post(RECORD + address, data=POSTED) if address else browser.get(RECORD)

    assert answer.status_code == 403
    assert "audit_exported" not in actions(pages)
