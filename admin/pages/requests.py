"""An agency's way to its own request: the link, the code, the request itself; no account, nothing else (K1, R3-R5)."""

from __future__ import annotations

from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from adapters.register.addresses import Address
from adapters.register.links import LinkRefused, LinkRow
from admin.admission import Needs, Wired
from admin.case.attaching import notice_of
from admin.cookies import drop_cookie, set_cookie
from admin.direct_post import DirectLetter, send_now
from admin.door import Door
from admin.linked import TOKEN, VISIT, Linked, holder_of, link_of, token_of
from admin.posting import posted
from admin.rendering import page
from admin.requests.request import request_view
from admin.wiring import Wiring
from models.people import to_agency, to_person

door = Door()


@door.see("/request", Needs.LINK)
async def begin(request: Request, wiring: Wired) -> Response:
    """The request where the code was given; else the step before it."""
    holder = await run_in_threadpool(holder_of, request)
    if holder is None:
        link = await run_in_threadpool(link_of, request, wiring)
        return page(request, "request/who_are_you.html", reference=link.case, sent=False, errors=[])
    view = await request_view(wiring, holder.row, holder.link.holder)
    return page(
        request,
        "request/request.html",
        **view,
        form="/request/return",
        attach="/request/attach",
        by_link=True,
        notice=notice_of(request),
    )


@door.see("/link/{token}", Needs.LINK)
def arrive(request: Request, wiring: Wired, token: str) -> Response:
    """From the e-mail: the token goes into a cookie, out of the address. Mail scanners may come here first (S2)."""
    wiring.register.read_link(token, wiring.now())
    answer = RedirectResponse("/request", 303)
    set_cookie(wiring.settings, answer, TOKEN, token)
    drop_cookie(wiring.settings, answer, VISIT)
    return answer


@door.act("/request/code", Needs.LINK)
async def send_code(request: Request, wiring: Wired) -> Response:
    """A code to the address the link was sent to, and to no other."""
    try:
        link, code = await run_in_threadpool(wiring.register.new_link_code, token_of(request), wiring.now())
    except LinkRefused as refused:
        if refused.code != "often":
            raise
        return _ask(request, link_of(request, wiring), "often", 429)
    address = await run_in_threadpool(_address, wiring, link)
    letter = DirectLetter(link.case, "request_code", to_agency(link.agency), {"code": code})
    gone = await send_now(wiring, letter, address)
    return _ask(request, link, "" if gone else "not_sent", 200 if gone else 503)


def _address(wiring: Wiring, link: LinkRow) -> list[Address]:
    return wiring.register.addresses(to_person(link.person), link.case, wiring.today())


@door.act("/request/open", Needs.LINK)
async def give_code(request: Request, wiring: Wired) -> Response:
    """The code opens the request in this browser."""
    code = str((await posted(request)).get("code", "")).replace(" ", "")
    try:
        secret, _ = await run_in_threadpool(wiring.register.open_link, token_of(request), code, wiring.now())
    except LinkRefused as refused:
        if refused.code not in ("wrong", "spent"):
            raise
        return _ask(request, link_of(request, wiring), refused.code, 422)
    answer = RedirectResponse("/request", 303)
    set_cookie(wiring.settings, answer, VISIT, secret)
    return answer


PROBLEMS = {
    "wrong": "The code is not the one we sent last. Look at the newest e-mail and type its six figures.",
    "spent": "The code is used up: it works once, for ten minutes and five tries. Ask for a new one.",
    "often": "Five codes have been sent within an hour. Wait a while, or ring the Business Unit.",
    "not_sent": "The code could not be sent just now. Try again in some minutes, or ring the Business Unit.",
}


def _ask(request: Request, link: LinkRow, problem: str, status: int = 200) -> Response:
    errors = [{"text": PROBLEMS[problem], "href": "#code"}] if problem else []
    asks_for_code = problem in ("", "wrong", "spent", "often")
    return page(request, "request/who_are_you.html", status, reference=link.case, sent=asks_for_code, errors=errors)


@door.act("/request/leave", Needs.LINK)
def leave(wiring: Wired, holder: Linked) -> Response:
    """This browser forgets the request; the link in the e-mail opens it again."""
    answer = RedirectResponse("/request/left", 303)
    for cookie in (TOKEN, VISIT):
        drop_cookie(wiring.settings, answer, cookie)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@door.see("/request/left", Needs.LINK)
def left(request: Request) -> Response:
    """After leaving, and after saying that it was the wrong person."""
    return page(request, "request/left.html")
