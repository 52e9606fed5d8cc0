"""Other ways to take part: by an agency's link without an account, with the keyboard alone, while Temporal is away."""

from __future__ import annotations

import re

import pytest

from adapters.mail.mailbox import KeptLetter, kept_letters
from adapters.temporal import wait_until_serving
from demo.caseload.families import sin
from demo.caseload.returns import answer
from demo.cast import CONTACTS, FRANKIE, KERRY, MORGAN, ROBIN
from models.london import london_date
from tests.browser.deciding import goes_to_form, send
from tests.browser.house import House
from tests.browser.journey import Case
from tests.browser.keyboard import Keyboard
from tests.browser.screens import Screens
from tests.faults.live import PATIENCE
from tests.faults.looking import until

SCHOOL = "A-010"
NO_INTERESTS = "No interests to declare."


@pytest.fixture
def case(house: House, screens: Screens) -> Case:
    return Case(screens, house.live.now, london_date(house.live.now()))


def letters_with(house: House, words: str) -> list[KeptLetter]:
    """The school's letters that say this, oldest first."""
    letters = kept_letters(house.settings.mailbox)
    return [each for each in letters if "fernwick-academy" in each.to and re.search(words, each.text)]


async def test_an_agency_answers_by_its_link_without_an_account(house: House, screens: Screens, case: Case) -> None:
    await case.raised_by(KERRY, "sin", sin("Linnet Quire", 9, "A girl", "Linnet was left alone for days."))
    await until(lambda: bool(letters_with(house, "/link/")), "the letter with the link has come")
    link = re.search(r"/link/\S+", letters_with(house, "/link/")[-1].text)
    assert link is not None

    school = await screens.as_("")
    await school.opens(link.group())
    await school.presses("Send me a code")
    await until(lambda: bool(letters_with(house, r"\b\d{6}\b")), "the letter with the code has come")
    code = re.search(r"\b\d{6}\b", letters_with(house, r"\b\d{6}\b")[-1].text)
    assert code is not None
    await school.fills({"code": code.group()})
    await school.presses("Open the request")
    await school.reads(case.reference)
    await school.page.get_by_role("button", name="Fill in the return").click()
    await school.page.wait_for_load_state()
    await send(school, {"form": answer(SCHOOL, case.moment())})

    await case.stands_at(ROBIN, "Fernwick Academy (fictional), returned in full")


async def test_a_chair_is_commissioned_with_the_keyboard_alone(screens: Screens, case: Case) -> None:
    await case.raised_by(KERRY, "sin", sin("Dunnock Foolscap", 11, "A boy", "Dunnock was beaten."))
    screen = await case.seat(MORGAN)
    keys = Keyboard(screen)

    await screen.opens("/work")
    await keys.enters(f'a[href^="/cases/{case.reference}/do/appoint-chair"]')
    await keys.to('[name="chair"]')
    await keys.down()
    await keys.ticks('[name="conflict"]')
    await keys.down()
    await keys.types('[name="declaration"]', NO_INTERESTS)
    await keys.enters("main form button.govuk-button")

    await screen.reads("Recorded")
    await case.stands_at(ROBIN, "Agency returns")


async def test_while_temporal_is_away_pages_read_and_a_decision_is_kept_and_sent_on(house: House, case: Case) -> None:
    await case.raised_by(KERRY, "sin", sin("Clover Envelope", 5, "A girl", "Clover nearly drowned."))
    await case.stands_at(ROBIN, "Commission the Independent Chair")

    house.live.server.kill()
    try:
        screen = await case.seat(MORGAN)
        await goes_to_form(screen, case.reference, "appoint-chair")
        await send(screen, {"chair": FRANKIE.ref, "conflict": "no", "declaration": NO_INTERESTS})
        await screen.reads("What you sent is kept")
    finally:
        house.live.server.start()
        await wait_until_serving(house.live.client, PATIENCE)

    await until(
        lambda: house.live.house.register.case(case.reference).independent_chair == FRANKIE.ref, "it is sent on"
    )
    await screen.follows("Look again whether it has been sent on")
    await screen.reads("Recorded")


async def test_a_return_of_no_records_is_a_full_answer(case: Case) -> None:
    await case.raised_by(KERRY, "sin", sin("Tansy Folder", 12, "A girl", "Tansy took an overdose."))
    screen = await case.seat(CONTACTS[SCHOOL])

    await screen.opens("/work")
    await screen.page.locator(f'a[href="/cases/{case.reference}/request"]').click()
    await screen.page.get_by_role("link", name="No Records").click()
    await screen.page.wait_for_load_state()
    await send(screen, {"form": {"completed_by": "Rowan Placeholder", "completed_by_role": "Safeguarding Lead"}})

    await screen.reads("Recorded")
    await case.stands_at(ROBIN, "Fernwick Academy (fictional), holds no records")
