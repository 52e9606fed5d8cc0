"""A due time's risk is a colour and a word, counted in working days."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from adapters.bank_holidays import EnglandBankHolidays
from adapters.policies import PolicyFolder
from admin.risk import RiskCode
from admin.wording import risk_in
from desk.words import Wordbook

FRI_18_DEC_10 = datetime(2026, 12, 18, 10, tzinfo=UTC)
FRI_18_DEC_17 = datetime(2026, 12, 18, 17, tzinfo=UTC)
MON_21_DEC_17 = datetime(2026, 12, 21, 17, tzinfo=UTC)
TUE_22_DEC_17 = datetime(2026, 12, 22, 17, tzinfo=UTC)


class NoAgencies:
    """A directory with nobody in it."""

    def agencies(self) -> list[object]:
        return []


@pytest.fixture
def book() -> Wordbook:
    return Wordbook(NoAgencies(), PolicyFolder(), EnglandBankHolidays())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("due", "now", "code", "word"),
    [
        (FRI_18_DEC_17, FRI_18_DEC_10, "today", "Due today"),
        (FRI_18_DEC_17, FRI_18_DEC_17, "late", "Late"),
        (MON_21_DEC_17, FRI_18_DEC_10, "soon", "Due soon"),
        (TUE_22_DEC_17, FRI_18_DEC_10, "on_time", "On time"),
        (None, FRI_18_DEC_10, "waiting", "Waiting"),
    ],
)
def test_the_risk_of_a_due_time(book: Wordbook, due: datetime | None, now: datetime, code: str, word: str) -> None:
    risk = risk_in(book, due, now, "gscp-2023")

    assert (risk.code, risk.word) == (code, word)


def test_over_a_weekend_one_working_day_is_soon(book: Wordbook) -> None:
    left = book.left(MON_21_DEC_17, FRI_18_DEC_17, "gscp-2023")

    assert (left.working_days, left.words) == (1, "1 working day left")


def test_what_is_late_is_late_though_somebody_outside_has_to_act(book: Wordbook) -> None:
    risk = risk_in(book, FRI_18_DEC_10, MON_21_DEC_17, "gscp-2023", waiting=True)

    assert risk.code is RiskCode.LATE


@pytest.mark.parametrize(("state", "word"), [("closed", "Closed"), ("paused", "Paused")])
def test_what_is_closed_or_paused_is_not_late(book: Wordbook, state: str, word: str) -> None:
    risk = risk_in(book, FRI_18_DEC_10, MON_21_DEC_17, "gscp-2023", **{state: True})

    assert risk.word == word


def test_no_two_risks_look_or_read_alike() -> None:
    from admin.risk import Risk

    risks = [Risk(code) for code in RiskCode]

    assert len({risk.word for risk in risks}) == len({risk.css for risk in risks}) == len(risks)
