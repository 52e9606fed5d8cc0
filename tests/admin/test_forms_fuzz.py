"""Whatever is posted, a page answers: never a failure of ours (K4)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from admin.forms import outcomes
from admin.forms.errands import errand_for
from admin.forms.questions import Question, questions
from models.messages.catalogue import MESSAGES
from tests.admin.conftest import FORM_TOKEN, Pages
from tests.admin.forms_filling import COORDINATOR, fields_of, open_case

ANSWERED = {200, 303, 400, 404, 409, 422}  # 400: what no browser of ours sends, refused before a page sees it
VALUES = st.one_of(
    st.sampled_from(
        ["", "yes", "no", "_not_known", "A-010", "P-0013", "31", "2026", "0", "-1", "1e9", "NaN", "health"]
    ),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=80),
)
BUTTONS = st.sampled_from(
    [
        "send",
        "continue",
        "save",
        "begin",
        "add form",
        "remove form.0",
        "add ",
        "remove ..",
        "x",
        "add minutes.attendees",
    ]
)
STRANGE = [
    "..",
    "form..x",
    "form.0",
    "0",
    "form.children.-1.forename",
    "form.children.999999999.forename",
    "a" * 300,
    "é.0",
]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcomes, "PATIENCE", 0.0)


def names_of(command: str) -> list[str]:
    """The names a page posts."""
    asked = questions(errand_for(MESSAGES[command], "GSCP-2026-001").asks)
    return [name.replace("*", "0") for path, question in asked for name in _posted(path, question)]


def _posted(path: str, question: Question) -> list[str]:
    return [f"{path}.{part}" for part in question.parts] or [path]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_whatever_is_posted_is_answered(pages: Pages, data: Any) -> None:
    case = pages.register.command("opened-by-sin-two-children")
    reference = case.case if case else open_case(pages)
    browser = pages.as_(COORDINATOR)
    command = data.draw(
        st.sampled_from(["hold_panel", "settle_chronology", "move_panel", "record_submission", "fill_gaps"])
    )
    names = st.sampled_from([*names_of(command), *STRANGE])
    path = f"/cases/{reference}/do/{command.replace('_', '-')}"
    fresh = fields_of(browser.get(path))
    slip = {name: values for name, values in fresh.items() if name.startswith("_")}
    posted = data.draw(st.dictionaries(names, st.lists(VALUES, max_size=3), max_size=25))

    answer = browser.post(path, data={**posted, **slip, "_do": data.draw(BUTTONS)})

    assert answer.status_code in ANSWERED, json.dumps(posted)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["_token", "_version", "_seen", "_do", "_section", "_back", "_as", "_check"]), VALUES
    )
)
def test_whatever_the_slip_says_is_answered(pages: Pages, slip: dict[str, str]) -> None:
    case = pages.register.command("opened-by-sin-two-children")
    reference = case.case if case else open_case(pages)
    browser = pages.as_(COORDINATOR)

    answer = browser.post(f"/cases/{reference}/do/hold-panel", data={**slip, "_csrf": FORM_TOKEN})

    assert answer.status_code in ANSWERED


def test_a_name_that_is_no_question_is_refused_by_its_name(pages: Pages) -> None:
    case = open_case(pages)
    browser = pages.as_(COORDINATOR)
    path = f"/cases/{case}/do/explain-lateness"
    slip = {name: values for name, values in fields_of(browser.get(path)).items() if name.startswith("_")}

    answer = browser.post(path, data={**slip, "reasons": "It snowed.", "nickname": "Bob", "_do": "send"})

    assert answer.status_code == 422
    assert "nickname" in answer.text
    assert not pages.cases.asked


@pytest.mark.parametrize("path", ["?draft=none", "?draft=%00", "?draft=../..", "?section=x", "?check=yes", "?answer=x"])
def test_a_strange_address_is_answered(pages: Pages, path: str) -> None:
    case = open_case(pages)

    answer = pages.as_(COORDINATOR).get(f"/cases/{case}/do/submit-report{path}")

    assert answer.status_code in (200, 400, 404)
