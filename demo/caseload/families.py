"""The families of the caseload, none of whom exists: how each case was raised (Appendix 1, the SIN record).

Every name is a plant, a stationery shop or a plain fib, so that nobody takes one for a real child's.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from demo.caseload.story import Moment, Values
from demo.skipped_time import form

ASKED = ("A-001", "A-002", "A-003", "A-010")  # the agencies a case asks where its story does not say otherwise
FICTION = "Everything in this form is fictional."


def _child(name: str, age: int, moment: Moment, gender: str = "") -> dict[str, Any]:
    forename, _, last_name = name.partition(" ")
    born = moment.notified_on - timedelta(days=365 * age + 100)
    address = "4 Imaginary Lane, Inkwell-under-Hill, ZZ99 3VZ"
    child = {"forename": forename, "last_name": last_name, "date_of_birth": born.isoformat(), "address": address}
    return {**child, "gender": gender, "looked_after": "no"} if gender else child


def sin(name: str, age: int, gender: str, what: str, **changes: Any) -> Values:
    """A Serious Incident Notification of the day on which it is filed, three days after the local authority knew."""

    def raised(moment: Moment) -> dict[str, Any]:
        known = moment.notified_on - timedelta(days=3)
        said = {
            "children": [_child(name, age, moment, gender)],
            "siblings": [],
            "incident_on": moment.incident_on.isoformat(),
            "aware_on": known.isoformat(),
            "notified_at": moment.at.isoformat(),
            "panel_reference": "",
            "responsible_la": "A-001",
            "ask_agencies": list(ASKED),
            "immediate_action_needed": "no",
            "immediate_action": "The child is with a foster carer and safe.",
            "what_happened": f"{what} {FICTION}",
        }
        return {**form("sin-christmas"), **said, **changes}

    return raised


def died(name: str, age: int, gender: str, what: str) -> Values:
    """A Serious Incident Notification of a death."""

    def raised(moment: Moment) -> dict[str, Any]:
        told = sin(name, age, gender, what)(moment)
        dead = {"child_died": "yes", "suspected_suicide": "no", "event": "unexpected"}
        return {**told, **dead, "child_seriously_harmed": "", "died_on": moment.incident_on.isoformat()}

    return raised


def cfc(name: str, age: int, summary: str, template: str = "cfc-split-vote", **changes: Any) -> Values:
    """A Case for Consideration; it is received when it is filed."""

    def raised(moment: Moment) -> dict[str, Any]:
        said = {
            "children": [_child(name, age, moment)],
            "siblings": [],
            "adults": [],
            "incident_on": moment.incident_on.isoformat(),
            "case_summary": f"{summary} {FICTION}",
            "harm": "The child is in pain and afraid, and is with a grandparent for now.",
            "immediate_action": "The child stays with a grandparent.",
            "ask_agencies": list(ASKED),
            "notified_at": moment.at.isoformat(),
        }
        return {**form(template), **said, **changes}

    return raised


def incomplete() -> Values:
    """A Case for Consideration of which the school knows little yet."""
    return lambda moment: {**form("cfc-incomplete"), "notified_at": moment.at.isoformat()}


def alte(name: str) -> Values:
    """A referral by the Designated Doctor, who asks for both reviews."""

    def raised(moment: Moment) -> dict[str, Any]:
        said = {"children": [_child(name, 0, moment)], "incident_on": moment.incident_on.isoformat()}
        return {**form("alte-referral"), **said, "review_reference": "CDR-FICTION-31"}

    return raised


def looked_after(name: str) -> Values:
    """A death that is notified, and needs no Rapid Review."""

    def raised(moment: Moment) -> dict[str, Any]:
        on = moment.incident_on.isoformat()
        child = {**_child(name, 15, moment, "A boy"), "looked_after": "yes"}
        days = {"incident_on": on, "died_on": on, "aware_on": on, "notified_at": moment.at.isoformat()}
        return {
            **form("looked-after-death"),
            "children": [child],
            **days,
            "what_happened": f"A long illness. {FICTION}",
        }

    return raised
