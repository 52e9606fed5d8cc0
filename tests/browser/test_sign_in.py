"""Signing in and out as people do, in Chromium: every page of it held to the standards, nothing typed ever lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pyotp

from adapters.mail.mailbox import kept_letters
from tests.browser.house import House
from tests.browser.screens import Screen, Screens
from tests.browser.standards import Held, barriers

ALEX, CASEY = "P-0004", "P-0003"  # a partner's member, and the deputy Coordinator


def used_before(house: House, **ago: float) -> None:
    """Every session was last used, and its person last asked, so long ago: half an hour cannot be waited for."""
    was = (house.live.now() - timedelta(**ago)).strftime("%Y-%m-%d %H:%M:%S.%f")
    with closing(sqlite3.connect(house.settings.state / "register.db", timeout=30)) as register, register:
        register.execute("UPDATE sessions SET seen_at = ?, fresh_at = ?", (was, was))


async def new_window(screens: Screens, *, script: bool = True) -> Screen:
    """A window in which nobody has signed in yet."""
    context = await screens.browser.new_context(java_script_enabled=script, locale="en-GB")
    screens.watch.over(context)
    return Screen(await context.new_page(), screens.origin)


async def with_app_set_up(screen: Screen, held: Held) -> str:
    """Set an authenticator app up on the account page; answers a recovery code."""
    await screen.opens("/account")
    await held.to_standards(screen, "account")
    await screen.presses("Set up an authenticator app")
    await held.to_standards(screen, "set up")
    await screen.page.get_by_text("I cannot use a camera").click()
    app = pyotp.TOTP((await screen.page.locator("details code").inner_text()).replace(" ", ""))
    await screen.fills({"code": app.now()})
    await screen.presses("Continue")
    await held.to_standards(screen, "recovery codes")
    return await screen.page.locator(".pages-codes code").first.inner_text()


async def test_the_whole_way_in_and_out_is_for_everybody(house: House, screens: Screens, tmp_path: Path) -> None:
    screen, held = await new_window(screens), Held(tmp_path)
    await screen.opens("/account")
    await held.to_standards(screen, "sign-in")
    await screen.follows("Casey Placeholder")
    await screen.fills({"password": "not the password at all"})
    await screen.presses("Sign in")
    await held.to_standards(screen, "sign-in, wrong")
    await screen.fills({"password": house.password})
    await screen.presses("Sign in")
    recovery = await with_app_set_up(screen, held)
    await screen.opens("/account")
    await screen.presses("Sign out")
    await screen.page.go_back()
    signed_out = screen.page.url

    await screen.opens(f"/sign-in?as={CASEY}")
    await screen.fills({"password": house.password})
    await screen.presses("Sign in")
    await held.to_standards(screen, "code")
    await screen.fills({"code": "000000"})
    await screen.presses("Continue")
    await held.to_standards(screen, "code, wrong")
    await screen.fills({"code": recovery})
    await screen.presses("Continue")

    await screen.opens("/account")
    await screen.reads("9 recovery codes left")
    assert "/sign-in" in signed_out
    assert held.all() == {}


async def test_an_invitation_leads_in_and_a_fresh_proof_is_asked_for(
    house: House, screens: Screens, tmp_path: Path
) -> None:
    robin, held = await screens.as_("P-0002"), Held(tmp_path)
    used_before(house, minutes=6)
    await robin.opens(f"/account/of/{ALEX}")
    await held.to_standards(robin, "account of somebody")
    await robin.presses("Send an invitation")
    await held.to_standards(robin, "confirm")
    await robin.fills({"proof": "not the password at all"})
    await robin.presses("Confirm")
    await held.to_standards(robin, "confirm, wrong")
    await robin.fills({"proof": house.password})
    await robin.presses("Confirm")
    await held.to_standards(robin, "go on")
    await robin.presses("Go on")
    await robin.page.locator("text=The invitation is on its way").wait_for()

    [link] = [
        word
        for letter in kept_letters(house.settings.mailbox)
        for word in letter.text.split()
        if "invit" in word and "://" in word
    ]
    alex = await new_window(screens)
    await alex.opens(link.removeprefix(screens.origin))
    await held.to_standards(alex, "invitation")
    await alex.fills({"new": "Password12345678"})
    await alex.presses("Continue")
    await held.to_standards(alex, "invitation, easy")
    await alex.fills({"new": "seven quiet herons fishing"})
    await alex.presses("Continue")
    await alex.opens(link.removeprefix(screens.origin))
    await held.to_standards(alex, "invitation over")
    await alex.opens("/sign-in/continue/none")
    await held.to_standards(alex, "nothing kept")

    assert "/sign-in" in alex.page.url
    assert held.all() == {}


async def test_what_was_typed_when_the_session_had_ended_is_there_without_scripts_too(
    house: House, screens: Screens
) -> None:
    screen = await new_window(screens, script=False)
    await screen.opens(f"/sign-in?as=P-0002&after=/settings/people/{ALEX}/absences/new")
    await screen.fills({"password": house.password})
    await screen.presses("Sign in")
    await screen.opens(f"/settings/people/{ALEX}/absences/new")
    first = house.live.now() + timedelta(days=200)
    until = first + timedelta(days=3)
    await screen.fills(
        {
            name: {"day": on.day, "month": on.month, "year": on.year}
            for name, on in (("from_on", first), ("until_on", until))
        }
    )
    used_before(house, minutes=31)

    await screen.presses("Save the absence")
    told = await screen.text()
    await screen.fills({"email": "robin.testcase@partnership.example", "password": house.password})
    await screen.presses("Sign in")
    await screen.presses("Go on")

    assert "You were signed out after 30 minutes without use. Sign in, and your form is as you left it." in told
    assert f"/settings/people/{ALEX}?done=absence-recorded" in screen.page.url
    await screen.reads(f"{first.day} {first:%B %Y}")


async def test_five_minutes_before_the_end_the_page_says_so_and_one_can_stay(house: House, screens: Screens) -> None:
    screen = await screens.as_("P-0001")
    await screen.page.clock.install()
    await screen.opens("/account")
    warning = screen.page.get_by_text("You will be signed out in 5 minutes")
    await screen.page.clock.run_for("24:59")
    too_early = await warning.is_visible()
    await screen.page.clock.run_for("00:02")
    in_time = await warning.is_visible()
    barred = await barriers(screen.page)
    used_before(house, minutes=25)

    async with screen.page.expect_response("**/account/still-here") as answer:
        await screen.page.get_by_role("button", name="Stay signed in").click()
    await warning.wait_for(state="hidden")
    [session] = house.live.house.register.sessions_of("P-0001")

    assert (too_early, in_time, barred) == (False, True, [])
    assert (await answer.value).status == 204
    assert house.live.now() - session.seen_at < timedelta(minutes=2)


async def test_when_it_has_ended_the_page_says_what_becomes_of_what_was_typed(house: House, screens: Screens) -> None:
    screen = await screens.as_("P-0001")
    await screen.page.clock.install()
    await screen.opens("/account/password")

    await screen.page.clock.run_for("30:01")

    assert await screen.page.get_by_text("You are signed out by now. Send your form all the same").is_visible()
