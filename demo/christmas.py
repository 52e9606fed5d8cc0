"""Case 1: a Serious Incident Notification over Christmas 2026 that ends without LCSPR."""

from __future__ import annotations

from datetime import date, time

from demo.cast import ALEX, FRANKIE, MORGAN, ROBIN
from demo.skipped_time import form
from demo.steps import a_return, commission, passes, sent, sign, the_panel_replies
from demo.telling import Tale

TITLE = "1  A Serious Incident Notification over Christmas 2026, which ends without a LCSPR"
LEAD = (
    "The local authority tells the National Panel on Monday 14 December. Fifteen working days run over Christmas, "
    "Boxing Day (kept on the Monday) and New Year's Day; the report still goes in time.",
)
BEGINS = date(2026, 12, 14)
OUTCOME = "learning_implemented"


async def tell(tale: Tale) -> None:
    """The whole of it."""
    await notification(tale)
    await returns(tale)
    await meeting_and_report(tale)
    await submission(tale)
    await learning(tale)


async def notification(tale: Tale) -> None:
    """The first two days: a Chair, an immediate action, the Panel's date."""
    await tale.on(BEGINS, time(10, 30))
    await tale.files("sin", form("sin-christmas"), ROBIN, "files a SIN for a fictional child")
    await tale.does(
        MORGAN,
        "orders an immediate action: a safe place to sleep tonight, owned by Children's Social Care",
        "order_immediate_action",
        action="A safe place to sleep tonight.",
        owner="A-001",
    )
    await commission(tale, FRANKIE)
    await tale.on(BEGINS, time(15, 0))
    await tale.does(ALEX, "confirms it: done", "confirm_immediate_action", number=1, done="A safe place is found.")
    await tale.on(date(2026, 12, 15), time(10, 0))
    await tale.does(
        ROBIN,
        "logs the National Panel's acknowledgement: it expects the report by Thursday 7 January 2027",
        "panel_acknowledged",
        expected_on="2027-01-07",
    )
    tale.note("Two clocks run; alarms follow the earlier. The internal plan ends a day before, on Wednesday 6 January.")


async def returns(tale: Tale) -> None:
    """Six agencies answer; who has answered is not chased."""
    for day, agency in ((15, "A-010"), (16, "A-001"), (16, "A-003"), (17, "A-011"), (18, "A-002")):
        await tale.on(date(2026, 12, day), time(11 + int(agency[-1]), 0))
        await a_return(tale, agency)
    await tale.on(date(2026, 12, 18), time(16, 0))
    await a_return(tale, "A-014", "return-no-records", 'answers "No Records", which is a full answer')


async def meeting_and_report(tale: Tale) -> None:
    """Chronology, panel, report: working days 7 to 11, with Christmas between."""
    await tale.on(date(2026, 12, 22))
    await tale.does(FRANKIE, "settles chronology and key lines of enquiry", "settle_chronology", kloes=form("kloes"))
    await tale.on(date(2026, 12, 23))
    await tale.does(
        ROBIN,
        "records the Rapid Review Panel: all three statutory partners present, no LCSPR recommended",
        "hold_panel",
        minutes=form("minutes-quorate", held_on="2026-12-23"),
    )
    await tale.on(date(2026, 12, 31))
    await tale.does(FRANKIE, "hands in the Rapid Review Report", "submit_report", report=form("report-v2"))


async def submission(tale: Tale) -> None:
    """Checked, signed in four capacities, sent on day 14 of 15."""
    await tale.on(date(2027, 1, 4))
    await passes(tale)
    await tale.is_refused(
        ROBIN, "records the submission before it is signed", "record_submission", "signatures_missing", **sent(tale)
    )
    await sign(tale, ("childrens_social_care", "health", "qiip_chair"))
    await tale.on(date(2027, 1, 5))
    await sign(tale, ("constabulary",))
    await tale.does(
        ROBIN, "sends the report to the National Panel and records it: in time", "record_submission", **sent(tale)
    )


async def learning(tale: Tale) -> None:
    """The Panel agrees; the actions are done; the case closes."""
    await tale.on(date(2027, 1, 12))
    await the_panel_replies(tale, "agrees", "it agrees")
    for day, action, what in (
        (date(2027, 2, 24), "RR-2", "ring the referrer"),
        (date(2027, 3, 30), "RR-1", "answer every referrer"),
    ):
        await tale.on(day)
        await tale.does(
            ROBIN,
            f"completes action {action} ({what}) with evidence and impact",
            "complete_action",
            action=action,
            evidence="The monthly sample.",
            impact="Referrers are answered.",
        )
    await tale.closes(OUTCOME)
