"""The audit trail in words: every code has a sentence, and every sentence says only what is on record (K2)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.register.audit import Entry
from admin.case.letter_words import LETTERS
from admin.case.sentence_table import TOLD, Told
from admin.case.sentences import Sentence, by_words, kind_of, sentence_of
from models.letters import PURPOSES
from models.people import SERVICE, Actor, Partner, Role
from tests.admin.entered import entered, reminders

MON_1_FEB = datetime(2027, 2, 1, 10, 0, tzinfo=UTC)
COORDINATOR = Actor(person="P-0002", role=Role.COORDINATOR)
ENTERED = entered()


def who(reference: str) -> str:
    return {"agency:A-010": "Ferndale School", "agency:A-001": "Social Care"}.get(reference, f"<{reference}>")


def told(action: str, by: Actor = COORDINATOR, reasons: str | None = None, **detail: Any) -> Sentence:
    return sentence_of(Entry(1, "e-1", "GSCP-2027-001", "review", MON_1_FEB, by, action, detail, reasons, "R3"), who)


def test_the_codes_are_found() -> None:
    assert {"vote_cast", "panel_not_quorate", "published", "report_refused", "document_viewed"} <= ENTERED.keys()
    assert len(reminders()) > 40


@pytest.mark.parametrize("action", sorted(ENTERED))
def test_every_code_that_can_be_entered_has_a_sentence(action: str) -> None:
    assert action in TOLD


@pytest.mark.parametrize("purpose", sorted(PURPOSES))
def test_every_letter_and_every_reminder_has_words(purpose: str) -> None:
    assert purpose in LETTERS


def test_every_reminder_of_every_policy_is_a_letter_with_words() -> None:
    assert reminders() <= LETTERS.keys()


@pytest.mark.parametrize("action", sorted(set(TOLD) & set(ENTERED)))
def test_a_sentence_asks_only_for_details_that_are_on_record(action: str) -> None:
    asked = set(re.findall(r"\{(\w+)", TOLD[action][1]))

    assert asked <= ENTERED[action]


@pytest.mark.parametrize("action", sorted(TOLD))
def test_a_sentence_stands_even_where_every_detail_is_missing(action: str) -> None:
    said = told(action).text

    assert said.endswith(".")
    assert not re.search(r"[\[\]{}|]|None", said)


def test_an_entry_says_what_happened_in_the_words_of_the_document() -> None:
    said = told("agency_asked", agency="A-010", due_day=5, short_notice="no")

    assert said.text == "Ferndale School was asked for its information, due on working day 5."
    assert (said.by, said.clause, said.kind) == ("Statutory Review Coordinator", "R3", Told.DECISION)


@pytest.mark.parametrize(
    ("action", "detail", "text"),
    [
        ("vote_cast", {"partner": "health", "proceed": True, "version": 2}, "The health partner voted Yes (vote 2)."),
        ("return_received", {"agency": "A-001", "answer": "no_records", "late": True, "return_version": 1},
         "Social Care returned its information: no records, late."),
        ("return_received", {"agency": "A-001", "answer": "full", "late": False, "return_version": 2},
         "Social Care returned its information: in full (version 2)."),
        ("submission_recorded", {"report_version": 3, "late": False}, "Version 3 went to the National Panel, in time."),
        ("panel_moved", {"meets_on": "2027-02-12"}, "The Rapid Review Panel was set to Friday 12 February 2027."),
        ("ballot_opened", {"closes_at": "2027-02-02T17:00:00+00:00"},
         "The vote opened. It closes on Tuesday 2 February 2027, 17:00."),
        ("kloes_settled", {"returns_missing": ()}, "Chronology and key lines of enquiry were settled."),
        ("kloes_settled", {"returns_missing": ["A-010"]},
         "Chronology and key lines of enquiry were settled. Returns missing: Ferndale School."),
        ("gaps_filled", {"gaps": ["children.0.date_of_birth"]},
         "Gaps in the form were filled. Still blank: children 1: date of birth."),
        ("letter_sent", {"to": "agency:A-010", "purpose": "information_requested"},
         "Sent to Ferndale School: information request."),
        ("return_overdue", {"alarm": "returns.return_overdue.5", "to": ["agency:A-010", "agency:A-001"]},
         "Reminder to Ferndale School and Social Care: the return is overdue."),
        ("ballot_closed", {"basis": "split", "proceeds": True},
         "The vote closed: the case proceeds to a Rapid Review. "
         "The vote was split, and on a split decision the presumption is to proceed."),
    ],
)  # fmt: skip
def test_details_are_told_in_words(action: str, detail: dict[str, Any], text: str) -> None:
    assert told(action, **detail).text == text


def test_a_code_of_a_later_release_is_shown_rather_than_hidden() -> None:
    assert told("something_quite_new").text == "Something quite new."


def test_the_reasons_and_the_document_of_an_entry_are_named_to_be_read() -> None:
    said = told("kloes_settled", reasons="D-9", document="D-7")

    assert (said.reasons, said.document) == ("D-9", "D-7")


def test_people_are_told_by_role_and_agency_never_by_name() -> None:
    member = Actor(person="P-0007", role=Role.QIIP_MEMBER, partner=Partner.HEALTH, deputy_for="P-0006")
    contact = Actor(person="P-0027", role=Role.AGENCY_CONTACT, agency="A-010")

    assert by_words(member, who) == "QiiP member for the health partner (as deputy)"
    assert by_words(contact, who) == "Agency's QiiP contact, Ferndale School"
    assert by_words(SERVICE, who) == "The review system"


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("chair_appointed", Told.DECISION),
        ("clock_paused", Told.CLOCK),
        ("return_reminder", Told.LETTER),
        ("letter_undeliverable", Told.LETTER),
        ("letter_sent", Told.SENT),
        ("case_viewed", Told.VIEW),
        ("part_failed", Told.SYSTEM),
        ("new", Told.SYSTEM),
    ],
)
def test_the_filters_know_what_kind_of_thing_happened(action: str, kind: Told) -> None:
    assert kind_of(action) is kind
