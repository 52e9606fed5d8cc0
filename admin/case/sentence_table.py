"""Every action code of the audit trail as a sentence (K2): what the timeline says.

``{name}`` is a detail in words, ``{name?yes|no}`` one of two texts by a detail, and ``[...]`` stands only where all
details in it are told. Who acted stands beside the sentence, by role. A reminder's code is its letter's, and a test
holds this table to every code that workflows, desk and register can enter.
"""

from __future__ import annotations

from enum import StrEnum


class Told(StrEnum):
    """What kind of thing happened: the filters of the timeline."""

    DECISION = "decision"  # decisions, and facts that came in
    CLOCK = "clock"
    LETTER = "letter"  # reminders, and letters that did not arrive
    SENT = "sent"  # each letter and link as it went
    VIEW = "view"
    SYSTEM = "system"


_D, _C, _L, _V, _S = Told.DECISION, Told.CLOCK, Told.LETTER, Told.VIEW, Told.SYSTEM
_P = Told.SENT
Line = tuple[Told, str]

OF_THE_CASE: dict[str, Line] = {
    "case_accepted": (_D, "The case was opened[: {kind}][. Probably notified before: {possible_duplicates}]."),
    "case_reopened": (_D, "The case was opened again[: {kind}]."),
    "screened": (_D, "Screening: {advice}."),
    "safety_question_answered": (_D, "Is immediate action needed to keep children safe? {action_needed?Yes|No}."),
    "immediate_action_ordered": (_D, "Immediate action {number} was given to {owner}."),
    "immediate_action_confirmed": (_D, "Immediate action {number} was confirmed as done."),
    "gaps_filled": (_D, "Gaps in the form were filled.[ Still blank: {gaps}.]"),
    "possible_missed_notification": (_D, "The form meets the criteria for a notification, and none has come."),
    "missed_notification_answered": (_D, "The local authority {will_notify?will|will not} notify the National Panel."),
    "awareness_limit_breached": (_C, "The local authority's five working days had passed on {due}."),
    "breach_explained": (_D, "The reason for the late notification was recorded."),
    "sin_notified": (_D, "A Serious Incident Notification came for this case."),
    "alte_handed_over": (_D, "The ALTE part was handed over to the CDOP."),
    "alte_outcome_recorded": (_D, "The CDOP decided {review_held?to hold|not to hold} an ALTE review."),
    "process_linked": (_D, "A parallel process was linked: {process}{hold?, which asks this review to hold|}."),
    "cascade_confirmed": (_D, "{partner} confirmed that its agency was told of the decision, and why."),
    "notification_corrected": (_C, "The day of notification was corrected to {notified_on}."),
    "calendar_changed": (_C, "The calendar of working days changed."),
    "lateness_explained": (_D, "The reason for the late submission was recorded."),
    "conflict_declared": (_D, "A conflict of interest was declared for the {role}, who is walled off from the case."),
    "part_failed": (_S, "A part of the case stopped and waits to be started again: {part}."),
    "part_restarted": (_S, "A part of the case was started again: {part}."),
    "case_closed": (_D, "The case was closed: {outcome}."),
    "panel_exchange_ended": (_D, "The exchange with the National Panel ended[: {reply}]."),
    # threshold
    "ballot_opened": (_D, "The vote opened. It closes on {closes_at}."),
    "vote_cast": (_D, "{partner} voted {proceed?Yes|No}[ (vote {version})]."),
    "member_recused": (_D, "The member for {partner} stepped aside for a conflict of interest; the deputy votes."),
    "ballot_held": (_D, "Votes were missing at the deadline, and the vote stays open: {votes_missing}."),
    "ballot_closed": (_D, "The vote closed: the case {proceeds?proceeds to|does not become} a Rapid Review. {basis}."),
    "deadlines_moved": (_C, "The close of the vote moved from {was} to {now}."),
}

OF_THE_RAPID_REVIEW: dict[str, Line] = {
    "rapid_review_instigated": (_D, "The Rapid Review began."),
    "chair_appointed": (_D, "The Independent Chair was commissioned."),
    "chair_replaced": (_D, "Another Independent Chair took over."),
    "agency_asked": (_D, "{agency} was asked for its information[, due on working day {due_day}]."),
    "request_withdrawn": (_D, "The request to {agency} was withdrawn."),
    "return_received": (_D, "{agency} returned its information: {answer}{late?, late|}[ (version {return_version})]."),
    "agency_return_received_after_the_end": (_D, "An agency's return came after the Rapid Review had ended."),
    "kloes_settled": (_D, "Chronology and key lines of enquiry were settled.[ Returns missing: {returns_missing}.]"),
    "panel_moved": (_C, "The Rapid Review Panel was set to {meets_on}."),
    "panel_held": (_D, "The Rapid Review Panel met. A LCSPR was {lcspr_recommended?recommended|not recommended}."),
    "panel_not_quorate": (_D, "The Rapid Review Panel met without a quorum, and meets again."),
    "report_submitted_to_unit": (_D, "Version {report_version} of the Rapid Review Report reached the Business Unit."),
    "report_checked": (_D, "Version {report_version} {passed?passed|did not pass} the check.[ Missing: {failed}.]"),
    "report_signed": (_D, "{capacity} signed version {report_version} of the report."),
    "report_refused": (_D, "{capacity} did not sign version {report_version} of the report, with reasons."),
    "signatures_voided": (_D, "A new version came, so these signatures no longer count: {capacities}."),
    "refusal_decided": (
        _D,
        "The Executive decided on the refusal: {stands?the report stands|a new version is needed}.",
    ),
    "signed_in_place": (_D, "Version {report_version} was signed in place of: {capacities}."),
    "pending_submission_approved": (_D, "Sending the report was approved with signatures missing: {capacities}."),
    "submission_recorded": (_D, "Version {report_version} went to the National Panel, {late?late|in time}."),
    "stood_down": (_D, "The Rapid Review was stood down. Agreed by {agreed_by}."),
    "panel_acknowledged": (_C, "The National Panel acknowledged, and expects the report by {expected_on}."),
    "panel_acknowledged_after_the_end": (_D, "The National Panel's acknowledgement came after the review had ended."),
    "step_extended": (_C, "More time was given, in working days {working_days}, for: {step}."),
    "clock_paused": (_C, "The internal plan was paused from {on}. The National Panel's date stands."),
    "clock_resumed": (_C, "The internal plan goes on from {until}."),
    "deadlines_drawn_up": (_C, "The dates were drawn up again[: {reason}][: {reasons_for_it}]."),
    # the National Panel's reply
    "panel_reply_awaited": (_D, "The National Panel's reply is awaited."),
    "panel_replied": (_D, "The National Panel replied: {reply}."),
    "panel_replied_after_the_end": (_D, "The National Panel wrote after the exchange with it had ended."),
    "queries_answered": (_D, "The National Panel's queries were answered{late?, late|}."),
    "lcspr_reconsidered": (_D, "The decision was taken again: a LCSPR is {lcspr?commissioned|not commissioned}."),
    "national_review_ended": (_D, "The national review ended."),
    "wait_closed": (_D, "The wait for the National Panel's reply was closed."),
    "panel_reply_ended": (_D, "The exchange with the National Panel was concluded[: {reply}]."),
    "case_not_told": (_S, "What was decided could not be passed on to the case."),
}

OF_THE_LCSPR: dict[str, Line] = {
    "lcspr_commissioned": (_D, "A LCSPR was commissioned[; publication is due by {publication_due}]."),
    "methodology_set": (_D, "Methodology, terms of reference and scope were set."),
    "reviewer_appointed": (_D, "The Lead Reviewer was appointed."),
    "reviewer_replaced": (_D, "Another Lead Reviewer took over."),
    "monitoring_requested": (_D, "The Lead Reviewer was asked in writing[, to answer by {answer_by}]."),
    "monitoring_recorded": (_D, "Progress was looked at: the review is {on_track?on track|not on track}."),
    "publication_forecast": (_C, "Publication is expected on {forecast}{late?, later than it is due|}."),
    "delay_notice_sent": (_D, "The notice of delay was sent[; publication is expected on {forecast}]."),
    "hold_begun": (_C, "Hold {hold} began[ ({kind})][; it is looked at again on {review_on}]."),
    "hold_extended": (_C, "Hold {hold} was extended[; it is looked at again on {review_on}]."),
    "hold_released": (_C, "Hold {hold} ended{still_held?, and another still stands|}."),
    "lcspr_paused": (_C, "The LCSPR was paused for a national review."),
    "lcspr_resumed": (_C, "The LCSPR goes on after the national review."),
    "lcspr_withdrawn": (_D, "The decision to hold a LCSPR was reversed."),
    "draft_sent": (_D, "Version {report_version} of the draft went to the agencies.[ Still blank: {parts_missing}.]"),
    "response_plan_filed": (_D, "Version {plan_version} of the response plan was filed."),
    "response_plan_confirmed": (_D, "The response plan was confirmed as being carried out."),
    "publication_plan_filed": (_D, "Version {plan_version} of the publication plan was filed."),
    "publication_plan_agreed": (_D, "{partner} agreed version {plan_version} of the publication plan."),
    "anonymisation_checked": (_D, "The anonymisation was checked, and {passed?passed|did not pass}."),
    "ready_for_governance": (_D, "The report was declared ready for publication."),
    "endorsed": (_D, "The Management Group endorsed the report."),
    "endorsement_skipped": (_D, "The report went to the Executive without the Management Group's endorsement."),
    "executive_signed_off": (_D, "The Executive signed off the report, response plan and publication plan."),
    "executive_declined": (_D, "The Executive declined to sign off, with reasons."),
    "decided_not_to_publish": (_D, "It was decided not to publish the report."),
    # publication
    "publication_prepared": (_D, "The report waits to be sent before publication."),
    "not_published": (_D, "The decision not to publish was told to {to}."),
    "sending_recorded": (_D, "Report and action plan went to the {recipient}."),
    "wait_restarted": (_C, "A new version was sent, so the wait before publication starts again."),
    "published": (_D, "The report was published on {published_on}."),
    "improvements_published": (_D, "The improvements were published on {published_on}."),
    "cascade_recorded": (_D, "Findings, practice briefing and learning material went to all agencies."),
    "availability_checked": (_D, "The published report {available?can|cannot} be read where it was published."),
    "withdrawn": (_D, "The published report was withdrawn{court_order?, as a court ordered|}."),
    "availability_ended": (_C, "The year of publication ended."),
    # learning
    "action_agreed": (_D, "Action {action} was agreed: {owner}, by {due}."),
    "action_updated": (_D, "Progress on action {action} was recorded."),
    "action_completed": (_D, "Action {action} was completed{overdue?, after its due date|}."),
    "action_handed_over": (_D, "Action {action} was handed over to {handed_to}."),
    "action_redated": (_C, "Action {action} was given another date: {due} in place of {was}."),
    "no_more_actions": (_D, "The case can bring no further actions of itself."),
    "actions_all_ended": (_D, "All actions have ended."),
}

OF_THE_SERVICE: dict[str, Line] = {
    "letter_sent": (_P, "Sent to {to}: {purpose}."),
    "letter_sent_directly": (_P, "Sent at once to {to}: {purpose}."),
    "letter_retry": (_P, "Not yet gone to {to}, tried again later: {purpose}."),
    "letter_ambiguous": (_L, "It is not known whether this reached {to}: {purpose}."),
    "letter_permanent": (_L, "Could not be delivered to {to}: {purpose}."),
    "letter_undeliverable": (_L, "A person must telephone {to}; this letter could not be delivered: {purpose}."),
    "task_done": (_D, "A task was ticked off[: {to} was telephoned in place of this letter: {purpose}]."),
    "post_not_delivered": (_L, "The letters of this case could not be delivered; they are tried again."),
    "link_issued": (_P, "A link to its own request was made for {agency}."),
    "link_code_sent": (_P, "A code for its link was sent to {agency}."),
    "link_opened": (_V, "{agency} opened its link."),
    "link_revoked": (_L, "The link of {agency} was withdrawn."),
    "request_passed_on": (_D, "Whoever was asked says that the request is for somebody else."),
    "case_viewed": (_V, "A page of this case was read: {page}."),
    "page_viewed": (_V, "A page was read: {page}."),
    "document_attached": (_D, "A document was attached[; it belongs to {about}]."),
    "document_downloaded": (_V, "An attached document of this case was saved to a computer."),
    "attachments_viewed": (_V, "The list of this case's attached documents was read."),
    "document_viewed": (_V, "A paper of this case was read: {kind}."),
    "documents_viewed": (_V, "Papers of this case were read: {kinds}."),
    "directory_viewed": (_V, "The directory was read."),
    "directory_loaded": (_S, "The directory was loaded."),
    "calendar_day_proclaimed": (_C, "A day was proclaimed: {on}, {kind}."),
    "calendar_day_withdrawn": (_C, "A proclaimed day was taken back: {on}."),
    "calendar_changed_after_the_end": (_C, "The calendar changed after this part had ended."),
    "sin_notified_after_the_end": (_D, "A Serious Incident Notification came after the case had ended."),
    "audit_anchored": (_S, "The head of the audit trail was written down."),
    "case_key_destroyed": (_S, "The key of this case was destroyed; what was typed in it can no longer be read."),
    "house_kept": (_S, "What nobody needs any more was deleted."),
    "master_key_rotated": (_S, "The master key was changed."),
}

TOLD: dict[str, Line] = {**OF_THE_CASE, **OF_THE_RAPID_REVIEW, **OF_THE_LCSPR, **OF_THE_SERVICE}
