"""The mailbox: what went out, to read as its reader does; another's way in is shown to nobody else (E1, K1)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from pydantic import SecretStr

from adapters.mail.mailbox import MailboxFolder
from adapters.mail.message import Sender
from adapters.settings import Profile, Settings
from models.case import Part
from models.people import SERVICE, Role
from models.post import Envelope, WrittenLetter
from models.record import Event, Letter, Record
from tests.admin.conftest import Pages
from tests.desk.filing import a_case

COORDINATOR, SCRUTINEER, HEALTH_MEMBER = "P-0002", "P-0020", "P-0006"
SENDER = Sender(address="reviews@partnership.example")
WAY_IN = "http://127.0.0.1:8080/request/a-token-of-43-letters"
Went = Callable[..., Awaitable[str]]


@pytest.fixture
async def case(pages: Pages) -> str:
    return await a_case(pages.wiring.reception, pages.register.actor("P-0001", on=pages.clock.at.date()))


@pytest.fixture
def went(pages: Pages) -> Went:
    """A letter that went out; its id. ``to``: through the outbox to this office, or at once where it is blank."""
    box = MailboxFolder(pages.wiring.settings.mailbox, SENDER)

    async def went_out(case: str, subject: str, text: str = "Words.\n", to: str = "role:coordinator") -> str:
        register, now = pages.register, pages.clock.at
        envelope = Envelope(
            key=f"{case} {subject}",
            to="someone@agency.example",
            letter=WrittenLetter(subject=f"{case}: {subject}", text=text),
            at=now,
        )
        posted = await box.send(envelope)
        if to:
            letter = Letter(purpose="ballot_opened", to=to, about=subject, any_hour=True)
            register.record(Record(case=case, part=Part.THRESHOLD, at=now, letters=(letter,)))
            (row,) = [row for row in register.claim_due(case, now, 60) if row.about == subject]
            register.mark_sent(row.id, posted.message_id, now)
        pages.clock.at = now + timedelta(minutes=1)
        return posted.message_id.strip("<>").partition("@")[0]

    return went_out


def outside_the_demo(pages: Pages) -> None:
    """As if this were a system with real people."""
    was = pages.wiring.settings
    serious = Settings.model_construct(**{**dict(was), "profile": Profile.PRODUCTION})
    object.__setattr__(pages.wiring, "settings", serious)


async def test_letters_are_listed_newest_first_with_case_matter_and_office(pages: Pages, case: str, went: Went) -> None:
    await went(case, "first")
    await went(case, "second", to="partner:health")

    page = pages.as_(COORDINATOR).get("/mailbox").text

    assert page.index(f"{case}: second") < page.index(f"{case}: first")
    assert "The QiiP member for the health partner" in page


async def test_the_letters_of_one_case_are_found(pages: Pages, case: str, went: Went) -> None:
    await went(case, "mine")
    await went("GSCP-2026-777", "theirs")

    page = pages.as_(COORDINATOR).get("/mailbox", params={"case": f" {case.lower()} "}).text

    assert f"{case}: mine" in page
    assert "theirs" not in page


async def test_a_long_list_comes_in_pages(pages: Pages, case: str, went: Went) -> None:
    for number in range(26):
        await went(case, f"letter {number:02}", to="")

    second = pages.as_(COORDINATOR).get("/mailbox", params={"page": 2, "case": case}).text

    assert "Showing 26 to 26 of 26" in second
    assert "letter 00" in second
    assert f"/mailbox?case={case}&amp;page=1" in second


def test_an_empty_mailbox_says_what_would_stand_there(pages: Pages) -> None:
    browser = pages.as_(COORDINATOR)

    assert "No letter has gone out yet." in browser.get("/mailbox").text
    assert "No letter about GSCP-2026-999 is here." in browser.get("/mailbox?case=gscp-2026-999").text


async def test_a_letter_is_shown_as_its_reader_sees_it(pages: Pages, case: str, went: Went) -> None:
    id = await went(case, "a new task", "To the Coordinator\n\nRéunion <b>bold</b>\n")

    answer = pages.as_(COORDINATOR).get(f"/mailbox/{id}")

    assert answer.status_code == 200
    assert "To the Coordinator\n\nRéunion &lt;b&gt;bold&lt;/b&gt;" in answer.text
    assert "someone@agency.example" in answer.text
    assert f'href="/cases/{case}"' in answer.text


async def test_in_the_demo_one_walks_in_everybody_s_shoes(pages: Pages, case: str, went: Went) -> None:
    id = await went(case, "a request", f"Your way in:\n\n{WAY_IN}\n", to="agency:A-010")

    page = pages.as_(COORDINATOR).get(f"/mailbox/{id}").text

    assert f'<a class="govuk-link" href="/request/a-token-of-43-letters">{WAY_IN}</a>' in page


async def test_elsewhere_another_s_way_in_is_not_shown(pages: Pages, case: str, went: Went) -> None:
    own = f"http://127.0.0.1:8080/cases/{case}"
    id = await went(case, "a request", f"{own}\n{WAY_IN}\n", to="agency:A-010")
    outside_the_demo(pages)

    page = pages.as_(SCRUTINEER).get(f"/mailbox/{id}").text

    assert "a-token-of-43-letters" not in page
    assert "a link that is for its reader alone" in page
    assert f'href="/cases/{case}"' in page


async def test_elsewhere_a_letter_sent_at_once_is_not_shown_for_it_may_carry_a_code(
    pages: Pages, case: str, went: Went
) -> None:
    id = await went(case, "your code", "Your code is 493027.\n", to="")
    outside_the_demo(pages)

    page = pages.as_(SCRUTINEER).get(f"/mailbox/{id}").text

    assert "493027" not in page
    assert "its text is not shown to others" in page


async def test_an_address_elsewhere_is_no_link(pages: Pages, case: str, went: Went) -> None:
    id = await went(
        case, "a report", "https://127.0.0.1.evil.example/request/x and http://127.0.0.1:8080@evil.example/\n"
    )

    page = pages.as_(COORDINATOR).get(f"/mailbox/{id}").text

    assert "evil.example" in page
    assert 'href="/request/x' not in page
    assert 'evil.example"' not in page


async def test_whoever_is_walled_off_a_case_sees_no_letter_of_it(pages: Pages, case: str, went: Went) -> None:
    id = await went(case, "a decision")
    detail = {"person": COORDINATOR, "role": str(Role.COORDINATOR)}
    wall = Event(id="wall", at=pages.clock.at, action="conflict_declared", by=SERVICE, detail=detail)
    pages.register.record(Record(case=case, part=Part.RAPID_REVIEW, at=pages.clock.at, events=(wall,)))

    browser = pages.as_(COORDINATOR)

    assert "a decision" not in browser.get("/mailbox").text
    assert "a decision" not in browser.get("/mailbox", params={"case": case}).text
    assert browser.get(f"/mailbox/{id}").status_code == 404
    assert browser.get(f"/mailbox/{id}/1").status_code == 404


async def test_reading_a_letter_is_on_record_in_its_case(pages: Pages, case: str, went: Went) -> None:
    id = await went(case, "a new task")

    pages.as_(COORDINATOR).get(f"/mailbox/{id}")

    last = pages.register.audit_of(case)[-1]
    assert (last.action, last.by.person, last.detail) == ("case_viewed", COORDINATOR, {"page": "letter", "letter": id})


async def test_looking_through_the_mailbox_is_on_record(pages: Pages, case: str, went: Went) -> None:
    await went(case, "a new task")

    pages.as_(COORDINATOR).get("/mailbox")

    last = pages.register.audit_of("")[-1]
    assert (last.action, last.by.person, last.detail) == ("page_viewed", COORDINATOR, {"page": "mailbox"})


@pytest.mark.parametrize("id", ["x-1", "0" * 40, "..%2fregister", "a" * 5000])
def test_a_letter_that_is_none_is_not_there(pages: Pages, id: str) -> None:
    browser = pages.as_(COORDINATOR)

    assert browser.get(f"/mailbox/{id}").status_code == 404
    assert browser.get(f"/mailbox/{id}/1").status_code == 404


def test_others_do_not_see_the_mailbox(pages: Pages) -> None:
    assert pages.as_(HEALTH_MEMBER).get("/mailbox").status_code == 403


def test_where_letters_go_out_by_mail_the_page_says_so(pages: Pages) -> None:
    by_mail = {**dict(pages.wiring.settings), "mail_url": SecretStr("smtps://relay.example:465")}
    object.__setattr__(pages.wiring, "settings", Settings.model_construct(**by_mail))

    answer = pages.as_(COORDINATOR).get("/mailbox")

    assert "Letters go out by e-mail here" in answer.text
    assert "relay.example" not in answer.text
    assert pages.as_(COORDINATOR).get(f"/mailbox/{'0' * 40}").status_code == 404
