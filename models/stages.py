"""What the stages after the submission are called (R14, L, P, G); those before it stand in ``models.wording``."""

from __future__ import annotations

PARTS = {
    "review": "The case as a whole: opening, the duties between its parts, closing.",
    "threshold": "The statutory partners' ballot on a Case for Consideration, working days 1-2 (T1-T8).",
    "rapid-review": "The Rapid Review: returns, panel, report, sign-off, submission, working days 1-15 (R1-R17).",
    "panel-reply": "The National Panel's reply: chased, answered, reconsidered (R14).",
    "lcspr": "The Local Child Safeguarding Practice Review, to the Executive's sign-off (L1-L9).",
    "publication": "The wait, the day, the year in public (P1-P5).",
    "learning": "The tracker of learning actions, while any is open (G1, G2, G7).",
}
LATER_STAGES = {
    "panel_reply": "the National Panel's reply",
    "answer_to_queries": "answer to the National Panel's queries",
    "lcspr_reconsideration": "decision on a LCSPR, taken again",
    "national_review": "national review",
    "lcspr_methodology": "methodology of the LCSPR",
    "lcspr_reviewer": "appointment of the Lead Reviewer",
    "lcspr_draft": "draft of the LCSPR report",
    "lcspr_agency_sign_off": "agencies' sign-off of the LCSPR report",
    "lcspr_readiness": "readiness of the LCSPR for publication",
    "lcspr_endorsement": "endorsement by the Management Group",
    "lcspr_executive_sign_off": "sign-off by the Executive",
    "sending_before_publication": "sending before publication",
    "wait_before_publication": "wait before publication",
    "improvements_to_publish": "improvements to publish",
    "learning_cascade": "cascade of the learning",
    "year_in_public": "year in public",
    "learning_actions": "learning actions",
    "learning_waits_for_case": "learning, waiting for the case",
}
