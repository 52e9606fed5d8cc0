"""While a vote is open, whoever has a vote sees that the others voted, and neither how nor why (T2, T5, K1)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from admin.forms import outcomes
from models.case import Part
from models.messages.threshold import CastVote
from models.record import Event, Record
from tests.admin.conftest import Pages
from tests.admin.forms_filling import COORDINATOR, HEALTH, SOCIAL_CARE, open_case, press
from tests.admin.standing_cases import happened

VOTE = {"partner": "health", "proceed": "no", "reasons": "It was an accident."}
SEEN, VEILED = "The health partner voted No.", "The health partner voted. How is shown when the vote has closed."


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No worker writes the record here: the next page need not wait for it."""
    monkeypatch.setattr(outcomes, "PATIENCE", 0.0)


def voted(pages: Pages, *, on_record: bool = True) -> tuple[str, str]:
    """A case in which the health partner has voted, and the paper that says why."""
    case = open_case(pages, "cfc", "cfc-split-vote")
    happened(pages.register, case, Part.THRESHOLD, "ballot_opened", pages.clock.at)
    browser = pages.as_(HEALTH)
    press(browser, browser.get(f"/cases/{case}/do/cast-vote"), "send", VOTE)
    [told] = pages.cases.asked
    assert isinstance(told, CastVote)
    detail = {"partner": "health", "proceed": False, "version": 1}
    cast = Event(id="v", at=told.at, action="vote_cast", by=told.by, detail=detail, clause="T2", reasons=told.reasons)
    if on_record:
        pages.register.record(Record(case=case, part=Part.THRESHOLD, at=told.at, events=(cast,)))
    return case, told.reasons


@pytest.mark.parametrize(("person", "says"), [(SOCIAL_CARE, VEILED), (HEALTH, SEEN), (COORDINATOR, SEEN)])
def test_the_timeline_and_the_case_say_how_a_partner_voted_to_those_who_have_no_other_vote(
    pages: Pages, person: str, says: str
) -> None:
    case, _ = voted(pages)

    shown = [pages.as_(person).get(f"/cases/{case}{page}").text for page in ("", "/timeline")]

    assert [says in page for page in shown] == [True, True]


@pytest.mark.parametrize("on_record", [True, False])
def test_the_reasons_are_no_paper_yet_for_another_partner_even_while_the_vote_is_on_its_way(
    pages: Pages, on_record: bool
) -> None:
    case, reasons = voted(pages, on_record=on_record)
    path = f"/cases/{case}/papers"

    codes = {who: pages.as_(who).get(f"{path}/{reasons}").status_code for who in (SOCIAL_CARE, HEALTH, COORDINATOR)}

    assert codes == {SOCIAL_CARE: 404, HEALTH: 200, COORDINATOR: 200}
    assert reasons not in pages.as_(SOCIAL_CARE).get(path).text
    assert reasons in pages.as_(HEALTH).get(path).text


def test_once_the_vote_has_closed_everybody_who_reads_the_case_sees_it(pages: Pages) -> None:
    case, reasons = voted(pages)
    closed = {"basis": "presumption", "proceeds": True}
    happened(pages.register, case, Part.THRESHOLD, "ballot_closed", pages.clock.at + timedelta(hours=1), **closed)

    assert SEEN in pages.as_(SOCIAL_CARE).get(f"/cases/{case}/timeline").text
    assert pages.as_(SOCIAL_CARE).get(f"/cases/{case}/papers/{reasons}").status_code == 200
