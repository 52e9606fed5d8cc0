"""Where letters go, chosen by one address: ``folder:PATH``, ``smtp://…`` or ``smtps://…`` (E5)."""

from __future__ import annotations

from adapters.mail.mailbox import MailboxFolder, folder_of
from adapters.mail.message import Sender
from adapters.mail.smtp import SmtpMail


def open_mail(address: str, sender: Sender) -> MailboxFolder | SmtpMail:
    """The mail system of an address. Raises ``adapters.mail.smtp.MailUrlRefused`` for one that is none."""
    folder = folder_of(address)
    return SmtpMail(address, sender) if folder is None else MailboxFolder(folder, sender)
