"""Mail by SMTP, with the phase of the dialogue on record (E2, E5).

A connection lost before the body and one lost after it look the same to a library, and mean opposite things:
before, the letter certainly has not gone; after, nobody knows. So the dialogue is led step by step here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.message import EmailMessage
from enum import IntEnum
from urllib.parse import parse_qs, unquote, urlsplit

from aiosmtplib import SMTP, SMTPDataError, SMTPException, SMTPResponseException, SMTPServerDisconnected

from adapters.mail.message import AddressRefused, Sender, compose
from models.post import Envelope, MailOutcome, Posted

_DOT_AT_LINE_START = re.compile(rb"(?m)^\.")


class MailUrlRefused(ValueError):
    """The mail URL cannot be used; the text names its part, never its content."""


class Phase(IntEnum):
    """How far a dialogue has come."""

    CONNECTING = 0  # and encrypting, and signing in
    SENDER = 1
    RECIPIENT = 2
    DATA = 3  # asked to send the body
    BODY = 4  # the body is on its way: from here a loss leaves the outcome unknown


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed over."""

    host: str
    port: int
    encrypted_from_start: bool
    starttls: bool
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    authorities: str | None = None  # a file of certificate authorities instead of the system's


def mail_server(url: str) -> MailServer:
    """The server a URL names: ``smtp://user:pass@host:587`` (STARTTLS required), ``smtps://host``.

    ``?starttls=never`` sends in clear, for a catcher on the same machine; ``?ca=FILE`` trusts one authority.
    There is no "if offered": who can cut the offer out of the dialogue could read the letters.
    Raises MailUrlRefused.
    """
    parts = urlsplit(url)
    options = {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
    starttls = options.pop("starttls", "required")
    authorities = options.pop("ca", None)
    faults = {
        "scheme: use smtp:// or smtps://": parts.scheme not in ("smtp", "smtps"),
        "host: is missing": not parts.hostname,
        "starttls: use required or never": starttls not in ("required", "never"),
        "options: known are starttls and ca": bool(options),
        "path: a mail URL has none": parts.path not in ("", "/"),
    }
    if any(faults.values()):
        raise MailUrlRefused("; ".join(text for text, wrong in faults.items() if wrong))
    encrypted = parts.scheme == "smtps"
    return MailServer(
        host=parts.hostname or "",
        port=_port(parts.netloc, encrypted),
        encrypted_from_start=encrypted,
        starttls=not encrypted and starttls == "required",
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        authorities=authorities,
    )


def _port(netloc: str, encrypted: bool) -> int:
    try:
        return urlsplit(f"//{netloc}").port or (465 if encrypted else 587)
    except ValueError:
        raise MailUrlRefused("port: is not a port number") from None


class SmtpMail:
    """Hands letters to one SMTP server, one connection a letter; certificates are always verified."""

    absorbs_repeats = False

    def __init__(self, url: str, sender: Sender, *, seconds: float = 20.0) -> None:
        self._server = mail_server(url)
        self._sender = sender
        self._seconds = seconds  # patience with each single answer

    async def send(self, envelope: Envelope) -> Posted:
        """Hand a letter over; whatever happens, the answer says what is known."""
        try:
            message = compose(envelope, self._sender)
        except AddressRefused:
            return Posted(outcome=MailOutcome.PERMANENT, message_id="", why="bad_address")
        return await _Dialogue(self._client(), self._seconds).lead(message, self._sender.address, envelope.to)

    def _client(self) -> SMTP:
        server = self._server
        return SMTP(
            hostname=server.host,
            port=server.port,
            username=server.user,
            password=server.password,
            local_hostname=self._sender.domain,
            timeout=self._seconds,
            use_tls=server.encrypted_from_start,
            start_tls=server.starttls,
            cert_bundle=server.authorities,
        )


class _Dialogue:
    """One letter's dialogue with the server."""

    def __init__(self, client: SMTP, seconds: float) -> None:
        self._client = client
        self._seconds = seconds
        self._phase = Phase.CONNECTING

    async def lead(self, message: EmailMessage, sender: str, to: str) -> Posted:
        message_id = str(message["Message-ID"])
        try:
            await self._hand_over(message, sender, to)
        except SMTPResponseException as error:
            return self._answered(error.code, message_id)
        except (SMTPException, OSError):
            return self._lost(message_id)
        finally:
            self._client.close()
        return Posted(outcome=MailOutcome.SENT, message_id=message_id)

    async def _hand_over(self, message: EmailMessage, sender: str, to: str) -> None:
        await self._client.connect()
        self._phase = Phase.SENDER
        await self._client.mail(sender)
        self._phase = Phase.RECIPIENT
        await self._client.rcpt(to)
        self._phase = Phase.DATA
        ready = await self._client.execute_command(b"DATA")
        if ready.code != 354:
            raise SMTPDataError(ready.code, "")
        await self._send_body(_DOT_AT_LINE_START.sub(b"..", message.as_bytes()) + b".\r\n")

    async def _send_body(self, body: bytes) -> None:
        protocol = self._client.protocol
        if protocol is None or not protocol.is_connected:
            raise SMTPServerDisconnected("lost before the body")
        self._phase = Phase.BODY
        protocol.write(body)
        answer = await protocol.read_response(timeout=self._seconds)
        if answer.code != 250:
            raise SMTPDataError(answer.code, "")

    def _answered(self, code: int, message_id: str) -> Posted:
        """The server said no: for now, for good, or to us rather than to the letter."""
        if not 400 <= code <= 599:
            return self._lost(message_id)  # not an answer one can rely on
        ours = self._phase <= Phase.SENDER  # sign-in or sender refused: no fault of this recipient
        for_good = code >= 500 and not ours
        outcome = MailOutcome.PERMANENT if for_good else MailOutcome.RETRY
        return Posted(outcome=outcome, message_id=message_id, why=f"smtp_{code}", away=ours)

    def _lost(self, message_id: str) -> Posted:
        """The connection went, was never there, or the server fell silent."""
        if self._phase is Phase.BODY:
            return Posted(outcome=MailOutcome.AMBIGUOUS, message_id=message_id, why="answer_lost")
        why = f"lost_while_{self._phase.name.lower()}"
        return Posted(outcome=MailOutcome.RETRY, message_id=message_id, why=why, away=True)
