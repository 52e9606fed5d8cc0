"""Turning what a page knows into HTML: one Jinja environment, autoescaped, where nothing undefined passes (E1, K4)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import ChainableUndefined, Environment, FileSystemLoader, PackageLoader, PrefixLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from admin.filters import FILTERS
from admin.navigation import navigation
from admin.posting import form_token, new_door, open_door, token_of_door
from admin.static_files import asset
from admin.visitor import Visitor
from admin.wiring import wiring_of

TEMPLATES = Path(__file__).resolve().parent / "templates"
_MACROS = "govuk_frontend_jinja/components"


def _macros() -> dict[str, Any]:
    """The GOV.UK macros. They look into options nobody gave, which our own templates may not: hence a second room."""
    room = Environment(loader=PackageLoader("govuk_frontend_jinja"), autoescape=True, undefined=ChainableUndefined)
    room.loader = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    found = [name for name in room.list_templates() if name.startswith(_MACROS) and name.endswith("/macro.html")]
    modules = [room.get_template(name).module for name in found]
    return {name: macro for module in modules for name, macro in vars(module).items() if name.startswith("govuk")}


@cache
def environment() -> Environment:
    """The one environment of all pages: every GOV.UK macro is there by its name, such as ``govukButton``."""
    loader = PrefixLoader({"pages": FileSystemLoader(TEMPLATES)})
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters.update(FILTERS)
    made.globals.update(_macros())
    made.globals["asset"] = asset
    return made


def page(request: Request, template: str, status: int = 200, /, **known: Any) -> HTMLResponse:
    """A page: ``template`` is a path below admin/templates, such as ``work/my_work.html``.

    Every template also knows: request, visitor (or None), navigation, partnership, is_demo, now, today, form_token.
    """
    visitor: Visitor | None = getattr(request.state, "visitor", None)
    wiring, door = wiring_of(request), ""
    shared = {
        "request": request,
        "visitor": visitor,
        "navigation": navigation(visitor, request.url.path),
        "partnership": wiring.policy().name,
        "idle_minutes": wiring.settings.session_idle_minutes,
        "is_demo": wiring.settings.profile == "demo",
        "now": wiring.now(),
        "today": wiring.today(),
        "form_token": form_token(request, visitor) or token_of_door(door := new_door()),
    }
    answer = HTMLResponse(environment().get_template(f"pages/{template}").render({**shared, **known}), status)
    if door and visitor is None:
        open_door(request, answer, door)
    return answer
