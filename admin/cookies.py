"""Cookies: no script reads them, no other site's form sends them, and by HTTPS they belong to this host alone."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from adapters.settings import Settings


def is_https(settings: Settings) -> bool:
    """Do people reach the pages by HTTPS? Only the demo on this machine goes without."""
    return settings.public_url.startswith("https://")


def cookie_name(settings: Settings, name: str) -> str:
    """A cookie's name; by HTTPS with the prefix that binds it to this host."""
    return f"__Host-{name}" if is_https(settings) else name


def cookie_of(settings: Settings, request: Request, name: str) -> str:
    """What the browser sent under this name; blank for nothing."""
    return request.cookies.get(cookie_name(settings, name), "")


def set_cookie(settings: Settings, response: Response, name: str, value: str, seconds: int | None = None) -> None:
    """Set a cookie, for so many seconds or until the browser closes."""
    full, secure = cookie_name(settings, name), is_https(settings)
    response.set_cookie(full, value, max_age=seconds, path="/", secure=secure, httponly=True, samesite="lax")


def drop_cookie(settings: Settings, response: Response, name: str) -> None:
    """Take a cookie away."""
    full, secure = cookie_name(settings, name), is_https(settings)
    response.delete_cookie(full, path="/", secure=secure, httponly=True, samesite="lax")
