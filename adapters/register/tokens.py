"""Changes people make in the register itself: signed by somebody, done once however often the token comes (K2, K4)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from adapters.register import audit
from adapters.register.store import RegisterError
from adapters.register.tables import AuditTable
from models.london import london_date
from models.message import Refusal
from models.people import Actor
from models.record import Detail, Event


class ChangeRefused(RegisterError):
    """The change cannot be made; ``refusal`` says which rule, and how to mend it."""

    def __init__(self, code: str, says: str) -> None:
        super().__init__(says)
        self.refusal = Refusal(code=code, says=says)


@dataclass(frozen=True)
class Signed:
    """Who makes a change, when, under which one-time token."""

    by: Actor
    at: datetime
    token: str

    @property
    def on(self) -> date:
        """The London date."""
        return london_date(self.at)

    def note(self, session: Session, action: str, /, **detail: Detail) -> None:
        """Enter the change into the trail under its token."""
        event = Event(id=event_of(self.token), at=self.at, action=action, by=self.by, clause="K1", detail=detail)
        audit.append(session, "", "", [event])


def answered(session: Session, signed: Signed) -> dict[str, Any] | None:
    """What was entered when this token came before; None: it is new."""
    return answered_under(session, signed.token)


def answered_under(session: Session, token: str) -> dict[str, Any] | None:
    """The same, by the token alone."""
    query = select(AuditTable.detail).where(AuditTable.case == "", AuditTable.event_id == event_of(token))
    detail = session.scalar(query)
    return None if detail is None else json.loads(detail)


def event_of(token: str) -> str:
    """The event that a one-time token becomes in the trail."""
    return f"change/{token}"


def changed() -> ChangeRefused:
    """Somebody else was first."""
    return ChangeRefused(
        "changed", "This has changed since you opened it. Look at what stands there now, and try again."
    )
