"""Letters a page sends itself, at once: a code, a new link. All others go through the outbox (E2).

A code is worthless an hour later, and who has a link sent is told when it did not go. Each is written from the
templates, goes to one address, and is on record without its content.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from adapters.register.addresses import Address
from admin.wiring import Wiring
from models.people import SERVICE
from models.post import CannotBeWritten, Envelope, LetterOrder, MailOutcome
from models.record import Event


@dataclass(frozen=True)
class DirectLetter:
    """A letter to send now: about which case, in which words, to the holders of which office."""

    case: str
    purpose: str
    to: str  # a recipient reference
    facts: dict[str, str] = field(default_factory=dict)
    token: str = ""  # of the link it carries


async def send_now(wiring: Wiring, letter: DirectLetter, addresses: list[Address]) -> bool:
    """Send it to each address by itself; False where it certainly or perhaps did not go to one of them."""
    gone = [await _send(wiring, letter, address) for address in addresses]
    return bool(gone) and all(gone)


async def _send(wiring: Wiring, letter: DirectLetter, address: Address) -> bool:
    now, number = wiring.now(), secrets.token_hex(8)
    order = LetterOrder(
        case=letter.case,
        purpose=letter.purpose,
        to=letter.to,
        due=wiring.today(),
        facts=letter.facts,
        token=letter.token,
    )
    try:
        written = wiring.letters.write(order)
    except CannotBeWritten:
        return False
    key = " ".join((letter.case, letter.purpose, letter.to, address.person, number))
    posted = await wiring.mail.send(Envelope(key=key, to=address.email, letter=written, at=now))
    said = {"purpose": letter.purpose, "to": f"{letter.to}/{address.person}", "outcome": str(posted.outcome)}
    event = Event(id=f"direct/{number}", at=now, action="letter_sent_directly", by=SERVICE, detail=said, clause="E2")
    wiring.register.enter(letter.case, event)
    return posted.outcome is MailOutcome.SENT
