"""What can be chosen because the case has it: actions, holds, versions, agencies it has asked (R2, R3, L9, G1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from admin.filters import short_day
from admin.forms.choices import enum_options
from admin.forms.choosing import Choosing, chosen_from
from admin.forms.questions import Option
from models.case import Part
from models.messages.rapid_review import Capacity
from models.people import Role, to_agency, to_role
from models.wording import ROLES, words

_REPORT = ("check_report", "sign_report", "refuse_report", "sign_in_place", "record_submission")
_LCSPR = (
    "sign_draft", "query_draft", "check_anonymisation", "declare_ready", "endorse_report", "skip_endorsement",
    "sign_off_lcspr", "decline_lcspr", "decide_not_to_publish", "record_sending",
)  # fmt: skip
_ON_ACTIONS = ("update_action", "complete_action", "hand_over_action", "redate_action")
_CARRIERS = (Role.COORDINATOR, Role.BUSINESS_MANAGER, Role.QIIP_CHAIR, Role.MANAGEMENT_GROUP_CHAIR)


@chosen_from(("confirm_immediate_action", "number"))
def immediate_actions(choosing: Choosing) -> tuple[Option, ...]:
    """The immediate actions nobody has confirmed yet."""
    rows = [row for row in _actions(choosing) if row["immediate"]]
    numbers = [str(row["action"]).removeprefix("immediate-") for row in rows]
    return tuple(
        Option(number, f"Immediate action {number}: {_owner(choosing, row)}")
        for number, row in zip(numbers, rows, strict=True)
    )


@chosen_from(*((command, "action") for command in _ON_ACTIONS))
def learning_actions(choosing: Choosing) -> tuple[Option, ...]:
    """The learning actions that are open; an agency sees its own."""
    own = choosing.by.agency if choosing.by.role in (Role.AGENCY_CONTACT, Role.SAFEGUARDING_LEAD) else None
    rows = [row for row in _actions(choosing) if not row["immediate"] and own in (None, row["owner"])]
    return tuple(Option(row["action"], f"{row['action']}: {_owner(choosing, row)}{_due(row)}") for row in rows)


def _actions(choosing: Choosing) -> Iterator[dict[str, Any]]:
    return (row for row in choosing.wiring.register.actions(choosing.case) if row["state"] == "open")


def _owner(choosing: Choosing, row: dict[str, Any]) -> str:
    return next((each.words for each in choosing.agencies if each.value == row["owner"]), str(row["owner"] or ""))


def _due(row: dict[str, Any]) -> str:
    return f", due {short_day(row['due'])}" if row["due"] else ""


@chosen_from(("extend_hold", "hold"), ("release_lcspr", "hold"))
def holds_on_the_review(choosing: Choosing) -> tuple[Option, ...]:
    """The holds on the LCSPR that stand."""
    return _holds(choosing, Part.LCSPR)


@chosen_from(("extend_publication_hold", "hold"), ("release_publication", "hold"))
def holds_on_publication(choosing: Choosing) -> tuple[Option, ...]:
    """The holds on the publication that stand."""
    return _holds(choosing, Part.PUBLICATION)


def _holds(choosing: Choosing, part: Part) -> tuple[Option, ...]:
    standing: dict[str, str] = {}
    for entry in choosing.wiring.register.entries_since(choosing.case, 0):
        number = str(entry.detail.get("hold", ""))
        if entry.part != part or number in ("", "0"):
            continue
        if entry.action in ("hold_begun", "hold_extended"):
            standing[number] = str(entry.detail.get("review_on", ""))
        elif entry.action == "hold_released":
            standing.pop(number, None)
    return tuple(Option(number, f"Hold {number}, looked at again {on}") for number, on in standing.items())


@chosen_from(*((command, "report_version") for command in _REPORT))
def versions_of_the_report(choosing: Choosing) -> tuple[Option, ...]:
    """The versions of the Rapid Review Report that were submitted."""
    return _versions(choosing, "report_submitted_to_unit", "report_version")


@chosen_from(*((command, "report_version") for command in _LCSPR))
def versions_of_the_draft(choosing: Choosing) -> tuple[Option, ...]:
    """The versions of the LCSPR report."""
    return _versions(choosing, "draft_sent", "report_version")


@chosen_from(("agree_publication_plan", "plan_version"))
def versions_of_the_plan(choosing: Choosing) -> tuple[Option, ...]:
    """The versions of the publication plan."""
    return _versions(choosing, "publication_plan_filed", "plan_version")


def _versions(choosing: Choosing, action: str, detail: str) -> tuple[Option, ...]:
    told = [each for each in choosing.wiring.register.entries_since(choosing.case, 0) if each.action == action]
    numbers = sorted({int(str(each.detail[detail])) for each in told if each.detail.get(detail)}, reverse=True)
    return tuple(
        Option(str(number), f"Version {number}{' (the latest)' if place == 0 else ''}")
        for place, number in enumerate(numbers)
    )


@chosen_from(("sign_report", "capacity"), ("refuse_report", "capacity"))
def own_capacities(choosing: Choosing) -> tuple[Option, ...]:
    """The capacities in which this person signs: for a partner, as QiiP Chair, or both (R11)."""
    own = {"qiip_chair" if by.role is Role.QIIP_CHAIR else str(by.partner) for by in choosing.capacities}
    return tuple(each for each in enum_options(Capacity) if each.value in own)


@chosen_from(("withdraw_request", "agency"))
def asked_agencies(choosing: Choosing) -> tuple[Option, ...]:
    """The agencies that have been asked and whose request stands."""
    rows = choosing.wiring.register.requests(choosing.case)
    asked = {row["agency"] for row in rows if row["withdrawn_at"] is None}
    return tuple(each for each in choosing.agencies if each.value in asked)


@chosen_from(("request_information", "agency"))
def agencies_not_asked(choosing: Choosing) -> tuple[Option, ...]:
    """The agencies that have not been asked, or whose request was withdrawn."""
    asked = {each.value for each in asked_agencies(choosing)}
    return tuple(each for each in choosing.agencies if each.value not in asked)


@chosen_from(("hand_over_action", "to"))
def who_carries_on(choosing: Choosing) -> tuple[Option, ...]:
    """Who may carry an action on: an agency, or an office of the partnership."""
    offices = tuple(Option(to_role(role), words(ROLES, role)) for role in _CARRIERS)
    return (*(Option(to_agency(each.value), each.words) for each in choosing.agencies), *offices)
