"""Every decision and fact as a page: its questions, its drafts, its handing in (K4, K5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from admin.admission import Admission, Admitted, Needs, Wired
from admin.door import Door
from admin.failures import not_found
from admin.forms import from_case as _from_case  # noqa: F401 - registers what can be chosen
from admin.forms import known as _known  # noqa: F401 - registers what is known beforehand
from admin.forms.errands import Errand, errand_for
from admin.forms.openings import hand_sin
from admin.forms.pages import FormPages, Known
from admin.forms.prefill import Prefilling, known_of, said_by
from admin.forms.receiving import take
from admin.forms.sheets import Filler
from admin.forms.taking import Hand, Handed
from admin.posting import posted
from admin.wiring import Wiring
from models.commands import Told
from models.messages.catalogue import MESSAGES
from models.messages.threshold import SinNotified
from models.people import Actor

door = Door()


@door.see("/cases/{case}/do/{command}", Needs.THE_COMMAND)
def open_form(request: Request, command: str, at: Admitted, wiring: Wired) -> Response:
    """The questions of a decision or a fact."""
    message = MESSAGES.get(command.replace("-", "_"))
    if message is None:
        return not_found(request, LookupError())
    errand = errand_for(message, at.row.reference, request.query_params.get("answer", ""))
    return FormPages.of(request, wiring, Filler.of(at), errand).open(known(request, wiring, at, errand))


@door.act("/cases/{case}/do/{command}", Needs.THE_COMMAND)
async def hand_in_form(request: Request, command: str, at: Admitted, wiring: Wired) -> Response:
    """Take what was posted: another row, a draft, or the decision itself."""
    message = MESSAGES.get(command.replace("-", "_"))
    if message is None:
        return not_found(request, LookupError())
    variant = (await posted(request)).get("_variant")
    errand = errand_for(message, at.row.reference, variant if isinstance(variant, str) else "")
    pages = FormPages.of(request, wiring, Filler.of(at), errand)
    return await take(pages, hand_of(wiring, message, at.row.reference), known(request, wiring, at, errand))


def hand_of(wiring: Wiring, message: type[Told], case: str) -> Hand:
    """How this is handed in."""
    if message is SinNotified:
        return hand_sin(wiring, case)

    async def hand(token: str, by: Actor, values: Mapping[str, Any]) -> Handed:
        return Handed(await wiring.desk.hand_in(message, case, by, token, values), case)

    return hand


def known(request: Request, wiring: Wiring, at: Admission, errand: Errand) -> Known:
    """What is known when the form is opened; looked up only where it is needed."""

    def look() -> Mapping[str, Any]:
        query = said_by(request.query_params, errand.asks)
        return known_of(errand.command, Prefilling(wiring, at, at.row), query)

    return look
