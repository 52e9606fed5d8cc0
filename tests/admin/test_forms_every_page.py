"""Every message and every form there is has its page, and what is filled in comes back as it was (K4)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from adapters.settings import PROJECT
from admin.forms.answers import answers, filled_from
from admin.forms.asked import questions_of_form, questions_of_message
from admin.forms.errands import errand_for, opening_errand
from admin.forms.filled import as_posted, taken
from admin.forms.questions import Question, questions
from desk.drafting import DOOR_FIELDS, marker_of
from models.authority import MAY
from models.forms import FORMS, FormRefused, file_form
from models.message import FromForm
from models.messages.catalogue import MESSAGES
from tests.admin.conftest import Pages
from tests.admin.forms_filling import demo_form, fields_of, open_case
from tests.admin.forms_markup import Markup, faults_of

LATER = date(2028, 1, 1)
DEMO_FORMS = sorted(path.stem for path in (PROJECT / "demo" / "forms").glob("*.json"))


def kind_of(form: Any) -> str:
    """Which form a demonstration's file fills in."""
    for kind in FORMS:
        try:
            file_form(kind, form, LATER)
        except FormRefused:
            continue
        return kind
    raise AssertionError("no form takes it")


def who_may(pages: Pages, command: str) -> str:
    """Somebody of the partnership who holds an office that may, and reads every case."""
    on = pages.clock.at.date()
    chosen = [row.person for row in pages.register.appointments(on) if row.role in MAY[command]]
    unit_first = sorted(chosen, key=lambda person: person not in ("P-0001", "P-0002"))
    return unit_first[0]


@pytest.mark.parametrize("command", list(MESSAGES))
def test_every_message_has_a_page_with_all_its_questions(pages: Pages, command: str) -> None:
    case = open_case(pages)

    shown = pages.as_(who_may(pages, command)).get(f"/cases/{case}/do/{command.replace('_', '-')}")

    assert shown.status_code == 200, shown.text[:500]
    assert faults_of(shown.text) == {}
    errand = errand_for(MESSAGES[command], case)
    if not errand.by_section:
        expected = {path for path, question in questions(errand.asks) if not question.parts}
        ids = fields_of_shape(shown.text)
        assert {path.replace("*", "0") for path in expected} <= ids


def fields_of_shape(html: str) -> set[str]:
    """The ids of a page."""
    markup = Markup()
    markup.feed(html)
    return set(markup.ids) | {id for id, _ in markup.named}


@pytest.mark.parametrize("command", list(MESSAGES))
def test_a_page_asks_all_that_its_message_asks_and_no_more(command: str) -> None:
    message = MESSAGES[command]

    asked = {item.name for item in questions_of_message(message).items}

    wanted = {
        name
        for name, field in message.model_fields.items()
        if name not in DOOR_FIELDS and not isinstance(marker_of(field), FromForm)
    }
    assert asked == wanted


@pytest.mark.parametrize("kind", list(FORMS))
def test_a_form_s_page_asks_every_box(kind: str) -> None:
    asks = questions_of_form(kind)
    errand = opening_errand("open_case.cfc", kind, "A form", "", "/cases/new/cfc")

    in_sections = [field for section in errand.sections() for field in section.fields]

    assert sorted(in_sections) == sorted(FORMS[kind].model_fields)
    assert sorted(item.name for item in asks.items) == sorted(FORMS[kind].model_fields)


@pytest.mark.parametrize("name", DEMO_FORMS)
def test_what_is_filled_in_comes_back_as_it_was(name: str) -> None:
    form = demo_form(name)
    kind = kind_of(form)
    asks = questions_of_form(kind)

    posted = list(as_posted(filled_from(asks, form)))
    filled, unknown = taken(asks, posted)
    values, wrongs = answers(asks, filled)

    assert (unknown, wrongs) == ([], [])
    assert file_form(kind, values, LATER) == file_form(kind, form, LATER)


@pytest.mark.parametrize("name", ["sin-two-children", "sin-christmas", "looked-after-death"])
def test_what_a_page_shows_is_what_was_filled_in(pages: Pages, name: str) -> None:
    form = demo_form(name)
    browser = pages.as_("P-0002")
    filled = filled_from(questions_of_form("sin"), form)
    blank = fields_of(browser.get("/cases/new/sin"))
    data = {**{field: blank[field] for field in ("_csrf", "_token", "_version", "_seen")}, "_do": ["save"]}
    for field, value in as_posted(filled):
        data.setdefault(field, []).append(value)

    saved = browser.post("/cases/new/sin", data=data)
    shown = fields_of(browser.get(saved.headers["location"]))

    answered = [(field, value) for field, values in shown.items() for value in values if value and field[0] != "_"]
    assert sorted(answered) == sorted((field, value) for field, value in as_posted(filled) if value)


def test_every_question_is_labelled_in_words() -> None:
    asked = [question for kind in FORMS for _, question in questions(questions_of_form(kind))]
    asked += [question for message in MESSAGES.values() for _, question in questions(questions_of_message(message))]

    unfit = [question for question in asked if not is_in_words(question)]

    assert unfit == []


def is_in_words(question: Question) -> bool:
    """No references, no underscores, no codes of the models."""
    said = [question.label, *(option.words for option in question.options)]
    return all(text and "_" not in text and "reference)" not in text and "(its" not in text for text in said)
