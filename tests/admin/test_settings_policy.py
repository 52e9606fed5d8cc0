"""The policy in the settings: every value named in words with its clause, and what two editions do not share (C7)."""

from __future__ import annotations

import re
from datetime import date

import pytest

from adapters.policies import PolicyFolder
from admin.partnership.policy_names import ADDRESSEES, NAMES, SECTIONS
from admin.partnership.policy_words import differences, lines_of
from models.policy_parts import RECIPIENTS
from tests.admin.conftest import Pages
from tests.admin.settings_forms import MANAGER, actor
from tests.desk.filing import a_case

EDITIONS = PolicyFolder().editions


@pytest.mark.parametrize("edition", sorted(EDITIONS))
def test_every_value_of_every_edition_has_a_name_a_section_and_its_clause(edition: str) -> None:
    lines = lines_of(EDITIONS[edition])

    keys = [line.key for line in lines]
    assert len(keys) == len(set(keys))
    assert {line.section for line in lines} <= set(SECTIONS)
    assert [line.key for line in lines if line.name == line.key or not line.says] == []
    without = {line.section for line in lines if not line.clause}
    assert without <= {"titles", "bodies", "guidance"}


@pytest.mark.parametrize("edition", sorted(EDITIONS))
def test_no_value_is_shown_as_a_code(edition: str) -> None:
    shown = [line.says for line in lines_of(EDITIONS[edition]) if line.section not in ("bodies", "titles")]

    assert [says for says in shown if re.search(r"_|DAY_AFTER|\bdatetime\b|Partner\.", says)] == []


def test_every_recipient_a_policy_may_name_has_words() -> None:
    assert set(ADDRESSEES) == RECIPIENTS


def test_no_name_is_kept_for_a_value_that_is_gone() -> None:
    keys = {line.key for edition in EDITIONS.values() for line in lines_of(edition)}

    assert {name for name in NAMES if name not in keys} <= {"hours.cut_off"}


def test_an_edition_does_not_differ_from_itself_and_two_differ_in_what_their_guidance_is() -> None:
    first, second = EDITIONS["gscp-2021"], EDITIONS["gscp-2023"]

    assert differences(first, first) == []
    assert "guidance.name" in [pair.line.key for pair in differences(first, second)]


def test_a_value_only_one_edition_has_is_told_for_the_other_as_missing() -> None:
    first, second = EDITIONS["gscp-2021"], EDITIONS["severnmouth-2024"]

    found = {pair.line.key: pair for pair in differences(first, second)}

    cut_off = found["hours.cut_off"]
    assert cut_off.first is None
    assert cut_off.second is not None


async def test_the_editions_say_which_is_in_force_and_how_many_cases_keep_each(pages: Pages) -> None:
    await a_case(pages.wiring.reception, actor(pages))

    shown = pages.as_(MANAGER).get("/settings/policy").text

    in_force = EDITIONS["gscp-2023"]
    assert in_force.is_valid_on(date(2026, 11, 24))
    assert re.search(rf"{in_force.edition}</a>\s*<strong[^>]*>In force", shown)
    assert "1 open, 0 closed" in shown
    assert "severnmouth-2024" not in shown


def test_an_edition_is_shown_value_by_value_with_its_clause(pages: Pages) -> None:
    shown = pages.as_(MANAGER).get("/settings/policy/gscp-2023").text

    assert "If votes are missing when the ballot closes" in shown
    assert "The case proceeds" in shown
    assert "policies/gscp-2023.toml" in shown


def test_two_editions_are_compared_on_a_page(pages: Pages) -> None:
    browser = pages.as_(MANAGER)

    shown = browser.get("/settings/policy/compare?first=gscp-2021&second=gscp-2023").text
    same = browser.get("/settings/policy/compare?first=gscp-2021&second=gscp-2021").text

    assert "Working Together" in shown
    assert "They say the same" in same


@pytest.mark.parametrize("edition", ["severnmouth-2024", "gscp-1999", "..%2F..%2Fetc%2Fpasswd"])
def test_an_edition_that_is_not_this_partnership_s_does_not_exist(pages: Pages, edition: str) -> None:
    assert pages.as_(MANAGER).get(f"/settings/policy/{edition}").status_code == 404


def test_nonsense_in_the_comparison_is_passed_over(pages: Pages) -> None:
    answer = pages.as_(MANAGER).get("/settings/policy/compare?first=%2F&second=<b>")

    assert answer.status_code == 200
    assert "<b>" not in answer.text
