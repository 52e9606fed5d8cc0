"""Forms that were interrupted: what somebody wrote is kept, sealed, and put before them when they have signed in again.

Two things interrupt a form: its session had ended when it was posted, or what it decides asks its person to show again
who they are. Nothing typed is lost; files are, and the page says so.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import timedelta

from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request

from admin.posting import FORM_TOKEN, posted
from admin.secret import hashed
from admin.wiring import Wiring

KEPT_FOR = timedelta(hours=24)
LARGEST = 2_000_000  # bytes of one form as it is kept


@dataclass(frozen=True)
class KeptForm:
    """A form as it was posted: where to, and each name with its value."""

    path: str
    fields: tuple[tuple[str, str], ...]
    had_files: bool


async def keep(request: Request, wiring: Wiring, person: str) -> str:
    """Keep the form posted with this request for that person; answers its token, blank for one too large to keep."""
    form = await posted(request)
    pairs = [(name, value) for name, value in form.multi_items() if name != FORM_TOKEN]
    fields = [(name, value) for name, value in pairs if isinstance(value, str)]
    had_files = any(not isinstance(value, str) and value.filename for _, value in pairs)
    address = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    content = json.dumps({"path": address, "fields": fields, "had_files": had_files}).encode()
    if len(content) > LARGEST:
        return ""
    token, now = secrets.token_urlsafe(24), wiring.now()
    await run_in_threadpool(wiring.register.keep_form, hashed(token), person, content, now, now + KEPT_FOR)
    return token


def kept(wiring: Wiring, token: str, person: str) -> KeptForm | None:
    """The form kept under a token, for the person who wrote it; None for anybody else, and after a day."""
    content = wiring.register.kept_form(hashed(token), person, wiring.now())
    if content is None:
        return None
    said = json.loads(content)
    return KeptForm(said["path"], tuple((name, value) for name, value in said["fields"]), said["had_files"])
