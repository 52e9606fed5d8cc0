"""Where letters go, chosen by one address: ``folder:PATH``, ``smtp://…`` or ``smtps://…`` (E5)."""

from __future__ import annotations

from pathlib import Path

from adapters.mail.mailbox import MailboxFolder
from adapters.mail.message import Sender
from adapters.mail.smtp import SmtpMail

_FOLDER = "folder:"


def open_mail(address: str, sender: Sender) -> MailboxFolder | SmtpMail:
    """The mail system of an address. Raises ``adapters.mail.smtp.MailUrlRefused`` for one that is none."""
    if address.startswith(_FOLDER):
        return MailboxFolder(Path(address.removeprefix(_FOLDER)), sender)
    return SmtpMail(address, sender)
