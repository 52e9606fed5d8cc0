"""The letters in the settings: every one can be looked at, as each reader sees it, with the file of its words (E1)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from adapters.letters import TEMPLATES, LetterHead, Letters
from adapters.settings import PROJECT
from admin.app import create_app
from admin.partnership.letter_rooms import READERS, ROOMS, letters_by_room, reader_of
from models.letters import PURPOSES
from tests.admin.conftest import Pages
from tests.admin.settings_forms import MANAGER, MEMBER


def test_every_letter_stands_in_one_room() -> None:
    listed = [line.purpose.name for _, lines in letters_by_room() for line in lines]

    assert sorted(listed) == sorted(PURPOSES)
    assert {purpose.room for purpose in PURPOSES.values()} == set(ROOMS)


def test_every_letter_is_shown_with_its_file_and_clause(pages: Pages) -> None:
    browser = pages.as_(MANAGER)

    for purpose in PURPOSES.values():
        shown = browser.get(f"/settings/letters/{purpose.name}").text

        assert "Subject: " in shown, purpose.name
        assert "cannot be written" not in shown, purpose.name
        assert f"templates/emails/{purpose.template}" in shown
        assert (PROJECT / "templates" / "emails" / purpose.template).is_file()


def test_the_list_leads_to_every_letter(pages: Pages) -> None:
    shown = pages.as_(MANAGER).get("/settings/letters").text

    assert [name for name in PURPOSES if f'href="/settings/letters/{name}"' not in shown] == []


@pytest.mark.parametrize(
    ("purpose", "reader"),
    [
        ("return_reminder", "agency:A-010"),
        ("return_escalated", "lead:A-010"),
        ("ballot_opened", "partner:health"),
        ("delay_notice", "body:national_panel"),
        ("case_opened", "role:coordinator"),
    ],
)
def test_a_letter_is_first_shown_to_whom_it_usually_goes(purpose: str, reader: str) -> None:
    assert reader_of(PURPOSES[purpose], "") == reader
    assert reader_of(PURPOSES[purpose], "role:nonsense") == reader


def test_the_greeting_follows_the_reader_chosen(pages: Pages) -> None:
    browser = pages.as_(MANAGER)

    shown = {to: browser.get("/settings/letters/stood_down", params={"to": to}).text for to in READERS}

    letters = {text.split('class="pages-letter">')[1] for text in shown.values()}
    assert len(letters) == len(READERS)


def test_a_template_that_cannot_be_used_says_what_is_wrong_with_it(pages: Pages, tmp_path: Path) -> None:
    for path in TEMPLATES.rglob("*.txt"):
        copy = tmp_path / "emails" / path.relative_to(TEMPLATES)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text("utf-8"), "utf-8")
    (tmp_path / "emails/review/case_opened.txt").write_text("Subject: {{ nobody_gives_this }}\n\nText.\n", "utf-8")
    letters = Letters(LetterHead(), tmp_path / "emails")
    pages.app = create_app(replace(pages.wiring, letters=letters))

    answer = pages.as_(MANAGER).get("/settings/letters/case_opened")

    assert answer.status_code == 200
    assert "nobody_gives_this" in answer.text
    assert "cannot be written as its template stands" in answer.text


def test_letters_are_for_the_business_unit(pages: Pages) -> None:
    assert pages.as_(MEMBER).get("/settings/letters").status_code == 403


@pytest.mark.parametrize("name", ["no_such_letter", "..%2Flayout%2Fframe"])
def test_a_letter_that_is_none_does_not_exist(pages: Pages, name: str) -> None:
    assert pages.as_(MANAGER).get(f"/settings/letters/{name}").status_code == 404
