"""An e-mail to exactly one address, the same Message-ID for the same letter (E2, E4, I3).

``EmailMessage`` refuses line breaks in headers but takes ``a@b, evil@x`` as two recipients: hence the strict
validator of one address here.
"""

from __future__ import annotations

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from pydantic import BaseModel, ConfigDict, field_validator

from models.post import Envelope

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_POLICY = SMTP.clone(cte_type="7bit")  # no relay on the way has to understand anything newer
LONGEST = 254


class AddressRefused(ValueError):
    """This is not one plain e-mail address. The text never repeats what was given."""


def one_address(text: str) -> str:
    """The address, if it is exactly one plain ASCII address; raises AddressRefused for anything else.

    Refused are lists, display names, comments, quoted local parts, address literals, white space, control
    characters, and domains without a dot.
    """
    local, at, domain = text.rpartition("@")
    labels = domain.split(".")
    plain = (
        len(text) <= LONGEST
        and bool(at)
        and len(local) <= 64
        and _LOCAL.fullmatch(local) is not None
        and len(labels) > 1
        and all(_LABEL.fullmatch(label) for label in labels)
    )
    if not plain:
        raise AddressRefused("not one plain e-mail address")
    return text


class Sender(BaseModel):
    """Whom letters come from: the partnership's address, under the partnership's name."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    address: str
    name: str = ""

    @field_validator("address")
    @classmethod
    def _one(cls, address: str) -> str:
        return one_address(address)

    @field_validator("name")
    @classmethod
    def _one_line(cls, name: str) -> str:
        if not name.isprintable():
            raise ValueError("a name is one line of printable characters")
        return name

    @property
    def domain(self) -> str:
        """The domain that Message-IDs and the greeting of the SMTP dialogue bear."""
        return self.address.rpartition("@")[2]


def message_id(key: str, sender: Sender) -> str:
    """The Message-ID of a letter: opaque, and the same at every attempt."""
    return f"<{sha256(key.encode()).hexdigest()[:40]}@{sender.domain}>"


def compose(envelope: Envelope, sender: Sender) -> EmailMessage:
    """The message: plain text, one recipient, marked as sent by a machine. Raises AddressRefused."""
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(display_name=sender.name, addr_spec=sender.address)
    message["To"] = Address(addr_spec=one_address(envelope.to))
    message["Subject"] = envelope.letter.subject
    message["Date"] = format_datetime(envelope.at)
    message["Message-ID"] = message_id(envelope.key, sender)
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"  # out-of-office replies would only come back to us
    message.set_content(envelope.letter.text, charset="utf-8")
    return message
