"""What people have to do, in words that begin with the verb: for lists, pages and buttons (E1, K4).

The names are those of the messages of ``models.messages`` and of what the parts say comes next; a test holds this table
to both. An unknown code is shown with its underscores as spaces.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TO_DO: Mapping[str, str] = MappingProxyType(
    {
        # the case as a whole
        "answer_safety_question": "Say whether children need to be kept safe now",
        "order_immediate_action": "Order the action that keeps children safe now",
        "confirm_immediate_action": "Confirm that the immediate action is done",
        "fill_gaps": "Complete the Case for Consideration",
        "fill_sin_gaps": "Complete the SIN record",
        "record_breach": "Say why the National Panel was not notified in time",
        "answer_missed_notification": "Say whether the National Panel will be notified",
        "link_process": "Link another process",
        "record_alte_outcome": "Record what the CDOP decided",
        "confirm_cascade": "Confirm that your agency was told of the decision",
        "correct_notification": "Correct the day of notification",
        "calendar_changed": "Draw up the dates again",
        "explain_lateness": "Say why the report was sent late",
        "restart_part": "Start a part of the case again",
        # threshold
        "sin_notified": "Record the Serious Incident Notification",
        "cast_vote": "Vote: should this become a Rapid Review?",
        "recuse": "Step aside from the vote",
        # Rapid Review
        "appoint_chair": "Commission the Independent Chair",
        "replace_chair": "Replace the Independent Chair",
        "declare_conflict": "Declare a conflict of interest",
        "request_information": "Ask an agency for information",
        "withdraw_request": "Withdraw a request for information",
        "return_information": "Return the agency's information",
        "agency_return_received": "Return the agency's information",
        "settle_chronology": "Settle the chronology and the key lines of enquiry",
        "move_panel": "Move the Rapid Review Panel",
        "hold_panel": "Hold the Rapid Review Panel and record it",
        "submit_report": "Write and submit the Rapid Review Report",
        "check_report": "Check the report against Working Together",
        "sign_report": "Sign the Rapid Review Report, or refuse",
        "refuse_report": "Refuse to sign the report",
        "decide_refusal": "Decide after the second refusal",
        "sign_in_place": "Sign in place of missing signatures",
        "approve_pending_submission": "Approve sending the report before all have signed",
        "record_submission": "Send the report to the National Panel and record it",
        "stand_down": "Stand the review down",
        "panel_acknowledged": "Record the National Panel's acknowledgement",
        "extend_step": "Give a step more working days",
        "pause_clock": "Pause the internal plan",
        "resume_clock": "Resume the internal plan",
        # the National Panel's reply
        "panel_replied": "Record the National Panel's reply",
        "answer_queries": "Answer the National Panel's queries",
        "reconsider_lcspr": "Decide again whether to hold a LCSPR",
        "national_review_ended": "Record that the national review has ended",
        "close_wait": "Stop waiting for the National Panel",
        # LCSPR
        "set_methodology": "Set methodology, terms of reference and scope",
        "appoint_reviewer": "Appoint the Lead Reviewer",
        "replace_reviewer": "Replace the Lead Reviewer",
        "request_from_reviewer": "Ask the Lead Reviewer in writing",
        "record_monitoring": "Record progress and quality",
        "submit_draft": "Write and submit the draft report",
        "sign_draft": "Check the draft and sign it for your agency",
        "query_draft": "Query the draft's accuracy",
        "file_response_plan": "File the response plan",
        "confirm_response_plan": "Confirm that the response plan is being carried out",
        "file_publication_plan": "File the publication plan",
        "agree_publication_plan": "Agree the publication plan",
        "check_anonymisation": "Check that nobody can be recognised in the report",
        "declare_ready": "Declare the report ready for publication",
        "endorse_report": "Endorse the LCSPR report",
        "skip_endorsement": "Go on without endorsement",
        "sign_off_lcspr": "Sign off report, action plan and publication plan",
        "decline_lcspr": "Decline to sign off",
        "forecast_publication": "Forecast the day of publication",
        "send_delay_notice": "Send the notice of delay",
        "hold_lcspr": "Hold the LCSPR",
        "extend_hold": "Extend the hold",
        "release_lcspr": "Release the hold",
        "decide_not_to_publish": "Decide not to publish",
        # publication
        "record_sending": "Send report and action plan, and record it",
        "hold_publication": "Hold the publication",
        "extend_publication_hold": "Extend the hold on publication",
        "release_publication": "Release the hold on publication",
        "decide_against_publication": "Decide against publication",
        "publish_report": "Publish the report",
        "record_cascade": "Tell all agencies of the learning, and record it",
        "record_availability_check": "Check that the report can still be read by everyone",
        "withdraw_report": "Withdraw the report",
        "publish_improvements": "Publish the improvements",
        # learning
        "add_action": "Agree the learning actions",
        "update_action": "Say how the learning action stands",
        "complete_action": "Complete the learning action, with evidence",
        "hand_over_action": "Hand the learning action over",
        "redate_action": "Give the learning action another date",
        # where the case as a whole stands: its parts say what comes next
        "opening": "Wait: the case is being opened",
        "threshold": "Wait for the partners' vote",
        "rapid_review": "Go on with the Rapid Review",
        "alte_with_cdop": "Record what the CDOP decided",
        "lcspr": "Go on with the LCSPR",
        "publication": "Go on with the publication",
        "learning": "Go on with the learning actions",
        "none": "Nothing",
    }
)
# what a person must do because an order could not be carried out or a word is missing
TASKS: Mapping[str, str] = MappingProxyType(
    {
        "telephone": "Telephone them: a letter did not arrive",
        "choose_agencies": "Choose the agencies to ask for information",
        "possible_missed_notification": "Ask whether the National Panel should have been notified",
        "post_not_delivered": "Look at the post: letters of this case cannot be delivered",
        "part_failed": "Have a part of this case started again",
        "tell_case": "Have the case told what was decided",
        "report_not_available": "Put the published report back where everyone can read it",
    }
)


def to_do(code: str | None) -> str:
    """What is to be done, beginning with the verb; ``Nothing`` for nothing."""
    said = TO_DO.get(code or "none") or TASKS.get(code or "")
    return said or (code or "").replace("_", " ").capitalize()
