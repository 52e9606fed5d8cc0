"""What a form of ours posts: read once, within limits, and only with the session's own token (K4)."""

from __future__ import annotations

import secrets

from starlette.datastructures import FormData
from starlette.requests import Request

from admin.visitor import Visitor

MOST_FIELDS, MOST_FILES = 30_000, 20
LARGEST_FIELD = 200_000  # bytes of one answer
FORM_TOKEN = "_csrf"  # noqa: S105 - the name of a field
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class FormTokenRefused(Exception):
    """A form came without this session's token: from another site, or from before signing in again."""


async def posted(request: Request) -> FormData:
    """The form posted with this request; Starlette keeps it, so asking again costs nothing."""
    return await request.form(max_fields=MOST_FIELDS, max_files=MOST_FILES, max_part_size=LARGEST_FIELD)


async def insist_on_form_token(request: Request, visitor: Visitor | None) -> None:
    """Raise FormTokenRefused unless a request that changes something carries the token of its session."""
    if request.method in SAFE:
        return
    expected = visitor.form_token if visitor else request.cookies.get("door", "")
    given = (await posted(request)).get(FORM_TOKEN)
    if not expected or not isinstance(given, str) or not secrets.compare_digest(given.encode(), expected.encode()):
        raise FormTokenRefused
