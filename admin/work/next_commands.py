"""From what a case waits for to the form that does it: which command, and what the form is filled with (E4)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urlencode

from adapters.register.work import WaitRow
from models.messages.catalogue import MESSAGES

# What a part says comes next, where that is not the name of the message that brings it. None: nothing is asked here,
# for the parts of the case (or their requests and actions) say it themselves.
COMMANDS: Mapping[str, str | None] = MappingProxyType(
    {
        "return_information": "agency_return_received",
        "none": None,
        "opening": None,
        "threshold": None,
        "rapid_review": None,
        "alte_with_cdop": "record_alte_outcome",
        "lcspr": None,
        "publication": None,
        "learning": None,
        "closed": None,
    }
)
# command -> field that what it is about fills, and field that the one it waits for fills
_ABOUT = {
    "sign_report": "capacity",
    "agree_publication_plan": "plan_version",
    "check_anonymisation": "report_version",
    "release_lcspr": "hold",
    "release_publication": "hold",
    "complete_action": "action",
    "confirm_immediate_action": "number",
    "restart_part": "failed",
}
_WHO = {
    "agency_return_received": "agency",
    "sign_draft": "agency",
    "cast_vote": "partner",
    "confirm_cascade": "partner",
    "agree_publication_plan": "partner",
}


def command_of(code: str) -> str | None:
    """The command that does it; None where no form does."""
    return COMMANDS.get(code, code if code in MESSAGES else None)


def form_of(row: WaitRow) -> str | None:
    """The address of the form that does it, filled with what is known; None where no form does."""
    command = command_of(row.action)
    if command is None:
        return None
    known = {_ABOUT[command]: row.about} if command in _ABOUT and row.about else {}
    if command in _WHO:
        known[_WHO[command]] = row.recipient.partition(":")[2]
    fields = MESSAGES[command].model_fields
    query = urlencode({name: value for name, value in known.items() if name in fields})
    return f"/cases/{row.case}/do/{command.replace('_', '-')}{'?' if query else ''}{query}"
