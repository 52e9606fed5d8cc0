"""The parts pages are made of: always a word beside a colour, errors that lead to their field, reasons for dates."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import UndefinedError

from admin.rendering import environment
from desk.words import Left
from models.explanation import DayReason, Explanation
from models.forms.errors import FieldError


def shown(part: str, call: str, **known: Any) -> str:
    """What a macro of a file of parts writes, its blanks run together."""
    names = call.partition("(")[0]
    source = f'{{% from "pages/parts/{part}.html" import {names} with context %}}{{{{ {call} }}}}'
    return " ".join(environment().from_string(source).render(form_token="a-token", **known).split())


@pytest.mark.parametrize(
    ("left", "word"),
    [
        (Left(-2, True, "overdue, 2 working days"), "Late"),
        (Left(0, True, "overdue"), "Late"),
        (Left(0, False, "today"), "Due today"),
        (Left(1, False, "1 working day left"), "Due soon"),
        (Left(2, False, "2 working days left"), "On time"),
    ],
)
def test_what_is_left_has_a_word_and_not_a_colour_alone(left: Left, word: str) -> None:
    assert f">{word}</strong>" in shown("status", "left_tag(left)", left=left)


def test_a_due_time_comes_with_its_weekday_and_what_is_left() -> None:
    at = datetime(2026, 12, 14, 17, tzinfo=UTC)

    page = shown("status", "due(at, left)", at=at, left=Left(3, False, "3 working days left"))

    assert "Mon 14 Dec 2026, 17:00" in page
    assert "(3 working days left)" in page


def test_a_status_nobody_knows_is_a_mistake_and_not_a_blank_tag() -> None:
    with pytest.raises(UndefinedError):
        shown("status", "status('latish')")


def test_the_summary_of_errors_leads_to_each_field() -> None:
    errors = [FieldError("children.0.date_of_birth", "child 1, date of birth", "is missing", "Fill it in.")]

    page = shown("forms", "error_summary(errors)", errors=errors)

    assert '<a href="#children.0.date_of_birth">Child 1, date of birth is missing. Fill it in.</a>' in page


def test_without_errors_there_is_no_summary() -> None:
    assert shown("forms", "error_summary(errors)", errors=[]) == ""


def test_the_error_stands_beside_its_own_field_only() -> None:
    errors = [FieldError("why", "Why", "is missing", "Fill it in.")]

    assert 'id="why-error"' in shown("forms", "error_beside(errors, 'why')", errors=errors)
    assert shown("forms", "error_beside(errors, 'when')", errors=errors) == ""


def test_what_a_form_was_given_is_never_taken_for_markup() -> None:
    errors = [FieldError("<b>", "<i>", "is missing", "Fill it in.")]

    page = shown("forms", "error_summary(errors)", errors=errors)

    assert "<b>" not in page
    assert "<i>" not in page


def test_every_form_carries_the_token_of_its_session() -> None:
    assert shown("forms", "csrf()") == '<input type="hidden" name="_csrf" value="a-token">'


def test_a_date_s_reason_lists_the_days_counted_and_those_skipped() -> None:
    reason = Explanation(
        result=date(2026, 4, 7),
        rule="1 working days; the start is day 0",
        calendar_version="england:1",
        days=(
            DayReason(date=date(2026, 4, 6), weekday="Monday", why="Easter Monday"),
            DayReason(date=date(2026, 4, 7), weekday="Tuesday", number=1, why="working day 1"),
        ),
        notes=("the bank holidays of 2031 are not from a published list",),
    )

    page = shown("facts", "why(reason, 'R1', 'the ballot')", reason=reason)

    assert "not counted: Easter Monday" in page
    assert "working day 1" in page
    assert "The bank holidays of 2031 are not from a published list." in page
    assert "(R1)" in page
    assert ": the ballot" in page


def test_what_is_not_known_says_so() -> None:
    assert "not known" in shown("facts", "summary([['Lead Reviewer', none]])")


def test_what_happened_says_when_and_by_whom() -> None:
    item = SimpleNamespace(
        at=datetime(2026, 3, 9, 10, tzinfo=UTC), title="Return received", by="the Coordinator", text="", clause="R5"
    )

    page = shown("timeline", "timeline(items)", items=[item])

    assert '<time datetime="2026-03-09T10:00:00+00:00">Mon 9 Mar 2026, 10:00</time>' in page
    assert "by the Coordinator" in page


def test_a_cell_of_a_table_carries_its_column_s_words_for_narrow_windows() -> None:
    page = shown("lists", "table('Cases', ['Case', 'Stage'], [['GSCP-2026-014', 'LCSPR']])")

    assert '<span class="pages-table__head" aria-hidden="true">Stage</span>LCSPR' in page
