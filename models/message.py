"""What travels through Temporal: typed, versioned, tolerant messages that carry references only (N15, K3).

What people typed stays in the register under a document reference; a message carries that reference.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Message(BaseModel):
    """Base of all that is kept in histories: frozen, and kind to fields of later releases."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class Refusal(Message):
    """Why a decision cannot be taken: a code to branch on, and a sentence that says how to mend it."""

    code: str
    says: str


class DocumentRef(Message):
    """A form or text kept in the register: its reference, the hash of its content, its version, its gaps.

    ``gaps`` are the codes of mandatory fields left blank (never their content).
    """

    id: str
    sha256: str = ""
    version: int = 1
    gaps: tuple[str, ...] = ()


class Text:
    """Marks a ``str`` field that holds the reference of a text in the register; ``asks`` is the question."""

    def __init__(self, asks: str) -> None:
        self.asks = asks


class Form:
    """Marks a :class:`DocumentRef` field; ``kind`` names the form, ``asks`` says what to file."""

    def __init__(self, kind: str, asks: str) -> None:
        self.kind = kind
        self.asks = asks


class FromForm:
    """Marks a field that the door fills from the filed form's ``brief()`` and nobody types."""


class Asks:
    """Marks an ordinary field with the question put to the person who fills it."""

    def __init__(self, asks: str) -> None:
        self.asks = asks
