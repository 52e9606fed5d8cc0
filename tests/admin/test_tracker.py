"""The tracker of all cases' actions: what keeps children safe now stands on top, whatever is due (R2, G1)."""

from __future__ import annotations

import re

from models.case import Part
from tests.admin.conftest import Pages
from tests.admin.page_words import words_of
from tests.admin.standing_cases import happened, opened


def test_what_keeps_children_safe_now_stands_above_what_has_a_date(pages: Pages) -> None:
    case = opened(pages.register, 1)
    happened(pages.register, case, Part.RAPID_REVIEW, "action_agreed", action="RR-1", owner="A-001", due="2026-11-25")
    happened(pages.register, case, Part.REVIEW, "immediate_action_ordered", number=1, owner="A-010")

    words = words_of(pages.as_("P-0002").get("/actions"))

    assert words.index("immediate action 1") < words.index("RR-1")
    assert "Showing 1 to 2 of 2" in words


def test_every_action_stands_on_exactly_one_page_however_many_have_no_date(pages: Pages) -> None:
    case = opened(pages.register, 1)
    for number in range(1, 29):
        happened(pages.register, case, Part.REVIEW, "immediate_action_ordered", number=number, owner="A-010")
        happened(
            pages.register,
            case,
            Part.RAPID_REVIEW,
            "action_agreed",
            action=f"RR-{number}",
            owner="A-001",
            due="2026-12-01",
        )

    browser = pages.as_("P-0002")
    seen = [
        each
        for number in (1, 2, 3)
        for each in re.findall(r"(?:immediate action|RR-) ?\d+<", browser.get(f"/actions?page={number}").text)
    ]

    assert len(seen) == len(set(seen)) == 56
    assert [each.startswith("immediate") for each in seen] == [True] * 28 + [False] * 28


def test_what_has_ended_is_one_list(pages: Pages) -> None:
    case = opened(pages.register, 1)
    happened(pages.register, case, Part.REVIEW, "immediate_action_ordered", number=1, owner="A-010")
    happened(pages.register, case, Part.REVIEW, "immediate_action_confirmed", number=1, owner="A-010")

    browser = pages.as_("P-0002")

    assert "No action is like this." in words_of(browser.get("/actions"))
    assert "immediate action 1" in words_of(browser.get("/actions?state=ended"))
