"""The letters in the settings, as their readers will see them, with facts of a case that does not exist (E1)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from admin.admission import Wired
from admin.door import Door
from admin.failures import not_found
from admin.partnership.letter_rooms import READERS, letters_by_room, reader_of, words_of
from admin.rendering import page
from admin.wiring import Wiring
from models.letters import PURPOSES, Purpose
from models.post import CannotBeWritten, WrittenLetter
from models.sample_letters import sample_order

door = Door()
HOME = "/settings/letters"


@door.see(HOME, "see_letters")
def letters(request: Request) -> Response:
    """Every letter there is, by the part of the process that sends it."""
    return page(request, "settings/letters.html", rooms=letters_by_room(), count=len(PURPOSES))


@door.see(f"{HOME}/{{purpose}}", "see_letters")
def one(request: Request, wiring: Wired, purpose: str, to: str = "") -> Response:
    """One letter with sample facts; where its template is, so that staff can change it."""
    known = PURPOSES.get(purpose)
    if known is None:
        return not_found(request, KeyError(purpose))
    reader = reader_of(known, to)
    written, fault = _written(wiring, known, reader)
    return page(
        request,
        "settings/letter.html",
        purpose=known,
        words=words_of(known),
        written=written,
        fault=fault,
        reader=reader,
        readers=READERS,
        file=f"templates/emails/{known.template}",
    )


def _written(wiring: Wiring, purpose: Purpose, reader: str) -> tuple[WrittenLetter | None, str]:
    try:
        return wiring.letters.write(sample_order(purpose, reader)), ""
    except CannotBeWritten as refusal:  # a template somebody has just changed: say what is wrong with it
        return None, str(refusal)
