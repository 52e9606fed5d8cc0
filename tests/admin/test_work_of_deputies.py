"""Those who stand in: what waits for the principal is theirs when the principal is away or may not decide (T2, T4)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from models.case import Part
from models.people import Actor, Partner, Role
from tests.admin.conftest import Pages
from tests.admin.page_words import words_of
from tests.admin.standing_cases import happened, in_ballot, opened, stands

MEMBER, DEPUTY, COORDINATOR, STANDS_IN = "P-0006", "P-0007", "P-0002", "P-0003"
CHRISTMAS = datetime(2026, 12, 28, 10, tzinfo=UTC)  # the Coordinator is away


def in_words(pages: Pages, person: str) -> str:
    return words_of(pages.as_(person).get("/work"))


def test_while_the_principal_is_there_it_stands_under_as_a_deputy(pages: Pages) -> None:
    in_ballot(pages.register, 1)

    words = in_words(pages, DEPUTY)

    assert "Nothing waits for you now." in words
    under = words.index("As a deputy This waits for others who are there.")
    assert under < words.index("You are the deputy of the member of the QiiP for the health partner. Vote")


def test_a_deputy_finds_the_form_and_the_case(pages: Pages) -> None:
    in_ballot(pages.register, 1)

    assert 'href="/cases/GSCP-2026-001/do/cast-vote?partner=health"' in pages.as_(DEPUTY).get("/work").text


def test_when_the_principal_is_away_it_is_the_deputy_s_own(pages: Pages) -> None:
    case = opened(pages.register, 1)
    stands(pages.register, case, Part.RAPID_REVIEW, "submission", "record_submission", "role:coordinator")
    before = in_words(pages, STANDS_IN)

    pages.clock.at = CHRISTMAS

    away = in_words(pages, STANDS_IN)
    assert "As a deputy" in before
    assert "As a deputy" not in away
    assert "You are the deputy of the Statutory Review Coordinator. They are away." in away


def test_somebody_away_still_sees_their_own_work(pages: Pages) -> None:
    case = opened(pages.register, 1)
    stands(pages.register, case, Part.RAPID_REVIEW, "submission", "record_submission", "role:coordinator")
    pages.clock.at = CHRISTMAS

    assert "GSCP-2026-001" in in_words(pages, COORDINATOR)


def test_where_the_member_is_walled_off_the_deputy_votes(pages: Pages) -> None:
    case = in_ballot(pages.register, 1)
    in_ballot(pages.register, 2)
    by = Actor(person=MEMBER, role=Role.QIIP_MEMBER, partner=Partner.HEALTH)
    happened(pages.register, case, Part.THRESHOLD, "member_recused", person=MEMBER, partner=str(by.partner))

    words = in_words(pages, DEPUTY)

    assert "They have a conflict of interest in this case." in words
    assert words.index("GSCP-2026-001") < words.index("As a deputy") < words.index("GSCP-2026-002")
    assert "GSCP-2026-001" not in in_words(pages, MEMBER)


def test_a_deputy_without_anybody_to_stand_in_for_holds_the_office(pages: Pages, monkeypatch: Any) -> None:
    in_ballot(pages.register, 1)
    alone = Actor(person=DEPUTY, role=Role.QIIP_MEMBER, partner=Partner.HEALTH)
    monkeypatch.setattr(pages.register, "offices", lambda person, on: (alone,))

    assert "One thing waits for you." in in_words(pages, DEPUTY)


@pytest.mark.parametrize("person", ["P-0003", "P-0005", "P-0009", "P-0012"])
def test_every_deputy_of_the_directory_has_a_page(pages: Pages, person: str) -> None:
    in_ballot(pages.register, 1)

    assert pages.as_(person).get("/work").status_code == 200
