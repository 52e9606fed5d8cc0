"""Lists in pages: the page asked for, or the nearest there is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.paging import paging


def address(number: int) -> str:
    return f"/cases?page={number}"


@pytest.mark.parametrize(
    ("asked", "number"),
    [(None, 1), ("", 1), ("2", 2), ("99", 3), ("0", 1), ("-1", 1), ("two", 1), ("²", 1), ("9" * 4000, 1)],
)
def test_whatever_is_asked_for_there_is_a_page(asked: str | None, number: int) -> None:
    assert paging(asked, 75, address, 25).number == number


@given(st.text(max_size=12), st.integers(0, 100_000), st.integers(1, 200))
def test_a_page_lies_within_its_list_and_leads_only_to_pages_there_are(asked: str, total: int, size: int) -> None:
    page = paging(asked, total, address, size)

    numbers = [item["number"] for item in page.links["items"] if "number" in item]  # type: ignore[attr-defined]
    assert 0 <= page.offset <= max(0, total - 1)
    assert {1, page.pages, page.number} <= set(numbers)
    assert numbers == sorted(set(numbers))
    assert numbers[-1] == page.pages


def test_a_page_says_what_it_shows() -> None:
    assert paging("2", 1204, address, 25).words == "Showing 26 to 50 of 1,204"
    assert paging("3", 60, address, 25).words == "Showing 51 to 60 of 60"
    assert paging("1", 0, address, 25).words == ""


def test_pages_left_out_are_marked() -> None:
    items = paging("7", 1204, address, 25).links["items"]

    shown = [item.get("number", "…") for item in items]  # type: ignore[attr-defined]
    assert shown == [1, "…", 6, 7, 8, "…", 49]


def test_the_first_page_has_none_before_it_and_the_last_none_after() -> None:
    first, last = paging("1", 50, address, 25).links, paging("2", 50, address, 25).links

    assert ("previous" in first, "next" in first) == (False, True)
    assert ("previous" in last, "next" in last) == (True, False)
