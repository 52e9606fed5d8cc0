"""Each view of a case's page is on record before the page is shown: who looked, in which capacity, when (K2)."""

from __future__ import annotations

import secrets

from admin.admission import Admission
from admin.wiring import Wiring
from models.record import Detail, Event

CASE_VIEWED = "case_viewed"  # a page about one case
PAGE_VIEWED = "page_viewed"  # a page with personal data that is about no case, such as the directory


def note_view(wiring: Wiring, at: Admission, what: str, **detail: Detail) -> None:
    """Enter into the audit trail that this visitor sees this page; every view is an entry of its own.

    ``what`` is a code, such as ``case`` or ``timeline``; ``detail`` has references and codes, never a word that people
    typed. A view that cannot be recorded raises, and the page is not shown. Reading a document needs no note:
    ``register.read_document`` makes its own.
    """
    event = Event(
        id=f"view/{secrets.token_hex(12)}",
        at=wiring.now(),
        action=CASE_VIEWED if at.case is not None else PAGE_VIEWED,
        by=at.by,
        detail={"page": what, **detail},
        clause="K2",
    )
    wiring.register.enter(at.case.reference if at.case is not None else "", event)
