"""Key events out of a spreadsheet: pasted, not typed again (R4)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.forms.pasting import COLUMNS, pasted_rows
from tests.admin.conftest import Pages
from tests.admin.forms_filling import fields_of, follow, open_case, press
from tests.admin.forms_markup import faults_of

EVENT = COLUMNS["KeyEvent"]
MARCH_12 = {"day": "12", "month": "3", "year": "2026"}


def test_rows_are_taken_column_by_column() -> None:
    text = "Date\tTime\tEvent\tWhat\tSource\r\n12/03/2026\t9:05\tBruise\tSeen in PE\tLog\r\n\r\n"

    assert pasted_rows(EVENT, text) == [
        {"on": MARCH_12, "at": ["09:05"], "called": ["Bruise"], "what": ["Seen in PE"], "source": ["Log"]}
    ]


@pytest.mark.parametrize(
    "cell", ["12/03/2026", "12/03/26", "2026-03-12", "12.03.2026", "12 March 2026", "12-Mar-26", "2026-03-12 00:00:00"]
)
def test_dates_are_understood_as_spreadsheets_write_them(cell: str) -> None:
    assert pasted_rows(EVENT, f"{cell}\t\t\tSeen") == [{"on": MARCH_12, "what": ["Seen"]}]


def test_what_is_no_date_is_kept_in_words() -> None:
    assert pasted_rows(EVENT, "spring 2025\t\t\tMoved house") == [
        {"about_when": ["spring 2025"], "what": ["Moved house"]}
    ]


def test_a_cell_of_several_lines_stays_one() -> None:
    [row] = pasted_rows(EVENT, '12/03/2026\t\t\t"First line\nsecond ""line"""\tLog')

    assert row["what"] == ['First line\nsecond "line"']


@given(st.text(max_size=400))
def test_whatever_is_pasted_becomes_rows(text: str) -> None:
    assert all(isinstance(row, dict) for row in pasted_rows(EVENT, text))


def test_pasted_rows_join_those_that_are_there(pages: Pages) -> None:
    case = open_case(pages, "cfc", "cfc-split-vote")
    browser = pages.as_("P-0027")
    begun = follow(browser, press(browser, browser.get(f"/cases/{case}/do/agency-return-received"), "begin"))
    page = browser.get(f"{begun.request.url}&section=events")
    pasted = "\n".join(f"{day}/03/2026\t\tCalled {day}\tWhat happened\tLog" for day in range(1, 29))

    answers = {"form.key_events.0.what": "Typed.", "_paste.form.key_events": pasted}
    after = follow(browser, press(browser, page, "paste form.key_events", answers))

    fields = fields_of(after)
    assert fields["form.key_events.0.what"] == ["Typed."]
    assert fields["form.key_events.28.on.day"] == ["28"]
    assert faults_of(after.text) == {}
