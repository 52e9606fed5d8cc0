"""On the way in: setting up the second factor that an account here must have (ASVS 6.3.3)."""

from __future__ import annotations

from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from adapters.register.sessions import SessionRow, Stage
from admin.account_letters import with_letter
from admin.admission import Needs, Wired
from admin.after import own_path
from admin.door import Door
from admin.posting import answers
from admin.sessions import Beginning, begin
from admin.setting_up import SettingUp, prove, show_codes
from admin.setting_up import ask as ask_for_code
from admin.signing_in import on_the_way

door = Door()


@door.see("/sign-in/set-up", Needs.NOBODY)
def ask(request: Request, wiring: Wired, after: str = "") -> Response:
    """The picture, and the field for the first code."""
    half = on_the_way(request, Stage.SET_UP)
    return ask_for_code(request, wiring, _setting_up(half, after)) if half else RedirectResponse("/sign-in", 303)


@door.act("/sign-in/set-up", Needs.NOBODY)
async def set_up(request: Request, wiring: Wired) -> Response:
    """Signed in, and the recovery codes; or the page again."""
    typed, half = await answers(request), on_the_way(request, Stage.SET_UP)
    if half is None:
        return RedirectResponse("/sign-in", 303)
    setting_up = _setting_up(half, typed.get("after"))

    def decide() -> Response:
        by = wiring.register.offices(half.person, wiring.today())[0]
        codes = prove(wiring, setting_up, typed.get("sealed", ""), typed.get("code", ""), by)
        if codes is None:
            return ask_for_code(request, wiring, setting_up, typed.get("sealed", ""), is_wrong=True)
        answer = show_codes(request, codes, setting_up.after)
        begin(wiring, request, answer, Beginning(half.person, Stage.OPEN, f"{half.method}+code"), by)
        return with_letter(answer, wiring, half.person, "second_factor")

    return await run_in_threadpool(decide)


def _setting_up(half: SessionRow, after: str | None) -> SettingUp:
    return SettingUp(half.person, half.number, "/sign-in/set-up", own_path(after))
