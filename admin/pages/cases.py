"""The list of cases: filtered, sorted, in pages; lists people save; the search by a child (K1, N11, N15)."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from adapters.register.saved_lists import SavedList, TooManyLists
from admin.admission import Admission, Admitted, Wired
from admin.door import Door
from admin.fragments import is_by_script
from admin.lists.asked import CasesAsked, address_of, asked_cases
from admin.lists.lines import ORDERS, filter_of, lines_seen, sight_of
from admin.lists.one_page import page_asked
from admin.lists.options import options
from admin.lists.search import BASES, ChildAsked, asked_child
from admin.posting import Posted
from admin.rendering import page
from admin.viewing import note_view
from admin.wiring import Wiring
from admin.wording import book_of
from models.forms.errors import FieldError

door = Door()
LONGEST_NAME = 60
SAVED = {"saved": "The list is saved.", "gone": "The saved list is deleted."}


@door.see("/cases", "list_cases")
def cases(request: Request, at: Admitted, wiring: Wired) -> Response:
    """The cases this visitor may know of."""
    asked = asked_cases(request.query_params)
    return _list(request, at, wiring, asked, 422 if asked.errors else 200, errors=asked.errors)


@door.act("/cases/search", "list_cases")
def search(request: Request, at: Admitted, wiring: Wired, form: Posted) -> Response:
    """The cases of a child: shown in the answer, so that no name comes into an address."""
    child = asked_child(form)
    if child.errors:
        return _list(request, at, wiring, asked_cases({}), 422, errors=child.errors, child=child)
    found = wiring.register.search_by_child(child.identities(), at.by, wiring.now())
    bases = {each.case: BASES[each.basis] for each in reversed(found)}
    asked = asked_cases({})
    rows = wiring.register.lines(filter_of(wiring, at.visitor, asked, bases), limit=100).rows if bases else []
    lines = lines_seen(wiring, rows, book_of(wiring))
    return page(request, "cases/found.html", child=child, lines=lines, bases=bases)


@door.act("/cases/lists", "list_cases")
def save_list(request: Request, at: Admitted, wiring: Wired, form: Posted) -> Response:
    """Save the list with its filters under a name."""
    asked = asked_cases({name: value for name, value in form.items() if isinstance(value, str)})
    name = str(form.get("name", "")).strip()
    errors = _refuses_name(name)
    if not errors:
        try:
            wiring.register.save_list(at.visitor.person, name, asked.saved_values, wiring.now())
        except TooManyLists:
            errors = (FieldError("name", "Saved lists", "are as many as one person may keep", "Delete one first."),)
    if errors:
        return _list(request, at, wiring, asked, 422, errors=errors, list_name=name)
    return RedirectResponse(asked.address(done="saved"), 303)


@door.act("/cases/lists/{saved}/delete", "list_cases")
def delete_list(request: Request, at: Admitted, wiring: Wired, saved: str) -> Response:
    """Delete one of one's own saved lists; one that is gone stays so."""
    wiring.register.delete_saved_list(at.visitor.person, saved)
    return RedirectResponse("/cases?done=gone", 303)


def _refuses_name(name: str) -> tuple[FieldError, ...]:
    if name and len(name) <= LONGEST_NAME:
        return ()
    problem, mend = ("is missing", "Type one.") if not name else ("is too long", f"Use {LONGEST_NAME} characters.")
    return (FieldError("name", "Name of the list", problem, mend),)


def _list(
    request: Request,
    at: Admission,
    wiring: Wiring,
    asked: CasesAsked,
    status: int,
    *,
    errors: tuple[FieldError, ...] = (),
    child: ChildAsked | None = None,
    list_name: str = "",
) -> Response:
    book = book_of(wiring)
    offered = options(wiring, book, asked, sight_of(wiring, at.visitor).sees_all)
    if offered.shown:
        note_view(wiring, at, "cases", people=offered.shown)
    rows, pages = page_asked(wiring, asked, filter_of(wiring, at.visitor, asked))
    known: dict[str, Any] = {
        "asked": asked,
        "options": offered.by_name,
        "lines": lines_seen(wiring, rows, book),
        "paging": pages,
        "saved_lists": wiring.register.saved_lists(at.visitor.person),
        "saved_address": saved_address,
        "orders": ORDERS,
        "errors": errors,
        "child": child,
        "list_name": list_name,
        "by_script": is_by_script(request),
        "notice": SAVED.get(request.query_params.get("done", ""), ""),
    }
    return page(request, "cases/list.html", status, **known)


def saved_address(saved: SavedList) -> str:
    """Where a saved list is shown."""
    return address_of(saved.query)
