"""What a form carries unseen, changed by hand: nobody acts as another, for another, or twice (T5, I1, E1; C8, C57)."""

from __future__ import annotations

from collections.abc import Mapping
from html import unescape

import httpx2 as httpx
import pytest
from fastapi.testclient import TestClient

from admin.forms import outcomes
from models.messages.rapid_review import AgencyReturnReceived
from models.people import Role
from tests.admin.conftest import FORM_TOKEN, Pages
from tests.admin.forms_filling import COORDINATOR, HEALTH, MANAGER, fields_of, open_case
from tests.admin.visitors import ASKED, NOT_ASKED, everybody_at

VOTE = {"partner": "health", "proceed": "yes", "reasons": "It must be understood."}
LATE = {"reasons": "It snowed."}


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No worker writes the record here: the next page need not wait for it."""
    monkeypatch.setattr(outcomes, "PATIENCE", 0.0)


def slip_of(browser: TestClient, path: str) -> dict[str, str]:
    """The hidden fields of a form as it was opened."""
    return {name: values[-1] for name, values in fields_of(browser.get(path)).items() if name.startswith("_")}


def send(browser: TestClient, path: str, slip: Mapping[str, str], values: Mapping[str, str]) -> httpx.Response:
    """Send a form with these hidden fields."""
    return browser.post(path, data={**slip, **values, "_do": "send"})


@pytest.mark.parametrize(
    "name", ["case", "by", "command_id", "at", "role", "person", "by.role", "version", "proceed.0"]
)
def test_a_field_that_is_not_asked_for_is_refused(pages: Pages, name: str) -> None:
    path = f"/cases/{open_case(pages)}/do/cast-vote"
    browser = pages.as_(HEALTH)

    answer = send(browser, path, slip_of(browser, path), {**VOTE, name: "executive"})

    assert answer.status_code == 422
    assert f"“{name}” is not asked for here" in unescape(answer.text)
    assert not pages.cases.asked


@pytest.mark.parametrize("given", ["proceed", "reasons", "partner"])
def test_what_is_said_to_be_given_still_has_to_be_there(pages: Pages, given: str) -> None:
    path = f"/cases/{open_case(pages)}/do/cast-vote"
    browser = pages.as_(HEALTH)

    answer = send(
        browser,
        path,
        {**slip_of(browser, path), "_given": given},
        {name: value for name, value in VOTE.items() if name != given},
    )

    assert answer.status_code == 422
    assert not pages.cases.asked


def test_a_token_is_its_person_s_own(pages: Pages) -> None:
    path = f"/cases/{open_case(pages)}/do/explain-lateness"
    slip = slip_of(pages.as_(MANAGER), path)

    answer = send(pages.as_(COORDINATOR), path, slip, LATE)

    assert answer.status_code == 409
    assert fields_of(answer)["reasons"] == [LATE["reasons"]]
    assert fields_of(answer)["_token"] != [slip["_token"]]
    assert not pages.cases.asked + pages.cases.told  # type: ignore[operator]


def test_a_token_is_for_one_case(pages: Pages) -> None:
    first, second = open_case(pages), open_case(pages, "cfc", "cfc-split-vote")
    browser = pages.as_(COORDINATOR)
    slip = slip_of(browser, f"/cases/{first}/do/explain-lateness")

    answer = send(browser, f"/cases/{second}/do/explain-lateness", slip, LATE)

    assert answer.status_code == 409
    assert not pages.cases.asked + pages.cases.told  # type: ignore[operator]


def test_another_s_draft_is_neither_read_nor_written(pages: Pages) -> None:
    path = f"/cases/{open_case(pages)}/do/explain-lateness"
    owner = pages.as_(MANAGER)
    slip = slip_of(owner, path)
    owner.post(path, data={**slip, "reasons": "Known to one alone.", "_do": "save"})

    thief = pages.as_(COORDINATOR)
    read = [thief.get(address) for address in (f"{path}?draft={slip['_token']}", f"/drafts/{slip['_token']}")]
    written = thief.post(path, data={**slip, "_version": "1", "reasons": "Mine now.", "_do": "save"})
    deleted = thief.post(f"/drafts/{slip['_token']}/delete", data={"_csrf": FORM_TOKEN})

    kept = pages.as_(MANAGER).get(f"{path}?draft={slip['_token']}")
    assert [answer.status_code for answer in (*read, deleted)] == [404, 404, 404]
    assert written.status_code == 409
    assert fields_of(kept)["reasons"] == ["Known to one alone."]


def test_what_another_handed_in_is_not_shown(pages: Pages) -> None:
    case = open_case(pages)
    path = f"/cases/{case}/do/explain-lateness"
    owner = pages.as_(MANAGER)
    done = send(owner, path, slip_of(owner, path), LATE).headers["location"]

    assert pages.as_(MANAGER).get(done).status_code == 200
    assert pages.as_(COORDINATOR).get(done).status_code == 404


@pytest.mark.parametrize(
    "capacity", ["executive///", "qiip_member/constabulary//", "qiip_member/health//deputy", "x", ""]
)
def test_nobody_votes_in_a_capacity_that_is_not_theirs(pages: Pages, capacity: str) -> None:
    path = f"/cases/{open_case(pages)}/do/cast-vote"
    browser = pages.as_(HEALTH)

    send(browser, path, {**slip_of(browser, path), "_as": capacity}, VOTE)

    assert {(told.by.person, told.by.role, told.by.partner) for told in pages.cases.asked} <= {
        (HEALTH, Role.QIIP_MEMBER, "health")
    }


@pytest.mark.parametrize("command", ["cast-vote", "recuse"])
def test_a_word_for_another_partner_is_refused_at_its_field_and_goes_nowhere(pages: Pages, command: str) -> None:
    path = f"/cases/{open_case(pages)}/do/{command}"
    browser = pages.as_(HEALTH)

    answer = send(browser, path, slip_of(browser, path), {**VOTE, "partner": "constabulary"})

    assert answer.status_code == 422
    assert 'href="#partner"' in answer.text
    assert "You speak for the health partner only" in answer.text
    assert not pages.cases.asked


async def test_an_agency_answers_for_itself_alone(pages: Pages) -> None:
    case, _ = await everybody_at(pages)
    held = pages.register.appointments(pages.clock.at.date())
    contact = next(row.person for row in held if row.agency == ASKED and row.role is Role.AGENCY_CONTACT)
    path = f"/cases/{case}/do/{AgencyReturnReceived.name.replace('_', '-')}"
    browser = pages.as_(contact)
    slip = slip_of(browser, f"{path}?answer=no-records")
    about = {"form.completed_by": "Somebody", "form.completed_by_role": "Nurse", "form.email": "a@b.example"}

    answer = send(browser, path, {**slip, "_variant": "no-records"}, {"agency": NOT_ASKED, **about})

    assert answer.status_code in (409, 422)
    assert not pages.cases.told


def test_a_new_person_gets_no_office_by_saying_so(pages: Pages) -> None:
    before = executives(pages)
    browser = pages.as_(MANAGER)
    hidden = slip_of(browser, "/settings/people/new")
    typed = {
        "name": "Ash Invented",
        "email": "ash@agency.example",
        "telephone": "",
        "role": "executive",
        "ref": "P-0001",
    }

    browser.post("/settings/people", data={**hidden, **typed, "roles": "executive", "_csrf": FORM_TOKEN})

    assert executives(pages) == before
    assert "Ash Invented" not in pages.as_(MANAGER).get("/settings/people/P-0001").text


def executives(pages: Pages) -> set[str]:
    return {row.person for row in pages.register.appointments(pages.clock.at.date()) if row.role is Role.EXECUTIVE}
