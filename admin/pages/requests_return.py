"""An agency's return through its link: the same form as everywhere, in the name of the link's holder (R4, R5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from admin.admission import Needs, Wired
from admin.door import Door
from admin.failures import not_found
from admin.forms.errands import Errand, errand_for
from admin.forms.outcomes import recorded
from admin.forms.pages import FormPages
from admin.forms.prefill import Prefilling, known_of
from admin.forms.receiving import take
from admin.forms.sheets import Filler
from admin.forms.taking import Handed
from admin.linked import Holder, Linked
from admin.posting import posted
from admin.rendering import page
from admin.requests import known as _known_beforehand  # noqa: F401 - registers what is known beforehand
from admin.wiring import Wiring
from models.messages.rapid_review import AgencyReturnReceived
from models.people import Actor

door = Door()
MESSAGE = AgencyReturnReceived


def _errand(holder: Holder, variant: str) -> Errand:
    errand = errand_for(MESSAGE, holder.row.reference, variant)
    return replace(
        errand,
        path="/request/return",
        done="/request/done",
        home="/request",
        home_words="Back to the request",
        drafts="/request/drafts",
    )


def _pages(request: Request, wiring: Wiring, holder: Holder, variant: str) -> FormPages:
    return FormPages.of(request, wiring, Filler.of(holder.admission(MESSAGE.name)), _errand(holder, variant))


def _known(wiring: Wiring, holder: Holder) -> Mapping[str, Any]:
    return known_of(MESSAGE.name, Prefilling(wiring, holder.admission(MESSAGE.name), holder.row), {})


@door.see("/request/return", Needs.LINK)
def fill_in(request: Request, wiring: Wired, holder: Linked) -> Response:
    """The return, new or as it was saved."""
    variant = request.query_params.get("answer", "")
    return _pages(request, wiring, holder, variant).open(lambda: _known(wiring, holder))


@door.act("/request/return", Needs.LINK)
async def send(request: Request, wiring: Wired, holder: Linked) -> Response:
    """A row more, a draft, or the return itself."""
    variant = (await posted(request)).get("_variant")
    pages = _pages(request, wiring, holder, variant if isinstance(variant, str) else "")

    async def hand(token: str, by: Actor, values: Mapping[str, Any]) -> Handed:
        outcome = await wiring.desk.hand_in(MESSAGE, holder.row.reference, by, token, values)
        return Handed(outcome, holder.row.reference)

    return await take(pages, hand, lambda: _known(wiring, holder))


@door.see("/request/done/{token}", Needs.LINK)
async def done(request: Request, wiring: Wired, holder: Linked, token: str) -> Response:
    """What came of the return: a receipt with its number and time (R2)."""
    row = await run_in_threadpool(wiring.register.command, token)
    if row is None or row.case != holder.row.reference or row.by.person != holder.link.person:
        return not_found(request, LookupError())
    await recorded(wiring, row)
    return page(request, "request/done.html", reference=row.case, receipt=row.id, at=row.at, state=str(row.state))
