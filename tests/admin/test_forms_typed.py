"""What is typed becomes days, hours and instants of London, or a sentence that says what is wrong (C2, K4)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.forms import typed
from admin.forms.answers import answers, filled_from
from admin.forms.filled import as_posted, taken
from admin.forms.questions import Group, Question
from admin.forms.typed import Unusable

DAYS = st.dates(date(1000, 1, 1), date(9998, 12, 31))
MINUTES = st.integers(0, 25_000_000)  # from 1990 into 2037
TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u202a\u202b\u202d\u202e"), max_size=300
)


@given(DAYS)
def test_a_day_comes_back_as_it_was(on: date) -> None:
    assert typed.day(typed.parts_of_day(on)) == on


@given(MINUTES)
def test_an_instant_comes_back_as_it_was_to_the_minute(minutes: int) -> None:
    at = datetime(1990, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)

    assert typed.moment(typed.parts_of_moment(at)).astimezone(UTC) == at


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("9:05", "09:05"),
        ("09.05", "09:05"),
        ("0905", "09:05"),
        ("2pm", "14:00"),
        ("12 am", "00:00"),
        ("12.30pm", "12:30"),
    ],
)
def test_hours_are_understood_as_people_write_them(text: str, said: str) -> None:
    assert f"{typed.clock(text):%H:%M}" == said


@pytest.mark.parametrize("text", ["", "9", "25:00", "13pm", "9:60", "noon", "9:5", "٩:٠٥", "-1:00"])
def test_what_is_no_hour_is_refused(text: str) -> None:
    with pytest.raises(Unusable):
        typed.clock(text)


@pytest.mark.parametrize(
    ("parts", "part"),
    [
        (("31", "2", "2026"), "day"),
        (("", "2", "2026"), "day"),
        (("1", "", "2026"), "month"),
        (("1", "2", ""), "year"),
        (("1", "2", "26"), "year"),
        (("1", "13", "2026"), "day"),
        (("x", "2", "2026"), "day"),
        (("1", "Smarch", "2026"), "month"),
        (("٣", "2", "2026"), "day"),
    ],
)
def test_what_is_no_day_is_refused_at_the_part_to_mend(parts: tuple[str, str, str], part: str) -> None:
    with pytest.raises(Unusable) as refused:
        typed.day(dict(zip(("day", "month", "year"), parts, strict=True)))

    assert refused.value.part == part


def test_a_month_may_be_named() -> None:
    assert typed.day({"day": "27", "month": "March", "year": "2026"}) == date(2026, 3, 27)


def test_the_hour_that_the_clocks_leave_out_is_refused() -> None:
    sun_29_mar = {"day": "29", "month": "3", "year": "2026", "time": "01:30"}

    with pytest.raises(Unusable, match="leave out"):
        typed.moment(sun_29_mar)


def test_the_hour_that_happens_twice_is_asked_about_and_told_apart() -> None:
    sun_25_oct = {"day": "25", "month": "10", "year": "2026"}

    with pytest.raises(Unusable) as refused:
        typed.moment({**sun_25_oct, "time": "01:30"})
    first = typed.moment({**sun_25_oct, "time": "01:30 BST"})
    second = typed.moment({**sun_25_oct, "time": "01:30 gmt"})

    assert "01:30 BST for the first time" in refused.value.mend
    assert second.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=1)


@given(TEXTS)
def test_a_text_in_any_script_comes_back_trimmed_and_otherwise_as_typed(text: str) -> None:
    asks = Group("", "", (Question("said", "Said", "text", longest=20_000),))

    filled, unknown = taken(asks, as_posted(filled_from(asks, {"said": text})))
    values, wrongs = answers(asks, filled)

    plain = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    assert (unknown, wrongs) == ([], [])
    assert values == ({"said": plain} if plain and plain != "_not_known" else {})


@pytest.mark.parametrize("letter", ["\x07", "\x1b", "\u202e"])
def test_what_cannot_be_shown_is_refused_by_its_number(letter: str) -> None:
    asks = Group("", "", (Question("said", "Said", "text", longest=20_000),))

    _, wrongs = answers(asks, {"said": [f"before {letter} after"]})

    assert [f"U+{ord(letter):04X}" in wrong.text for wrong in wrongs] == [True]


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_whatever_is_typed_for_an_instant_is_one_or_is_refused(day: str, month: str, year: str, hour: str) -> None:
    parts = {"day": day, "month": month, "year": year, "time": hour}

    try:
        at = typed.moment(parts)
    except Unusable:
        return

    assert at.tzinfo is not None
