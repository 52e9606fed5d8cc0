"""The JSON answers keep what their document says, whatever is asked of them and whoever asks (C11, C23)."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import from_schema

from models.people import SERVICE
from tests.admin.entrance import Entrance, entrance
from tests.admin.standing_cases import closed, in_ballot, in_review

__all__ = ["entrance"]
COORDINATOR, MEMBER, CONTACT = "P-0002", "P-0006", "P-0021"


def cookie_of(entrance: Entrance, person: str | None) -> str:
    """The session of somebody who has signed in; blank for nobody."""
    if person is None:
        return "nobody's"
    entrance.give_account(person)
    emails = {row.ref: row.email for row in entrance.register.people(SERVICE, entrance.clock.now(), "tests")}
    return entrance.signed_in(emails[person]).cookies["review"]


def document(entrance: Entrance) -> str:
    """The cookie of somebody who may read the document: whoever has signed in."""
    return f"review={cookie_of(entrance, COORDINATOR)}"


def asked(entrance: Entrance, person: str | None, examples: int) -> tuple[Counter[int], list[str]]:
    """Everything schemathesis thinks of, as this person: how often which status came, and what broke a promise."""
    config = SchemathesisConfig.from_dict(
        {
            "auth": {"openapi": {"session": {"api_key": cookie_of(entrance, person)}}},
            "checks": {"enabled": True},
            "generation": {"deterministic": True, "max-examples": examples, "no-shrink": True},
            "phases": {"stateful": {"enabled": False}, "examples": {"enabled": False}},
        }
    )
    headers = {"Cookie": document(entrance)}
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", entrance.app, config=config, headers=headers)
    statuses: Counter[int] = Counter()
    broken: list[str] = []
    for event in from_schema(schema).execute():
        if type(event).__name__ in ("NonFatalError", "FatalError"):
            broken.append(repr(event.value if hasattr(event, "value") else event))
        if recorder := getattr(event, "recorder", None):
            statuses.update(each.response.status_code for each in recorder.interactions.values() if each.response)
            broken += _broken(recorder)
    return statuses, broken


def _broken(recorder: Any) -> list[str]:
    return [
        f"{check.name}: {check.failure_info.failure.message} ({recorder.interactions[id].request.uri})"
        for id, checks in recorder.checks.items()
        for check in checks
        if check.failure_info is not None
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("person", "examples", "usual"), [(COORDINATOR, 12, 200), (MEMBER, 4, 200), (CONTACT, 4, 403), (None, 4, 401)]
)
def test_no_question_breaks_a_promise_of_the_document(
    entrance: Entrance, person: str | None, examples: int, usual: int
) -> None:
    for number in range(1, 6):
        in_review(entrance.register, number)
    in_ballot(entrance.register, 6)
    closed(entrance.register, 7)

    statuses, broken = asked(entrance, person, examples)

    assert broken == []
    assert statuses[usual] > 10
    assert statuses[405] > 0
    assert not [status for status in statuses if status >= 500]
