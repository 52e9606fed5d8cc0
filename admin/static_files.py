"""The built stylesheet, script and pictures: committed files, named by their content, kept for ever by browsers."""

from __future__ import annotations

import gzip
from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from admin.admission import Needs
from admin.door import Door

FOLDER = Path(__file__).resolve().parent / "static"
KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
door = Door()


@cache
def asset(name: str) -> str:
    """The address of a committed file; raises FileNotFoundError for one that is not there."""
    digest = sha256((FOLDER / name).read_bytes()).hexdigest()[:12]
    return f"/assets/{digest}/{name}"


@cache
def _packed(name: str) -> bytes:
    return gzip.compress((FOLDER / name).read_bytes(), mtime=0)


@door.see("/assets/{digest}/{name}", Needs.NOBODY)
def static_file(request: Request, digest: str, name: str) -> Response:
    """One file, by a name of ours and the digest of its content; packed for browsers that can unpack it.

    Only files that are the same for everybody are packed: a page that is would tell its length to who listens.
    """
    found = FOLDER / name
    if (
        found.parent != FOLDER
        or found.suffix not in KINDS
        or not found.is_file()
        or asset(name) != f"/assets/{digest}/{name}"
    ):
        return Response("There is no such file.", 404, media_type="text/plain")
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(_packed(name), media_type=KINDS[found.suffix], headers=headers)
    return Response(found.read_bytes(), media_type=KINDS[found.suffix], headers=headers)
