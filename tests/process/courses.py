"""Stretches of an ordinary course that many diaries share, each as a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Any

from models.case import Part
from models.london import in_london
from models.messages import clock
from models.messages import rapid_review as review
from models.messages.threshold import CastVote
from tests.process import diary as people
from tests.process.diary import MON_1_FEB, TEN, Diary, Who, filed

ASKED = ("A-001", "A-002", "A-003", "A-010", "A-011", "A-014")
HASH = "ab" * 32
PARTNERS = ("childrens_social_care", "constabulary", "health")
MEMBERS: dict[str, Who] = {
    "childrens_social_care": people.SOCIAL_CARE,
    "health": people.HEALTH,
    "constabulary": people.POLICE,
}


def a_sin(on: date = MON_1_FEB, at: str = "10:00", **changes: Any) -> dict[str, Any]:
    """A Serious Incident Notification of this day; six agencies are to be asked."""
    dates = {
        "incident_on": (on - timedelta(days=5)).isoformat(),
        "aware_on": (on - timedelta(days=4)).isoformat(),
        "notified_at": f"{on.isoformat()}T{at}:00+00:00",
    }
    return filed("sin-christmas", **{**dates, "responsible_la": "A-001", "immediate_action_needed": "no", **changes})


def a_cfc(**changes: Any) -> dict[str, Any]:
    """A Case for Consideration, complete, with nothing that calls for a SIN."""
    return filed("cfc-split-vote", **{"abuse_known_or_suspected": "no", **changes})


async def a_sin_is_notified(diary: Diary, on: date = MON_1_FEB, **changes: Any) -> None:
    """The Coordinator files the SIN at ten."""
    await diary.on(on)
    await diary.opens("sin", a_sin(on, **changes))


async def a_case_is_raised(diary: Diary, on: date = MON_1_FEB, **changes: Any) -> None:
    """A Case for Consideration comes at ten."""
    await diary.on(on)
    await diary.opens("cfc", a_cfc(**changes))


async def votes(diary: Diary, **ballots: bool) -> list[str]:
    """Members vote, in this order; answers what each led to."""
    return [
        await diary.does(MEMBERS[partner], CastVote, partner=partner, proceed=proceed, reasons="As minuted.")
        for partner, proceed in ballots.items()
    ]


async def a_chair_is_commissioned(diary: Diary, who: Who = people.CHAIR) -> None:
    """The Business Manager commissions a Chair."""
    await diary.does(people.MANAGER, review.AppointChair, chair=who[0], declaration="No interests to declare.")


async def returns_come(diary: Diary, agencies: Iterable[str] = ASKED, form: str = "return-full") -> None:
    """Agencies' returns come in."""
    for agency in agencies:
        await a_return_comes(diary, agency, form)


async def a_return_comes(diary: Diary, agency: str, form: str = "return-full") -> str:
    """One return comes in, taken by the Coordinator."""
    return await diary.does(people.COORDINATOR, review.AgencyReturnReceived, agency=agency, form=filed(form))


async def the_panel_meets(diary: Diary, on: date, minutes: str = "minutes-quorate", **changes: Any) -> str:
    """The KLOEs are settled and the panel meets."""
    await diary.on(on)
    return await diary.does(
        people.COORDINATOR, review.HoldPanel, minutes=filed(minutes, **{"held_on": on.isoformat(), **changes})
    )


async def the_review_reaches_its_report(
    diary: Diary, report: str = "report-v2", ack: date | None = date(2027, 2, 22)
) -> None:
    """From a SIN of Monday 1 February: Chair, returns, KLOEs, the panel of the 10th, the report of the 16th."""
    await a_chair_is_commissioned(diary)
    if ack is not None:
        await diary.does(people.COORDINATOR, clock.PanelAcknowledged, expected_on=ack.isoformat())
    await diary.on(date(2027, 2, 4), TEN)
    await returns_come(diary)
    await diary.on(date(2027, 2, 9), TEN)
    await diary.does(people.CHAIR, review.SettleChronology, kloes=filed("kloes"))
    await the_panel_meets(diary, date(2027, 2, 10))
    await diary.on(date(2027, 2, 16), TEN)
    await diary.does(people.CHAIR, review.SubmitReport, report=filed(report))


async def the_check_passes(diary: Diary, version: int = 1) -> str:
    """The Business Manager finds everything Working Together asks for."""
    return await diary.does(
        people.MANAGER, review.CheckReport, report_version=version, checklist=filed("checklist-passed")
    )


async def signs(diary: Diary, *partners: str, version: int = 1) -> list[str]:
    """Members sign for their partners, ``qiip_chair`` for itself; answers what each led to."""
    who = {**MEMBERS, "qiip_chair": people.QIIP_CHAIR}
    return [
        await diary.does(who[partner], review.SignReport, capacity=partner, report_version=version)
        for partner in partners
    ]


async def all_sign(diary: Diary, version: int = 1) -> None:
    """All four capacities sign."""
    await signs(diary, *PARTNERS, "qiip_chair", version=version)


async def the_report_is_sent(diary: Diary, version: int = 1, **more: Any) -> str:
    """The Coordinator records that the report went to the National Panel."""
    now = await diary.office.now()
    return await diary.does(
        people.COORDINATOR,
        review.RecordSubmission,
        report_version=version,
        sha256=HASH,
        sent_at=now.isoformat(),
        receipt="Acknowledged by the Panel's secretariat.",
        **more,
    )


async def a_review_is_submitted(diary: Diary, report: str = "report-v2") -> None:
    """A SIN's whole Rapid Review, from Monday 1 February to its submission on Thursday the 18th."""
    await a_sin_is_notified(diary)
    await the_review_reaches_its_report(diary, report)
    await diary.on(date(2027, 2, 18), TEN)
    await the_check_passes(diary)
    await all_sign(diary)
    await the_report_is_sent(diary)


async def a_whole_review_in_a_day(diary: Diary, report: str = "report-v2") -> None:
    """A Rapid Review as fast as can be, for diaries of what comes after it."""
    await a_chair_is_commissioned(diary)
    await rest_of_a_review(diary, report)


async def a_whole_review_in_a_day_up_to_its_check(diary: Diary) -> None:
    """The same, until its report waits for signatures."""
    await a_chair_is_commissioned(diary)
    await up_to_its_check(diary, "report-v2")


async def rest_of_a_review(diary: Diary, report: str, minutes: str = "minutes-quorate") -> None:
    """From the KLOEs to the submission, all on this day."""
    await up_to_its_check(diary, report, minutes)
    await all_sign(diary)
    await the_report_is_sent(diary)


async def up_to_its_check(diary: Diary, report: str, minutes: str = "minutes-quorate") -> None:
    """From the KLOEs to the passed check, all on this day."""
    today = in_london(await diary.office.now()).date()
    await diary.does(people.CHAIR, review.SettleChronology, kloes=filed("kloes"))
    await diary.does(people.COORDINATOR, review.HoldPanel, minutes=filed(minutes, held_on=today.isoformat()))
    await diary.does(people.CHAIR, review.SubmitReport, report=filed(report))
    await the_check_passes(diary)


async def learning_is_completed(diary: Diary, *actions: str) -> None:
    """Every action ends, with evidence and impact."""
    from models.messages.learning import CompleteAction

    for action in actions:
        await diary.does(
            people.COORDINATOR, CompleteAction, action=action, evidence="The audit.", impact="Referrers are answered."
        )


async def hour(diary: Diary, day: date, at: time) -> None:
    """Move on to an hour other than ten."""
    await diary.on(day, at)


def ended(diary: Diary, part: Part) -> tuple[bool, str | None]:
    """Whether and how a part ended, as the read model shows it."""
    standing = diary.standing(part)
    return standing.ended, standing.outcome
