"""The worker is away while a deadline passes: what came in time counts as in time, what is late says so (C8, K5)."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from demo.skipped_time import form
from desk.outcome import Taken
from models.case import Part
from models.messages.rapid_review import AgencyReturnReceived
from models.messages.threshold import CastVote
from tests.faults.course import CONSTABULARY, COORDINATOR, HEALTH, SOCIAL_CARE
from tests.faults.evidence import instants_of_alarms
from tests.faults.looking import until
from tests.faults.office import MON_1_FEB, Office, at_work

pytestmark = pytest.mark.slow

TUE_2_FEB, WED_3_FEB, THU_4_FEB, FRI_5_FEB = (MON_1_FEB + timedelta(days=ahead) for ahead in (1, 2, 3, 4))
MON_8_FEB, TUE_9_FEB = date(2027, 2, 8), date(2027, 2, 9)
PARTNERS = {"childrens_social_care": SOCIAL_CARE, "health": HEALTH, "constabulary": CONSTABULARY}


async def vote(office: Office, case: str, partner: str, proceed: bool) -> Taken:
    by = office.who(PARTNERS[partner], "qiip_member")
    values = {"partner": partner, "proceed": proceed, "reasons": "Fictional reasons."}
    return (await office.take(CastVote, case, by, f"vote-{partner}", **values)).taken


async def a_ballot(office: Office) -> str:
    """A Case for Consideration whose ballot is open; then the worker goes away."""
    async with at_work(office):
        case = await office.open_cfc()
        await office.stands(case, Part.THRESHOLD)
        await until(lambda: bool(office.trail(case, "ballot_opened")), "the ballot is open")
    return case


async def test_votes_cast_before_the_close_count_although_nobody_worked_then(unmanned: Office) -> None:
    office = unmanned
    case = await a_ballot(office)

    await office.until(TUE_2_FEB, time(16, 0))
    taken = [await vote(office, case, partner, proceed=False) for partner in PARTNERS]
    await office.until(WED_3_FEB)
    async with at_work(office):
        await office.redeliver()
        await office.ended(case, Part.THRESHOLD)
        await office.redeliver()
        [closed] = office.trail(case, "ballot_closed")
        await office.verify(case)

    assert taken == [Taken.WAITING] * 3
    assert (closed.detail["basis"], closed.detail["proceeds"]) == ("unanimous_no", False)
    assert closed.detail["votes_missing"] == []


async def test_a_vote_cast_after_the_close_does_not_count(unmanned: Office) -> None:
    office = unmanned
    case = await a_ballot(office)

    await office.until(TUE_2_FEB, time(16, 0))
    await vote(office, case, "health", proceed=False)
    await vote(office, case, "constabulary", proceed=False)
    await office.until(WED_3_FEB)
    await vote(office, case, "childrens_social_care", proceed=False)
    async with at_work(office):
        await office.redeliver()
        await office.pass_by(timedelta(minutes=3))  # the ballot looks again whether votes are still on their way
        await office.ended(case, Part.THRESHOLD)
        [closed] = office.trail(case, "ballot_closed")
        await office.verify(case)

    assert (closed.detail["basis"], closed.detail["proceeds"]) == ("presumption", True)
    assert closed.detail["votes_missing"] == ["childrens_social_care"]


async def test_alarms_of_an_outage_fire_once_each_in_their_order_and_their_letters_say_they_are_late(
    unmanned: Office,
) -> None:
    office = unmanned
    async with at_work(office):
        case = await office.open_sin()
        await office.stands(case, Part.RAPID_REVIEW)
        await until(lambda: bool(office.register.requests(case)), "the agencies are asked")

    await office.until(TUE_9_FEB)
    async with at_work(office):
        await until(lambda: bool(office.trail(case, "returns_incomplete")), "the last alarm due has fired")
        found = await office.verify(case)
        await until(
            lambda: all(row.state == "sent" for row in office.register.outbox_of(case)), "the letters have gone"
        )

    fired = [entry.detail["alarm"] for entry in found.trail if "alarm" in entry.detail and entry.part == "rapid-review"]
    assert len(fired) == len(set(fired))
    instants = instants_of_alarms(found)
    assert [instants[alarm] for alarm in fired] == sorted(instants[alarm] for alarm in fired)
    assert {"return_reminder", "return_overdue", "return_escalated"} <= {entry.action for entry in found.trail}
    overdue = [letter for letter in office.partners.post() if "overdue" in letter.subject.lower()]
    assert overdue


async def test_a_return_taken_before_the_close_is_in_time_although_the_case_hears_of_it_days_later(
    unmanned: Office,
) -> None:
    office = unmanned
    async with at_work(office):
        case = await office.open_sin()
        await office.stands(case, Part.RAPID_REVIEW)

    await office.until(FRI_5_FEB, time(16, 0))
    returned = {"agency": "A-010", "form": form("return-full")}
    await office.take(AgencyReturnReceived, case, office.who(COORDINATOR), "in-time", **returned)
    await office.until(MON_8_FEB)
    late = {"agency": "A-011", "form": form("return-full")}
    await office.take(AgencyReturnReceived, case, office.who(COORDINATOR), "late", **late)
    async with at_work(office):
        await until(lambda: len(office.register.returns(case)) == 2, "both returns are on record")
        await office.verify(case)

    assert {row["agency"]: row["late"] for row in office.register.returns(case)} == {"A-010": False, "A-011": True}
    chased = {to for entry in office.trail(case, "return_overdue", "return_escalated") for to in entry.detail["to"]}
    assert not {"agency:A-010", "lead:A-010"} & chased
