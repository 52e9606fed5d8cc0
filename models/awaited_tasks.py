"""Tasks for a person, as the parts of a case keep them: which message ends each, and for whom it is (E5, N4, N10)."""

from __future__ import annotations

from models.case import CaseKind
from models.people import Role, to_role
from models.recipients import QIIP_CHAIR, UNIT

COORDINATOR, MANAGER = UNIT
LA_REPRESENTATIVE = to_role(Role.LA_REPRESENTATIVE)
# task -> the message that ends it; those not listed are messages already, or are ticked off by hand
ENDED_BY = {
    "choose_agencies": "request_information",
    "possible_missed_notification": "answer_missed_notification",
    "part_failed": "restart_part",
    "report_not_available": "record_availability_check",
}
BY_HAND = frozenset({"telephone", "tell_case"})
RECIPIENTS = {
    "answer_missed_notification": (LA_REPRESENTATIVE, MANAGER),
    "record_breach": (LA_REPRESENTATIVE, COORDINATOR),
    "replace_chair": (MANAGER, QIIP_CHAIR),
    "restart_part": (MANAGER,),
    "tell_case": (MANAGER,),
}
AT_ONCE = frozenset(
    {
        "answer_safety_question",
        "order_immediate_action",
        "telephone",
        "tell_case",
        "post_not_delivered",
        "restart_part",
        "request_information",
        "record_availability_check",
        "replace_chair",
    }
)
# Within how many working days of being asked, where nothing but the record is known. Pages ask the policy.
WITHIN = {**dict.fromkeys(AT_ONCE, 0), "confirm_immediate_action": 1, "panel_acknowledged": 2, "confirm_cascade": 2}


def task_words_apart(task: str, kind: CaseKind) -> tuple[str, str]:
    """What has to be done and about what: ``telephone:agency:A-010:vote_chased`` is ``telephone`` and the rest."""
    what, _, about = task.partition(":")
    if what == "fill_gaps" and kind is not CaseKind.CFC:
        return "fill_sin_gaps", about
    return ENDED_BY.get(what, what), about


def task_recipients(action: str, referrer: str | None) -> tuple[str, ...]:
    """For whom a task is: the Business Unit, unless somebody else can end it."""
    if action in ("fill_gaps", "fill_sin_gaps"):
        return (COORDINATOR, referrer) if referrer and referrer not in UNIT else (COORDINATOR,)
    return RECIPIENTS.get(action, UNIT)
