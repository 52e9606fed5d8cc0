"""Case 2, first half: a CFC with a split vote, a late return, a killed worker and an outage, to its LCSPR."""

from __future__ import annotations

from datetime import date, time

from demo import long_review
from demo.cast import CONTACTS, HARPER, KERRY, ROBIN
from demo.skipped_time import form
from demo.steps import CAPACITIES, a_return, commission, passes, sent, sign
from demo.telling import Tale

TITLE = "2  A Case for Consideration: split vote, late return, a worker killed, an outage; LCSPR, publication, its year"
LEAD = (
    "A school asks the partnership to look at a case on Monday 9 November 2026. The worker process that carries "
    "the case out is killed twice: once in the middle of a wait, once over a deadline.",
)
BEGINS = date(2026, 11, 9)


async def tell(tale: Tale) -> None:
    """The whole of it."""
    await ballot(tale)
    await killed_while_waiting(tale)
    await outage_over_the_deadline(tale)
    await panel_and_report(tale)
    await long_review.tell(tale)


async def ballot(tale: Tale) -> None:
    """Two No, one Yes: the case proceeds."""
    await tale.on(BEGINS, time(9, 40))
    await tale.files("cfc", form("cfc-split-vote"), CONTACTS["A-010"], "files a CFC for a fictional child")
    await tale.on(BEGINS, time(11, 0))
    await tale.does(
        KERRY,
        "answers whether a SIN was missed: none will follow, with the reasons",
        "answer_missed_notification",
        will_notify=False,
        reasons="The harm does not meet the statutory definition; the reasons are minuted.",
    )
    await vote(tale, "health", False)
    await tale.on(BEGINS, time(14, 0))
    await vote(tale, "childrens_social_care", True)
    await tale.on(date(2026, 11, 10), time(15, 30))
    await vote(tale, "constabulary", False)
    await commission(tale, HARPER)


async def vote(tale: Tale, partner: str, proceed: bool) -> None:
    """One partner's vote, with reasons."""
    answer = "Yes" if proceed else "No"
    values = {"partner": partner, "proceed": proceed, "reasons": "As minuted."}
    await tale.does(CAPACITIES[partner], f"votes {answer}, with reasons", "cast_vote", **values)


async def killed_while_waiting(tale: Tale) -> None:
    """The case waits for returns, and the process that holds it in memory is gone."""
    await tale.on(date(2026, 11, 11), time(11, 0))
    for partner in ("childrens_social_care", "health", "constabulary"):
        what = "confirms that the decision, and why, has gone through the agency"
        await tale.does(CAPACITIES[partner], what, "confirm_cascade", partner=partner)
    await tale.worker_is_killed(" in the middle of the wait")
    await tale.on(date(2026, 11, 11), time(11, 30))
    await a_return(tale, "A-010", what="hands in the return all the same: it is kept")
    await tale.worker_returns(", finds the case where it stood, and takes what had come in")
    for agency in ("A-001", "A-002", "A-003"):
        await tale.on(date(2026, 11, 12), time(10 + int(agency[-1]), 0))
        await a_return(tale, agency)


async def outage_over_the_deadline(tale: Tale) -> None:
    """From Friday three o'clock to Monday eleven nothing is carried out; the deadline was Friday at five."""
    await tale.on(date(2026, 11, 13), time(15, 0))
    await tale.worker_is_killed("; nobody notices over the weekend")
    await tale.on(date(2026, 11, 13), time(16, 30))
    await a_return(tale, "A-011", what="hands in the return, half an hour before it is due")
    await tale.on(date(2026, 11, 13), time(17, 0))
    tale.note("The deadline for the returns passes, and no process is there to see it.")
    await tale.on(date(2026, 11, 16), time(11, 0))
    await tale.worker_returns("; what fell due in the outage is done now, and says that it is late")
    late = {row["agency"]: bool(row["late"]) for row in tale.office.people.house.register.returns(tale.case)}
    tale.expect(late.get("A-011") is False, "the return handed in during the outage is in time")
    tale.note("The Hospitals Trust's return counts as handed in on Friday at 16:30: in time.")
    await tale.on(date(2026, 11, 16), time(14, 0))
    await a_return(tale, "A-014", "return-no-records", "hands in the last return, late; it is taken and flagged")
    late = {row["agency"]: bool(row["late"]) for row in tale.office.people.house.register.returns(tale.case)}
    tale.expect(late.get("A-014") is True, "the last return is flagged as late")


async def panel_and_report(tale: Tale) -> None:
    """The panel recommends a LCSPR; the report goes to the National Panel two days early."""
    await tale.on(date(2026, 11, 17))
    await tale.does(HARPER, "settles chronology and key lines of enquiry", "settle_chronology", kloes=form("kloes"))
    await tale.on(date(2026, 11, 18), time(15, 0))
    await tale.does(
        ROBIN, "records the Rapid Review Panel: a LCSPR is recommended", "hold_panel", minutes=form("minutes-lcspr")
    )
    await tale.on(date(2026, 11, 23))
    await tale.does(HARPER, "hands in the Rapid Review Report", "submit_report", report=form("report-lcspr"))
    await tale.on(date(2026, 11, 24))
    await passes(tale)
    await sign(tale, CAPACITIES)
    await tale.on(date(2026, 11, 25))
    await tale.does(ROBIN, "sends the report to the National Panel and records it", "record_submission", **sent(tale))
