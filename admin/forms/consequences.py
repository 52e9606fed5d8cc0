"""What happens when something is sent, in a sentence or two over its page; others speak for themselves (K4)."""

from __future__ import annotations

from collections.abc import Mapping

CONSEQUENCES: Mapping[str, str] = {
    "answer_safety_question": "If action is needed it is ordered next, and somebody confirms that it is done.",
    "order_immediate_action": "The agency is told at once. It has one working day to confirm that it is done.",
    "correct_notification": "Deadlines that are still open are counted anew; those that have passed stand.",
    "declare_conflict": "Whoever has a conflict can no longer see this case or decide in it.",
    "cast_vote": "You can change your vote until the vote closes; every version is kept. Anything short of three times "
    "No means that the case proceeds.",
    "recuse": "The named deputy of this partner votes instead. Whoever steps aside no longer sees the case.",
    "replace_chair": "What has been done so far is kept, and the new Chair takes it on.",
    "request_information": "The agency gets the request with the day by which it is due. A late one is marked as short "
    "notice.",
    "withdraw_request": "Nothing is asked of the agency any more. What it has sent is kept.",
    "agency_return_received": "A return is always taken, also when it is late or corrects an earlier one.",
    "submit_report": "The report goes to the Business Manager to be checked. A new version voids the signatures under "
    "earlier ones.",
    "check_report": "If any item failed, the report goes back to the Chair and the clock runs on. Otherwise it goes to "
    "be signed.",
    "sign_report": "Your signature is for this version only: a new version voids it.",
    "refuse_report": "The report goes back to the Chair with your reasons. A second refusal goes to the Executive.",
    "sign_in_place": "You sign in place of the missing signatures, never over a refusal. The three partners are told.",
    "record_submission": "It is recorded as it was. Late is recorded as late with its reason; it is never refused.",
    "stand_down": "The Rapid Review ends. Agencies and the National Panel are told, and what was returned is kept.",
    "pause_clock": "The internal plan stands still. The National Panel's deadline does not move.",
    "submit_draft": "The report goes to every agency for accuracy. A new version voids what was signed before.",
    "sign_draft": "Your agency's signature is for this version only: a new version voids it.",
    "hold_lcspr": "The clock stands until somebody ends the hold. A hold never publishes anything.",
    "hold_publication": "Nothing is published until somebody ends the hold.",
    "decline_lcspr": "Report and plans go back to the QiiP with your reasons.",
    "publish_report": "This records that the report is public. It stays so for at least a year.",
    "withdraw_report": "Before its year is over a report is withdrawn under a court order only.",
}
