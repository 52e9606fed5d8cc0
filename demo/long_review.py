"""Case 2, second half: the LCSPR, its publication, and the year for which it stays public."""

from __future__ import annotations

from datetime import date
from typing import Any

from demo.cast import AVERY, CONTACTS, MEMBERS, MORGAN, QUINN, ROBIN, SAM_CHAIR, SIDNEY
from demo.skipped_time import form
from demo.steps import HASH, sent, the_panel_replies
from demo.telling import Tale
from models.case import Part

DECIDED = date(2026, 11, 25)
PUBLISHED = date(2027, 5, 20)
AGENCIES = ("A-001", "A-003", "A-010")
OUTCOME = "lcspr_published"
STEPS = ("methodology", "draft", "agency_sign_off", "endorsement", "executive_sign_off", "send_to_panel", "publication")
CHECKS = [date(2027, month, day) for month, day in ((7, 20), (8, 20), (9, 20), (10, 20), (11, 22), (12, 20))]
CHECKS_NEXT_YEAR = [date(2028, month, day) for month, day in ((1, 20), (2, 21), (3, 20), (4, 20))]
SITE = "https://www.fernshire-scp.example/reviews/child-w"


async def tell(tale: Tale) -> None:
    """From the commission to the end of the year in public."""
    tale.counts_weeks("LCSPR", DECIDED)
    await tale.tell_dates(Part.LCSPR, *STEPS)
    await commissioned(tale)
    await drafted(tale)
    await agreed(tale)
    await governed(tale)
    await published(tale)
    await year_in_public(tale)
    await tale.closes(OUTCOME)


async def commissioned(tale: Tale) -> None:
    """Methodology, Lead Reviewer, the Panel's reply, monitoring."""
    await tale.on(date(2026, 12, 3))
    await tale.does(
        SAM_CHAIR,
        "sets methodology, terms of reference and the agencies that have to cooperate",
        "set_methodology",
        methodology="systems_review",
        rationale="It asks why what was done made sense at the time.",
        terms=form("terms-of-reference"),
        agencies=list(AGENCIES),
    )
    await tale.does(
        SAM_CHAIR,
        "appoints Sidney Imaginary as Lead Reviewer, who declares no interests",
        "appoint_reviewer",
        reviewer=SIDNEY.ref,
        declaration="No interests to declare.",
    )
    await tale.on(date(2026, 12, 8))
    await the_panel_replies(tale, "agrees", "it agrees")
    for day in (date(2026, 12, 23), date(2027, 1, 20), date(2027, 2, 17)):
        await monitor(tale, day)
    await tale.on(date(2027, 2, 24))
    await complete(tale, "RR-2", "ring the referrer")


async def monitor(tale: Tale, on: date) -> None:
    """Every four weeks somebody looks at progress and quality."""
    await tale.on(on)
    found = {"findings": "Interviews are under way.", "on_track": True}
    await tale.does(ROBIN, "records what monitoring found: on track", "record_monitoring", **found)


async def complete(tale: Tale, action: str, what: str) -> None:
    """A learning action is done."""
    values = {"action": action, "evidence": "The monthly sample.", "impact": "Referrers are answered."}
    await tale.does(ROBIN, f"completes action {action} ({what}) with evidence and impact", "complete_action", **values)


async def drafted(tale: Tale) -> None:
    """Report, response plan and publication plan go to all who have to agree."""
    await tale.on(date(2027, 3, 15))
    await tale.does(SIDNEY, "hands in the first draft of the report", "submit_draft", report=form("lcspr-report"))
    await tale.does(ROBIN, "files the response plan", "file_response_plan", plan=form("response-plan"))
    await tale.does(ROBIN, "files the publication plan", "file_publication_plan", plan=form("publication-plan"))
    await monitor(tale, date(2027, 3, 17))
    await tale.on(date(2027, 4, 6))
    await complete(tale, "RR-1", "answer every referrer; overdue since 31 March")


async def agreed(tale: Tale) -> None:
    """The QiiP's gate: agencies sign, partners agree, a second person checks."""
    await tale.on(date(2027, 4, 8))
    for agency in AGENCIES[:2]:
        await tale.does(CONTACTS[agency], "signs the draft off", "sign_draft", agency=agency, report_version=1)
    for partner, member in MEMBERS.items():
        values: dict[str, Any] = {"partner": partner, "plan_version": 1}
        await tale.does(member, "agrees the publication plan", "agree_publication_plan", **values)
    evidence = {"evidence": "Two of the actions have begun."}
    await tale.does(ROBIN, "confirms that the response plan is being actioned", "confirm_response_plan", **evidence)
    await tale.is_refused(
        SAM_CHAIR, "declares the report ready for publication", "declare_ready", "not_ready", report_version=1
    )
    await tale.on(date(2027, 4, 12))
    last = AGENCIES[2]
    await tale.does(CONTACTS[last], "signs the draft off", "sign_draft", agency=last, report_version=1)
    checked = {"report_version": 1, "passed": True, "findings": "Nobody is named."}
    await tale.does(MORGAN, "checks the anonymisation, as a second person: passed", "check_anonymisation", **checked)
    await tale.does(SAM_CHAIR, "declares the report ready for publication", "declare_ready", report_version=1)


async def governed(tale: Tale) -> None:
    """Management Group, Executive, and both sendings."""
    await monitor(tale, date(2027, 4, 14))
    await tale.on(date(2027, 4, 22))
    await tale.does(QUINN, "endorses the report for the Management Group", "endorse_report", report_version=1)
    await tale.on(date(2027, 5, 6))
    await tale.does(AVERY, "signs report, response plan and publication plan off", "sign_off_lcspr", report_version=1)
    for day, recipient, whom in (
        (7, "national_panel", "the National Panel"),
        (10, "secretary_of_state", "the Secretary of State"),
    ):
        await tale.on(date(2027, 5, day))
        what = f"sends report and action plan to {whom} and records it"
        await tale.does(ROBIN, what, "record_sending", recipient=recipient, **sent(tale))


async def published(tale: Tale) -> None:
    """Early is refused; when the wait is over a person publishes."""
    public = {"address": SITE, "sha256": HASH, "family_told": True, "staff_told": True}
    await tale.on(date(2027, 5, 14))
    await tale.is_refused(ROBIN, "tries to publish early", "publish_report", "too_early", **public)
    await tale.on(PUBLISHED)
    await tale.does(ROBIN, "publishes the report, family and staff told first", "publish_report", **public)
    links = {name: f"{SITE}/{name.replace('_', '-')}" for name in ("findings", "briefing", "learning_material")}
    await tale.does(ROBIN, "gives all agencies findings, briefing and learning material", "record_cascade", **links)


async def year_in_public(tale: Tale) -> None:
    """Checked monthly; taking it down before its time is refused."""
    tale.counts_weeks("in public", PUBLISHED)
    await check(tale, date(2027, 6, 21))
    await complete(tale, "LC-2", "one letter to every referrer")
    for day in CHECKS:
        await check(tale, day)
        if day == date(2027, 9, 20):
            await complete(tale, "LC-1", "earlier contacts beside a new referral")
    await tale.on(date(2028, 1, 10))
    withdrawal = {"court_order": False, "reasons": "Space is needed on the site."}
    await tale.is_refused(ROBIN, "tries to take the report down", "withdraw_report", "within_the_year", **withdrawal)
    for day in CHECKS_NEXT_YEAR:
        await check(tale, day)
    await tale.on(date(2028, 5, 22))


async def check(tale: Tale, on: date) -> None:
    """The monthly look at what was published."""
    await tale.on(on)
    await tale.does(ROBIN, "checks: the report can still be read", "record_availability_check", available=True)
