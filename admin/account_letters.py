"""Letters about somebody's own account: an invitation, or word that the way they sign in was changed (ASVS 6.3.7)."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import TYPE_CHECKING

import structlog
from starlette.background import BackgroundTask
from starlette.responses import Response

from adapters.letters import Letters
from adapters.register import Register
from models.london import london_date
from models.post import Envelope, MailOutcome
from models.wording import instant_words

if TYPE_CHECKING:  # the shell sends these letters too, without what the pages are made of
    from admin.wiring import Mail, Wiring

log = structlog.get_logger("admin")


class AccountLetters:
    """Writes and sends them, at once: who changed a password must hear of it today, open office or not."""

    def __init__(self, register: Register, letters: Letters, mail: Mail) -> None:
        self._register, self._letters, self._mail = register, letters, mail

    async def invite(self, person: str, link: str, until: datetime, now: datetime) -> bool:
        """Send an invitation; False where it certainly or perhaps did not go."""
        return await self._send(person, "invited", now, link=link, until=instant_words(until))

    async def say_changed(self, person: str, what: str, now: datetime) -> bool:
        """Say what was changed: password, second_factor, no_second_factor or recovery_codes."""
        return await self._send(person, "changed", now, what=what, at=instant_words(now))

    async def _send(self, person: str, template: str, now: datetime, **facts: str) -> bool:
        found = self._register.addresses(f"person:{person}", "", london_date(now))
        if not found:
            return False
        letter = self._letters.about_account(template, **facts)
        key = f"account {template} {person} {secrets.token_hex(8)}"
        posted = await self._mail.send(Envelope(key=key, to=found[0].email, letter=letter, at=now))
        if posted.outcome is not MailOutcome.SENT:
            log.warning("account_letter_not_sent", person=person, purpose=template, code=posted.why)
        return posted.outcome is MailOutcome.SENT


def with_letter(answer: Response, wiring: Wiring, person: str, what: str) -> Response:
    """The answer, and after it has gone word to the person of what was changed: nobody waits for a mail server."""
    letters = AccountLetters(wiring.register, wiring.letters, wiring.mail)
    answer.background = BackgroundTask(letters.say_changed, person, what, wiring.now())
    return answer
