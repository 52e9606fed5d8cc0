"""Codes in the words of the house: titles and agencies, never a person; working days left; tasks for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pytest

from adapters.bank_holidays import EnglandBankHolidays
from adapters.policies import PolicyFolder
from adapters.register import Register
from desk.words import Wordbook, task_words
from models.london import LONDON
from models.messages.catalogue import MESSAGES
from models.to_do import TO_DO, to_do

AT_10_ON_TUE_24_NOV = datetime(2026, 11, 24, 10, tzinfo=LONDON)


@dataclass(frozen=True)
class Case:
    """Who chairs and leads."""

    independent_chair: str | None = "P-0031"
    lead_reviewer: str | None = "P-0032"


@pytest.fixture
def book(register: Register) -> Wordbook:
    return Wordbook(register, PolicyFolder(), EnglandBankHolidays())


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        (None, "nobody"),
        ("none", "nobody"),
        ("signatories", "those who sign"),
        ("role:coordinator", "the Statutory Review Coordinator"),
        ("partner:health", "the QiiP member for the health partner"),
        ("body:national_panel", "the National Panel"),
        ("person:P-0031", "the Independent Chair"),
        ("person:P-0032", "the Lead Reviewer"),
        ("person:P-0099", "P-0099"),
        ("release:court_order:2", "the end of hold 2 (court order)"),
        ("release:national_review:0", "the end of the national review"),
    ],
)
def test_who_holds_or_is_waited_for_is_said_by_title(book: Wordbook, reference: str | None, said: str) -> None:
    assert book.who(reference, Case()) == said


def test_an_agency_is_called_by_its_name(book: Wordbook, register: Register) -> None:
    agency = register.agencies()[0]

    found = [book.who(text) for text in (f"agency:{agency.ref}", f"lead:{agency.ref}", f"A-1:agency:{agency.ref}")]

    assert found == [agency.name, f"{agency.name} (safeguarding lead)", f"{agency.name} (action A-1)"]


@pytest.mark.parametrize(
    ("due", "left", "words"),
    [
        (datetime(2026, 11, 24, 17, tzinfo=LONDON), 0, "today"),
        (datetime(2026, 11, 24, 9, tzinfo=LONDON), 0, "overdue"),
        (datetime(2026, 11, 20, 17, tzinfo=LONDON), -2, "overdue, 2 working days"),
        (datetime(2026, 11, 25, 17, tzinfo=LONDON), 1, "1 working day left"),
        (datetime(2026, 11, 30, 17, tzinfo=LONDON), 4, "4 working days left"),
    ],
)
def test_what_is_left_is_counted_in_working_days(book: Wordbook, due: datetime, left: int, words: str) -> None:
    found = book.left(due, AT_10_ON_TUE_24_NOV, "gscp-2023")

    assert (found.working_days, found.words) == (left, words)


@pytest.mark.parametrize(
    ("task", "said"),
    [
        ("telephone:role:qiip_chair:x_y", "Telephone them: a letter did not arrive (the QiiP Chair; x y)"),
        ("part_failed:panel-reply", "Have a part of this case started again: the National Panel's reply"),
        ("fill_gaps", "Complete the Case for Consideration"),
        ("tell_case:national_review", "Have the case told what was decided: national review"),
    ],
)  # fmt: skip
def test_a_task_is_said_with_its_verb_first(book: Wordbook, task: str, said: str) -> None:
    assert task_words(task, book) == said


def test_everything_that_can_be_asked_of_people_has_words() -> None:
    assert set(MESSAGES) - set(TO_DO) == set()


def test_a_new_code_stops_nothing() -> None:
    assert to_do("weigh_the_evidence") == "Weigh the evidence"
