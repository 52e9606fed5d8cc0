"""What of a case must be the same, however often something was killed on its way."""

from __future__ import annotations

from collections import Counter
from typing import Any

from adapters.mail.mailbox import kept_letters
from adapters.register.columns import canonical
from tests.faults.live import Live

DELIVERIES = ("letter_ambiguous", "letter_retry")  # what the post of a killed worker leaves on record besides


def digest(live: Live, case: str) -> dict[str, Any]:
    """All of a case that must be the same however often something was killed on its way."""
    register = live.house.register
    entries = [entry for entry in register.audit_of(case) if entry.action not in DELIVERIES]
    return {
        "standings": {part: standing.model_dump(exclude={"due"}) for part, standing in live.standings(case).items()},
        "outbox": Counter(_outbox(live, case)),
        "mailbox": Counter(_mailbox(live, case)),
        "trail": Counter(_of_case(_said(entry.action, entry.detail), case) for entry in entries),
        "signatures": Counter((row["capacity"], row["state"]) for row in register.signatures(case)),
        "returns": Counter((row["agency"], row["version"]) for row in register.returns(case)),
        "actions": {row["action"]: row["state"] for row in register.actions(case)},
    }


def _outbox(live: Live, case: str) -> list[tuple[Any, ...]]:
    rows = live.house.register.outbox_of(case)
    return [_of_case((row.purpose, row.recipient, row.about, row.state), case) for row in rows]


def _mailbox(live: Live, case: str) -> list[tuple[Any, ...]]:
    letters = kept_letters(live.house.settings.mailbox)
    return [_of_case((letter.to, letter.subject), case) for letter in letters if case in letter.subject]


def _said(action: str, detail: dict[str, Any]) -> tuple[str, str]:
    if action.startswith("letter_"):
        return action, canonical({name: detail.get(name) for name in ("purpose", "to")})
    told = {name: value for name, value in detail.items() if not name.endswith("_at") and name != "possible_duplicates"}
    return action, canonical(told)


def _of_case(said: tuple[Any, ...], case: str) -> tuple[Any, ...]:
    return tuple(str(item).replace(case, "CASE") for item in said)
