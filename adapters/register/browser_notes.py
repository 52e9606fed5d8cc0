"""Notes left with a browser: sealed, so that it can neither read nor change them, each for one purpose."""

from __future__ import annotations

import base64
import binascii

from adapters.encryption import CiphertextRefused, Place
from adapters.register.case_keys import DIRECTORY, key_for_opening
from adapters.register.store import Store


class BrowserNotes:
    """The notes."""

    _store: Store

    def seal_note(self, purpose: str, text: str) -> str:
        """A note to give to a browser."""
        with self._store.reading() as session:
            sealed = key_for_opening(session, self._store, DIRECTORY).seal(text.encode(), _place(purpose))
        return base64.urlsafe_b64encode(sealed).decode()

    def open_note(self, purpose: str, sealed: str) -> str | None:
        """What a note of that purpose says; None for one that was altered or made for another."""
        try:
            raw = base64.urlsafe_b64decode(sealed.encode("ascii"))
            with self._store.reading() as session:
                return key_for_opening(session, self._store, DIRECTORY).unseal(raw, _place(purpose)).decode()
        except (CiphertextRefused, binascii.Error, UnicodeError):
            return None


def _place(purpose: str) -> Place:
    return Place("browser", "note", purpose)
