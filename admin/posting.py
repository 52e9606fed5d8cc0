"""What a form of ours posts: read once, within limits, and only with the session's own token (K4, ASVS 3.5).

A form carries the token of the session it was shown in; before anybody is signed in, of a random cookie of this
browser's, the *door*. Browsers also say where a request comes from: what another site made is refused unread.
"""

from __future__ import annotations

import re
import secrets
from hashlib import sha256
from typing import Annotated
from urllib.parse import urlsplit

import structlog
from fastapi import Depends
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from admin.cookies import cookie_of, set_cookie
from admin.sessions import Found
from admin.visitor import Visitor
from admin.wiring import wiring_of

log = structlog.get_logger("admin")
MOST_FIELDS, MOST_FILES = 30_000, 20
LARGEST_FIELD = 200_000  # bytes of one answer
FORM_TOKEN = "_csrf"  # noqa: S105 - the name of a field
DOOR = "door"
_UTF_8 = re.compile(r"charset=\"?utf-8\"?(?=\s*(;|$))")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OWN = frozenset({"same-origin", "none"})  # what browsers call a form of ours, and an address typed


class FormTokenRefused(Exception):
    """A form came without this session's token: from another site, or from before signing in again."""


class SessionLapsed(Exception):
    """A form of a session that has ended meanwhile: what was written is its person's, once they have signed in."""

    def __init__(self, lapsed: Found) -> None:
        super().__init__(lapsed.state)
        self.lapsed = lapsed


async def posted(request: Request) -> FormData:
    """The form posted with this request; Starlette keeps it, so asking again costs nothing.

    Our pages are UTF-8 and so are their forms: in letters of its sender's choosing a form could hold what is no text.
    """
    if "charset" in _UTF_8.sub("", request.headers.get("content-type", "").lower()):
        raise HTTPException(415)
    form = await request.form(max_fields=MOST_FIELDS, max_files=MOST_FILES, max_part_size=LARGEST_FIELD)
    if any("\x00" in name or (isinstance(value, str) and "\x00" in value) for name, value in form.multi_items()):
        raise HTTPException(400)
    return form


Posted = Annotated[FormData, Depends(posted)]  # for handlers that are no coroutines and run in a thread


def insist_on_text(request: Request) -> None:
    """Refuse an address with a NUL in it, which nobody types and not every database can look for."""
    if "\x00" in request.scope["path"] or b"%00" in request.scope["query_string"]:
        raise HTTPException(400)


async def insist_on_form_token(request: Request, visitor: Visitor | None) -> None:
    """Raise FormTokenRefused, or SessionLapsed, unless a request that changes something is one of our own forms'."""
    if request.method in SAFE:
        return
    if not _is_from_here(request):
        log.warning("form_refused", code="another_site")
        raise FormTokenRefused
    given = (await posted(request)).get(FORM_TOKEN)
    if isinstance(given, str) and is_token(given, form_token(request, visitor)):
        return
    await request.close()  # the files that came with it; its words are kept
    lapsed: Found | None = getattr(request.state, "session", None) if visitor is None else None
    if isinstance(given, str) and lapsed is not None and is_token(given, lapsed.row.form_token):
        raise SessionLapsed(lapsed)
    log.warning("form_refused", code="token", person=visitor.person if visitor else "")
    raise FormTokenRefused


async def answers(request: Request) -> dict[str, str]:
    """What was typed, by the fields' names; the first of several, no files."""
    form = await posted(request)
    return {name: value for name, value in reversed(form.multi_items()) if isinstance(value, str)}


def is_token(given: str, expected: str) -> bool:
    """Are the two one token? Takes as long whatever they are; nothing is never one."""
    return bool(expected) and secrets.compare_digest(given.encode(), expected.encode())


def form_token(request: Request, visitor: Visitor | None) -> str:
    """What the forms of this page carry; blank where this browser has no door cookie yet."""
    if visitor is not None:
        return visitor.form_token
    door = cookie_of(wiring_of(request).settings, request, DOOR)
    return token_of_door(door) if door else ""


def token_of_door(door: str) -> str:
    """The form token that goes with a door cookie."""
    return sha256(f"door:{door}".encode()).hexdigest()


def new_door() -> str:
    """A new door cookie's value."""
    return secrets.token_urlsafe(32)


def open_door(request: Request, response: Response, door: str) -> None:
    """Give this browser a door cookie; it goes when the browser closes."""
    set_cookie(wiring_of(request).settings, response, DOOR, door)


def _is_from_here(request: Request) -> bool:
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None and site not in OWN:
        return False
    if origin is None or origin == "null":  # what browsers send for our own forms, whose pages give no referrer
        return True
    ours = (request.headers.get("host", ""), urlsplit(wiring_of(request).settings.public_url).netloc)
    return urlsplit(origin).netloc in ours
