"""The questions' own markup is that of the GOV.UK macros, only drawn faster: an upgrade that changes it shows here."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest

from admin.forms.answers import Wrong
from admin.forms.questions import Option, Question
from admin.forms.views import Shown, question_view
from admin.rendering import environment
from tests.admin.forms_markup import faults_of

OURS = environment().get_template("pages/forms/questions.html").module
YES_NO = (Option("yes", "Yes"), Option("no", "No"))
ERROR = "Write an answer"
LEGEND = {"legend": {"text": "Asked", "classes": "govuk-fieldset__legend--s"}}


class Tags(HTMLParser):
    """The tags of a piece of markup with their attributes, and its words, whitespace aside."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Any] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: " ".join(sorted((value or "").split())) for name, value in attrs if name != "spellcheck"}
        self.found.append((tag, tuple(sorted(given.items()))))

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.found.append(" ".join(data.split()))


def tags(markup: str) -> list[Any]:
    parsed = Tags()
    parsed.feed(markup)
    return parsed.found


def drawn(question: Question, here: Any) -> str:
    """A question with something wrong, as our templates draw it."""
    shown = Shown.of(lambda path, question: (), [Wrong("x.y", ERROR)])
    return str(OURS.question(question_view(question, here, shown, "x.y")))


def told(**more: Any) -> dict[str, Any]:
    return {"hint": {"text": "A hint"}, "errorMessage": {"text": ERROR}, **more}


LABEL = {"label": {"text": "Asked", "classes": "govuk-label--s"}, "id": "x.y", "name": "x.y"}
ASKED = {"label": "Asked", "needed": True, "hint": "A hint"}
SAME = [
    (
        Question("y", kind="line", **ASKED),
        ["typed"],
        "govukInput",
        told(**LABEL, value="typed", autocomplete="off", type="text"),
    ),
    (
        Question("y", kind="choice", options=YES_NO, **ASKED),
        ["no"],
        "govukRadios",
        told(
            idPrefix="x.y", name="x.y", value="no", fieldset=LEGEND, classes="govuk-radios--inline",
            items=[{"value": "yes", "text": "Yes"}, {"value": "no", "text": "No"}],
        ),
    ),
    (
        Question("y", kind="choices", options=YES_NO, **ASKED),
        ["no"],
        "govukCheckboxes",
        told(
            idPrefix="x.y", name="x.y", values=["no"], fieldset=LEGEND, classes="govuk-checkboxes--small",
            items=[{"value": "yes", "text": "Yes"}, {"value": "no", "text": "No"}],
        ),
    ),
    (
        Question("y", kind="person", options=YES_NO, **ASKED),
        ["no"],
        "govukSelect",
        told(
            **LABEL, value="no",
            items=[{"value": "", "text": "Choose"}, {"value": "yes", "text": "Yes"}, {"value": "no", "text": "No"}],
        ),
    ),
    (
        Question("y", kind="day", **ASKED),
        {"day": "1", "month": "2", "year": "2026"},
        "govukDateInput",
        told(
            id="x.y", fieldset=LEGEND,
            items=[
                {
                    "name": f"x.y.{part}", "id": f"x.y.{part}", "label": part.capitalize(), "value": value,
                    "classes": f"govuk-input--width-{width} govuk-input--error", "autocomplete": "off",
                }
                for part, value, width in (("day", "1", 2), ("month", "2", 2), ("year", "2026", 4))
            ],
        ),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("question", "here", "macro", "options"), SAME)
def test_a_question_is_drawn_as_the_design_system_draws_it(
    question: Question, here: Any, macro: str, options: dict[str, Any]
) -> None:
    theirs = str(environment().globals[macro](options))  # type: ignore[operator]

    assert tags(drawn(question, here)) == tags(theirs)


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ('<p id="a"></p><p id="a"></p>', "ids twice"),
        ('<label for="b">x</label>', "labels of nothing"),
        ('<input id="c" type="text">', "fields without a label"),
        ('<a href="#d">x</a>', "links to nothing"),
        ('<p aria-describedby="e"></p>', "descriptions of nothing"),
        ("<fieldset><div></div></fieldset>", "fieldsets without a legend"),
    ],
)
def test_what_the_pages_are_held_to_is_noticed(html: str, fault: str) -> None:
    assert list(faults_of(html)) == [fault]
