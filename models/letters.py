"""Every letter the process sends: its purpose, its clause, the room its template lives in (E1).

A letter may say only the case reference, dates, the step and the codes listed in ``facts``: never a name,
a date of birth, an address or a story (N15). The words themselves are templates staff can change.
"""

from __future__ import annotations

from models.message import Message


class Purpose(Message):
    """One kind of letter: where its template is, which clause asks for it, which facts it may state."""

    name: str
    room: str  # the folder below templates/emails
    clause: str
    facts: tuple[str, ...] = ()
    deadline: bool = False  # the letter says by when: whoever writes it gives the due date

    @property
    def template(self) -> str:
        """The template's path below ``templates/emails``."""
        return f"{self.room}/{self.name}.txt"


_LETTERS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    # review: the case as a whole
    ("case_opened", "review", "R1", ("kind",)),
    ("referral_received", "review", "N5", ()),
    ("gaps_asked", "review", "N4", ("gaps",)),
    ("safety_question_open", "review", "R2", ()),
    ("immediate_action_ordered", "review", "R2", ("action_number",)),
    ("immediate_action_unconfirmed", "review", "R2", ("action_number",)),
    ("awareness_clock_warning", "review", "N10", ("working_day",)),
    ("awareness_clock_last_warning", "review", "N10", ("working_day",)),
    ("awareness_clock_breached", "review", "N10", ()),
    ("possible_missed_notification", "review", "N10", ()),
    ("screening_advice", "review", "N7", ("advice",)),
    ("handed_to_child_death_review", "review", "N7", ()),
    ("alte_handed_over", "review", "N6", ()),
    ("other_area_invited", "review", "N14", ()),
    ("decision_to_proceed", "review", "T7", ("basis",)),
    ("cascade_reminder", "review", "T7", ()),
    ("cascade_overdue", "review", "T7", ()),
    ("deadlines_moved", "review", "C6", ("reason",)),
    ("notification_corrected", "review", "C8", ()),
    ("case_reopened", "review", "T6", ("kind",)),
    ("case_closed", "review", "G7", ("outcome",)),
    # threshold
    ("ballot_opened", "threshold", "T2", ()),
    ("vote_reminder", "threshold", "T4", ()),
    ("vote_chased", "threshold", "T4", ("votes_missing",)),
    ("vote_for_deputy", "threshold", "T2", ()),
    ("ballot_held", "threshold", "T4", ("votes_missing",)),
    ("ballot_superseded", "threshold", "T8", ()),
    ("no_rapid_review", "threshold", "T6", ()),
    # rapid review
    ("chair_commissioned", "rapid_review", "R1", ()),
    ("chair_missing", "rapid_review", "R1", ("working_day",)),
    ("chair_replaced", "rapid_review", "R1", ()),
    ("information_requested", "rapid_review", "R3", ("short_notice",)),
    ("request_withdrawn", "rapid_review", "R3", ()),
    ("request_link", "rapid_review", "R3", ()),
    ("request_code", "rapid_review", "E4", ("code",)),
    ("request_passed_on", "rapid_review", "R3", ()),
    ("request_misdirected", "rapid_review", "E4", ()),
    ("return_reminder", "rapid_review", "R5", ()),
    ("return_due_today", "rapid_review", "R5", ()),
    ("return_overdue", "rapid_review", "R5", ()),
    ("return_escalated", "rapid_review", "R5", ()),
    ("returns_incomplete", "rapid_review", "R5", ("agencies_missing",)),
    ("return_received", "rapid_review", "R4", ("lateness", "return_version")),
    ("nominee_asked", "rapid_review", "R4", ()),
    ("chronology_due", "rapid_review", "R6", ()),
    ("panel_invitation", "rapid_review", "R7", ("meets_on",)),
    ("panel_reminder", "rapid_review", "R7", ("meets_on",)),
    ("panel_not_quorate", "rapid_review", "R7", ("partners_missing",)),
    ("panel_overdue", "rapid_review", "R7", ()),
    ("default_panel_warning", "rapid_review", "R7", ()),
    ("report_due", "rapid_review", "R9", ()),
    ("report_due_today", "rapid_review", "R9", ()),
    ("report_overdue", "rapid_review", "R9", ()),
    ("report_to_check", "rapid_review", "R10", ("report_version",)),
    ("report_returned", "rapid_review", "R10", ("report_version", "failed_checks")),
    ("sign_off_asked", "rapid_review", "R11", ("report_version",)),
    ("sign_off_voided", "rapid_review", "R11", ("report_version",)),
    ("sign_off_reminder", "rapid_review", "R11", ("report_version",)),
    ("sign_off_overdue", "rapid_review", "R12", ("report_version", "signatures_missing")),
    ("sign_off_refused", "rapid_review", "R11", ("report_version",)),
    ("refusal_to_executive", "rapid_review", "R11", ("report_version",)),
    ("signed_in_place", "rapid_review", "R12", ("report_version",)),
    ("submission_due_today", "rapid_review", "R13", ()),
    ("holding_note_drafted", "rapid_review", "R13", ()),
    ("submission_overdue", "rapid_review", "R13", ()),
    ("report_submitted", "rapid_review", "R13", ("lateness",)),
    ("acknowledgement_missing", "rapid_review", "N13", ()),
    ("deadline_compressed", "rapid_review", "C3", ("expected_on",)),
    ("stood_down", "rapid_review", "R16", ()),
    # panel reply
    ("panel_reply_chased", "panel_reply", "R14", ("working_day",)),
    ("panel_queries", "panel_reply", "R14", ()),
    ("panel_answer_due", "panel_reply", "R14", ()),
    ("panel_answer_overdue", "panel_reply", "R14", ()),
    ("panel_agrees", "panel_reply", "R14", ()),
    ("panel_disagrees", "panel_reply", "R14", ()),
    ("national_review", "panel_reply", "R14", ()),
    # LCSPR
    ("lcspr_commissioned", "lcspr", "L1", ()),
    ("methodology_due", "lcspr", "L1", ()),
    ("reviewer_appointed", "lcspr", "L2", ()),
    ("reviewer_missing", "lcspr", "L2", ()),
    ("monitoring_due", "lcspr", "L4", ()),
    ("monitoring_request", "lcspr", "L4", ()),
    ("draft_due", "lcspr", "L3", ()),
    ("draft_overdue", "lcspr", "L3", ()),
    ("draft_for_accuracy", "lcspr", "L6", ("report_version",)),
    ("draft_queried", "lcspr", "L6", ("report_version",)),
    ("publication_plan_to_agree", "lcspr", "L7", ()),
    ("agency_sign_off_reminder", "lcspr", "L6", ("report_version",)),
    ("agency_sign_off_due_today", "lcspr", "L6", ("report_version",)),
    ("delay_notice_needed", "lcspr", "L3", ("forecast",)),
    ("delay_notice", "lcspr", "L3", ("forecast",)),
    ("ready_for_governance", "lcspr", "L7", ("report_version",)),
    ("endorsement_due", "lcspr", "L8", ("report_version",)),
    ("for_executive_sign_off", "lcspr", "L8", ("report_version",)),
    ("executive_declined", "lcspr", "L8", ("report_version",)),
    ("executive_signed_off", "lcspr", "L8", ("report_version",)),
    ("hold_begun", "lcspr", "L9", ("review_on",)),
    ("hold_review_due", "lcspr", "L9", ("review_on",)),
    ("hold_released", "lcspr", "L9", ()),
    ("publication_overdue", "lcspr", "L3", ()),
    # publication
    ("report_sent_to_panel", "publication", "P1", ("earliest_on",)),
    ("wait_restarted", "publication", "P2", ("earliest_on",)),
    ("publication_held", "publication", "P2", ()),
    ("publication_released", "publication", "P2", ("earliest_on",)),
    ("publication_possible", "publication", "P2", ("earliest_on",)),
    ("report_published", "publication", "P3", ("address", "sha256")),
    ("learning_cascade", "publication", "P3", ("address", "findings", "briefing", "learning_material")),
    ("availability_check_due", "publication", "P4", ("until",)),
    ("report_unavailable", "publication", "P4", ("until",)),
    ("availability_ended", "publication", "P4", ("until",)),
    ("report_withdrawn", "publication", "P4", ()),
    ("not_published", "publication", "P5", ()),
    # learning
    ("action_agreed", "learning", "G1", ("action", "due_on")),
    ("action_due_soon", "learning", "G1", ("action", "due_on")),
    ("action_overdue", "learning", "G2", ("action", "due_on")),
    ("action_to_management_group", "learning", "G2", ("action", "due_on")),
    ("action_ended", "learning", "G1", ("action",)),
    ("actions_all_ended", "learning", "G7", ()),
)

# Letters that state a due date. Any other says what has happened, or what is wanted at once.
_DEADLINES: frozenset[str] = frozenset(
    {
        "acknowledgement_missing",
        "agency_sign_off_due_today",
        "agency_sign_off_reminder",
        "availability_check_due",
        "awareness_clock_breached",
        "awareness_clock_last_warning",
        "awareness_clock_warning",
        "ballot_opened",
        "cascade_overdue",
        "cascade_reminder",
        "chronology_due",
        "draft_due",
        "draft_for_accuracy",
        "draft_overdue",
        "endorsement_due",
        "for_executive_sign_off",
        "holding_note_drafted",
        "immediate_action_unconfirmed",
        "information_requested",
        "methodology_due",
        "monitoring_due",
        "monitoring_request",
        "nominee_asked",
        "panel_answer_due",
        "panel_answer_overdue",
        "panel_overdue",
        "publication_overdue",
        "publication_plan_to_agree",
        "refusal_to_executive",
        "report_due",
        "report_due_today",
        "report_overdue",
        "report_returned",
        "report_to_check",
        "return_due_today",
        "return_escalated",
        "return_overdue",
        "return_reminder",
        "returns_incomplete",
        "reviewer_missing",
        "sign_off_asked",
        "sign_off_overdue",
        "sign_off_reminder",
        "submission_due_today",
        "submission_overdue",
        "vote_chased",
        "vote_for_deputy",
        "vote_reminder",
    }
)

PURPOSES: dict[str, Purpose] = {
    name: Purpose(name=name, room=room, clause=clause, facts=facts, deadline=name in _DEADLINES)
    for name, room, clause, facts in _LETTERS
}
