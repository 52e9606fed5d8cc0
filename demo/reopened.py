"""Case 3: a unanimous No, reopened by a Serious Incident Notification."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from demo.cast import CONTACTS, FRANKIE, KERRY, MORGAN, QUINN, ROBIN
from demo.skipped_time import form
from demo.steps import CAPACITIES, a_return, commission, passes, sent, sign, the_panel_replies
from demo.telling import Tale

TITLE = "3  A unanimous No, reopened by a Serious Incident Notification"
LEAD = (
    "A hospital raises a case on Monday 2 November 2026. The three partners see no reason for a Rapid Review. Three "
    "weeks later the local authority knows more. This time little goes smoothly: no quorum, a failed check, a "
    "missing signature, a late submission.",
)
BEGINS = date(2026, 11, 2)
REOPENED = date(2026, 11, 26)
OUTCOME = "learning_implemented"
AGENCIES = ("A-001", "A-002", "A-003", "A-011")


async def tell(tale: Tale) -> None:
    """The whole of it."""
    await unanimous_no(tale)
    await sin(tale)
    await two_panels(tale)
    await two_reports(tale)
    await late_submission(tale)
    await queries(tale)


async def unanimous_no(tale: Tale) -> None:
    """All three say No: the case is closed, and can be reopened."""
    await tale.on(BEGINS, time(9, 30))
    filed = form("cfc-unanimous-no", review_asked="rapid_review")
    await tale.files("cfc", filed, CONTACTS["A-011"], "files a CFC for a fictional child")
    for hour, partner in ((11, "health"), (14, "constabulary"), (16, "childrens_social_care")):
        await tale.on(BEGINS, time(hour, 0))
        values = {"partner": partner, "proceed": False, "reasons": "A medical cause is found."}
        await tale.does(CAPACITIES[partner], "votes No, with reasons", "cast_vote", **values)
    await tale.closes("no_rapid_review")


async def sin(tale: Tale) -> None:
    """New facts: the same case, without another vote, with days of its own."""
    await tale.on(REOPENED, time(9, 30))
    await tale.reopens(notification(), KERRY, "notifies a SIN for the same case, which opens again without a vote.")
    await commission(tale, FRANKIE)
    await tale.on(date(2026, 11, 27), time(9, 30))
    await tale.does(
        ROBIN,
        "logs the National Panel's acknowledgement: it expects the report by Tuesday 15 December, a day before ours",
        "panel_acknowledged",
        expected_on="2026-12-15",
    )
    for day, agency in zip((30, 30, 1, 2), AGENCIES, strict=True):
        await tale.on(date(2026, 11 if day > 2 else 12, day), time(14, 0))
        await a_return(tale, agency)


def notification() -> dict[str, Any]:
    """The SIN for the child of this case."""
    child = form("cfc-unanimous-no")["children"]
    changes = {
        "children": child,
        "siblings": [],
        "incident_on": "2026-10-28",
        "aware_on": "2026-11-24",
        "notified_at": f"{REOPENED.isoformat()}T09:30:00+00:00",
        "responsible_la": "A-001",
        "ask_agencies": list(AGENCIES),
        "immediate_action_needed": "no",
        "immediate_action": "None: the child is safe.",
        "what_happened": "A second test pointed to harm. Everything in this form is fictional.",
    }
    return form("sin-christmas", **changes)


async def two_panels(tale: Tale) -> None:
    """Without Health the panel is not quorate and meets again."""
    await tale.on(date(2026, 12, 4))
    await tale.does(FRANKIE, "settles chronology and key lines of enquiry", "settle_chronology", kloes=form("kloes"))
    await tale.on(date(2026, 12, 7), time(15, 0))
    await held(tale, date(2026, 12, 7), "minutes-not-quorate", "not quorate, for Health is missing")
    await tale.on(date(2026, 12, 8), time(15, 0))
    await held(tale, date(2026, 12, 8), "minutes-quorate", "all three partners present, no LCSPR recommended")


async def held(tale: Tale, on: date, minutes: str, what: str) -> None:
    """One meeting."""
    taken = form(minutes, held_on=on.isoformat())
    await tale.does(ROBIN, f"records the Rapid Review Panel: {what}", "hold_panel", minutes=taken)


async def two_reports(tale: Tale) -> None:
    """The check sends the first version back; a signature for the second is missing."""
    await tale.on(date(2026, 12, 10))
    first = form("report-v1-blanks")
    await tale.does(FRANKIE, "hands in the Rapid Review Report, with blanks", "submit_report", report=first)
    failed = {"report_version": 1, "checklist": form("checklist-failed")}
    await tale.does(MORGAN, "checks it against Working Together: back to the Chair", "check_report", **failed)
    await tale.on(date(2026, 12, 11), time(11, 0))
    await tale.does(FRANKIE, "hands in version 2", "submit_report", report=form("report-v2"))
    await passes(tale, version=2)
    await sign(tale, ("childrens_social_care", "health", "qiip_chair"), version=2)


async def late_submission(tale: Tale) -> None:
    """The last day passes without the Constabulary's signature; late is recorded as late."""
    await tale.on(date(2026, 12, 16), time(9, 30))
    await tale.does(
        QUINN,
        "signs in place of the missing signature, with the written reason",
        "sign_in_place",
        report_version=2,
        reasons="The member is ill and the deputy abroad; the report is agreed in substance.",
    )
    late = {**sent(tale, version=2), "late_reasons": "A signature was missing until this morning."}
    await tale.does(
        ROBIN, "sends the report to the National Panel; late, and recorded as late", "record_submission", **late
    )


async def queries(tale: Tale) -> None:
    """The Panel asks, is answered, and agrees; the learning is done or handed over."""
    await tale.on(date(2026, 12, 22))
    await the_panel_replies(tale, "queries", "it has queries")
    await tale.on(date(2027, 1, 6))
    answer = {"answer": form("panel-answer"), "sent_at": tale.office.people.clock.at.isoformat()}
    await tale.does(ROBIN, "answers the queries", "answer_queries", **answer)
    await tale.on(date(2027, 1, 18))
    await the_panel_replies(tale, "agrees", "now it agrees")
    await tale.on(date(2027, 2, 22))
    done = {"action": "RR-2", "evidence": "The monthly sample.", "impact": "Referrals are weighed afresh."}
    await tale.does(ROBIN, "completes action RR-2 with evidence and impact", "complete_action", **done)
    handed = {"action": "RR-1", "to": "agency:A-001", "reasons": "It goes on in the agency's own plan."}
    await tale.does(MORGAN, "hands action RR-1 over to Children's Social Care", "hand_over_action", **handed)
    await tale.closes(OUTCOME)
