"""Other ways to take part: by an agency's link without an account, with the keyboard alone, while Temporal is away."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from adapters.mail.mailbox import KeptLetter, kept_letters
from adapters.temporal import wait_until_serving
from demo.caseload.families import sin
from demo.caseload.returns import answer
from demo.cast import CONTACTS, FRANKIE, KERRY, MORGAN, ROBIN
from models.london import london_date
from tests.browser.deciding import goes_to_form, send
from tests.browser.filling import PRIMARY, fill_in, press_button
from tests.browser.house import House
from tests.browser.journey import Case
from tests.browser.keyboard import Keyboard
from tests.browser.screens import Screens
from tests.browser.standards import Held
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


async def written(house: House, words: str) -> str:
    """What a letter to the school says, once it has come."""
    await until(lambda: bool(letters_with(house, words)), f"the letter with {words} has come")
    found = re.search(words, letters_with(house, words)[-1].text)
    assert found is not None
    return found.group()


async def test_an_agency_answers_by_its_link_without_an_account(
    house: House, screens: Screens, case: Case, tmp_path: Path
) -> None:
    school, held = await screens.as_(""), Held(tmp_path)
    await case.raised_by(KERRY, "sin", sin("Linnet Quire", 9, "A girl", "Linnet was left alone for days."))
    await school.opens(await written(house, r"/link/\S+"))
    await held.to_standards(school, "request, before the code")
    await school.presses("Send me a code")
    code = await written(house, r"\b\d{6}\b")
    await school.fills({"code": "0" * 6 if code != "0" * 6 else "1" * 6})
    await school.presses("Open the request")
    await held.to_standards(school, "request, wrong code")
    await school.fills({"code": code})
    await school.presses("Open the request")
    await school.reads(case.reference)
    for leads, back in (("It is for a colleague of mine", "Back"), ("It should not have come to us", "Back")):
        await held.to_standards(school, "request")
        await school.follows(leads)
        await held.to_standards(school, leads)
        await school.follows(back)
    await school.page.get_by_role("button", name="Fill in the return").click()
    await school.page.wait_for_load_state()
    await held.to_standards(school, "return")
    await fill_in(school, {"form": answer(SCHOOL, case.moment())})
    await held.to_standards(school, "return, check")
    await press_button(school, PRIMARY)
    await held.to_standards(school, "return, received")
    await school.follows("Back to the request")
    await school.presses("Leave this page")
    await held.to_standards(school, "left")

    await case.stands_at(ROBIN, "Fernwick Academy (fictional), returned in full")
    assert held.all() == {}


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
    await screen.page.get_by_role("heading", name="Recorded").wait_for()  # the page looks by itself


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
