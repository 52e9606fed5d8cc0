"""Where to go after signing in: a page of ours, whatever an address asks for (ASVS 3.7.2)."""

from __future__ import annotations

import re

HOME = "/work"
_OWN = re.compile(r"/(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*(?:/[A-Za-z0-9._~-]+)*/?)?(?:\?[A-Za-z0-9._~%=&+:-]*)?")
CONTINUE = "/sign-in/continue/"  # a form that was interrupted
_NOT_AGAIN = ("/sign-in", "/sign-out")


def own_path(asked: str | None) -> str:
    """The path asked for where it is one of ours; My work for anything else: another host, a script, signing in."""
    if asked is None or len(asked) > 500 or not _OWN.fullmatch(asked) or "/.." in asked:
        return HOME
    goes_on = asked.startswith(CONTINUE)
    return HOME if asked == "/" or (asked.startswith(_NOT_AGAIN) and not goes_on) else asked
