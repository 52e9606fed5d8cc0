"""Sending a file to a browser so that it is saved and never run: as an attachment, in a sandbox (ASVS 5.4)."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

from admin.uploads import shown_name

SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"


def download(content: bytes, name: str, kind: str) -> Response:
    """The file under this name, of this media type."""
    return Response(
        content,
        media_type=kind,
        headers={
            "Content-Disposition": disposition(name),
            "Content-Security-Policy": SANDBOX,
            "X-Content-Type-Options": "nosniff",
        },
    )


def disposition(name: str) -> str:
    """How RFC 6266 names an attachment: in plain letters for old browsers, and as it is for all others."""
    shown = shown_name(name)
    plain = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "._- ") else "_" for sign in shown)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(shown, safe='')}"
