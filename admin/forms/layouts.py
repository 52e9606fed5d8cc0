"""What the pages say beside the boxes of the models: clearer labels, hints from the process, the order of boxes (K4).

Keys are a form's kind or a message's name with the box's path, or a piece's class with the box's name; the first that
fits is taken. Rows have no numbers in paths: ``key_events.on``.
"""

from __future__ import annotations

from collections.abc import Mapping

_NOT_LISTED = "Agency's name, if it is not in the list above"
_ISO = "For example 09:30 or 14:05."
LABELS: Mapping[tuple[str, str], str] = {
    ("appendix_1", "ask_agencies"): "Further agencies to ask for information",
    ("appendix_2", "agency_ref"): "Agency",
    ("appendix_2", "agency_name"): "Agency's name, as it is to stand in the report",
    ("Professional", "agency_ref"): "Agency",
    ("Professional", "agency"): _NOT_LISTED,
    ("InvolvedWorker", "agency_ref"): "Agency",
    ("InvolvedWorker", "agency"): _NOT_LISTED,
    ("Attendee", "agency_ref"): "Agency",
    ("Attendee", "agency"): _NOT_LISTED,
    ("NamedAgency", "agency_ref"): "Agency",
    ("NamedAgency", "name"): "Agency's name, as it is to stand in the report",
    ("link_process", "process"): "Which process?",
    ("record_submission", "sha256"): "Fingerprint (SHA-256) of the report as it was sent",
    ("record_sending", "sha256"): "Fingerprint (SHA-256) of the report as it was sent",
    ("publish_report", "sha256"): "Fingerprint (SHA-256) of what is published",
    ("publish_improvements", "sha256"): "Fingerprint (SHA-256) of what is published",
    ("calendar_changed", "calendar_version"): "Which version of the calendar?",
    ("set_methodology", "methodology"): "Which methodology?",
    ("set_methodology", "agencies"): "Which agencies have to cooperate?",
}
_STATUTORY = "The three statutory partners are always asked; choose the others."
_BORN = "For example 27 3 2011."
HINTS: Mapping[tuple[str, str], str] = {
    # forms
    ("OpensCase", "ask_agencies"): _STATUTORY,
    ("appendix_1", "ask_agencies"): _STATUTORY,
    ("sin", "ask_agencies"): _STATUTORY,
    ("alte_referral", "ask_agencies"): _STATUTORY,
    ("appendix_1", "immediate_action_needed"): "If a child is in danger now, telephone Children's Social Care or 999.",
    ("sin", "immediate_action_needed"): "If a child is in danger now, telephone Children's Social Care or 999.",
    ("alte_referral", "immediate_action_needed"): "If a child is in danger now, telephone first.",
    ("appendix_1", "presenter"): "The agency that raises a case presents it to the partners.",
    ("appendix_1", "notified_at"): "Leave this blank if it is now.",
    ("sin", "notified_at"): "Leave this blank if it is now. The 15 working days count from here.",
    ("sin", "aware_on"): "The five working days to notify the National Panel count from here.",
    ("sin", "incident_la"): "Where the incident happened.",
    ("sin", "responsible_la"): "The authority responsible for the child, if another one.",
    ("appendix_1", "incident_la"): "Where the incident happened.",
    ("appendix_1", "responsible_la"): "The authority responsible for the child, if another one.",
    ("appendix_1", "joint_working"): "What went well, and what did not, between the agencies.",
    ("appendix_2", "records_held"): "No is a full answer: nothing more has to be filled in.",
    ("appendix_2", "summary"): "What your agency knew of the child and family, and what it did.",
    (
        "appendix_2",
        "key_events",
    ): "Each contact that mattered. They are merged with those of the other agencies by time.",
    ("appendix_2", "key_questions"): "What should the agencies ask themselves together?",
    ("appendix_2", "nominee"): "Somebody from the front line who knows the child.",
    ("appendix_2", "more_to_follow"): "Yes makes this a partial return: send it now, and the rest when you have it.",
    ("KeyEvent", "at"): _ISO,
    ("ReportedEvent", "at"): _ISO,
    ("KeyEvent", "source"): "For example: case notes, attendance register.",
    ("kloes", "kloes"): "One question each. Their order is their number.",
    ("Child", "date_of_birth"): _BORN,
    ("ChildAndHome", "date_of_birth"): _BORN,
    ("SinChild", "date_of_birth"): _BORN,
    ("Attendee", "substitute_for"): "Only for somebody who came in another's place.",
    ("wt_checklist", "report_version"): "The version you have read.",
    ("lcspr_report", "what_happened"): "Without anything by which a child or family could be recognised.",
    ("publication_plan", "wished_on"): "Seven working days at least after report and action plan were sent.",
    # messages
    ("cast_vote", "proceed"): "Anything short of three times No means that the case proceeds.",
    ("cast_vote", "reasons"): "The other partners and the referrer see your reasons.",
    ("recuse", "partner"): "The named deputy of this partner votes instead.",
    ("appoint_chair", "conflict"): "Yes: somebody else has to be found.",
    (
        "move_panel",
        "meets_on",
    ): "A working day. The plan is working day 8; day 9 at the latest without a special reason.",
    ("record_submission", "sent_at"): "When it really went. Late is recorded as late, never refused.",
    ("record_submission", "late_reasons"): "Only if it went after the deadline.",
    ("panel_acknowledged", "expected_on"): "It stands in the Panel's e-mail. The deadline follows it.",
    ("declare_ready", "report_version"): "Every agency has signed this version.",
    ("record_sending", "sent_at"): "The seven working days count from the later of the two sendings.",
    ("hold_lcspr", "review_on"): "A hold never ends by itself: on this day somebody looks at it again.",
    ("hold_publication", "review_on"): "A hold never ends by itself: on this day somebody looks at it again.",
    ("correct_notification", "seconded_by"): "Never by one person alone: open deadlines move.",
    ("set_methodology", "rationale"): "It is printed in the report.",
    ("stand_down", "agreed_by"): "All who agreed. Agencies and the National Panel are told.",
}
ORDER: Mapping[str, tuple[str, ...]] = {
    "Professional": ("name", "role", "agency_ref", "agency"),
    "InvolvedWorker": ("agency_ref", "agency", "worker"),
    "Attendee": ("name", "role", "agency_ref", "agency"),
    "NamedAgency": ("agency_ref", "name"),
    "AgencyReturn": ("agency_ref", "agency_name"),
    "Child": ("forename", "middle_name", "last_name", "date_of_birth"),
    "ChildAndHome": ("forename", "middle_name", "last_name", "date_of_birth"),
    "SinChild": ("forename", "middle_name", "last_name", "date_of_birth"),
    "ChildProfile": ("forename", "middle_name", "last_name", "date_of_birth"),
    "Adult": ("forename", "last_name", "date_of_birth"),
    "Sibling": ("forename", "last_name", "date_of_birth"),
}
# boxes of a form that follow from what its message asks, and are not asked again
FOLLOWS: Mapping[str, frozenset[str]] = {
    "agency_return_received": frozenset({"agency_ref", "agency_name"}),
    "check_report": frozenset({"report_version"}),
}
ONE_IS_ENOUGH = frozenset({"forename", "last_name"})  # asked for, although one part of a name will do
AUTOCOMPLETE: Mapping[tuple[str, str], str] = {
    ("appendix_1", "raised_by.name"): "name",
    ("appendix_1", "raised_by.role"): "organization-title",
    ("appendix_2", "agency_name"): "organization",
    ("appendix_2", "completed_by"): "name",
    ("appendix_2", "completed_by_role"): "organization-title",
    ("appendix_2", "email"): "email",
    ("appendix_2", "telephone"): "tel",
    ("alte_referral", "referred_by.name"): "name",
    ("sin", "notified_by.name"): "name",
}


def label(kind: str, piece: str, path: str, name: str) -> str:
    """The label of a box where the models' own does not do; else nothing."""
    return LABELS.get((kind, path)) or LABELS.get((piece, name)) or ""


def hint(kind: str, piece: str, path: str, name: str) -> str:
    """What helps with a box; else nothing."""
    return HINTS.get((kind, path)) or HINTS.get((piece, name)) or ""


def in_order(piece: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The boxes of a piece, those named in ``ORDER`` first."""
    first = tuple(name for name in ORDER.get(piece, ()) if name in names)
    return (*first, *(name for name in names if name not in first))
