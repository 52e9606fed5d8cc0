"""A Case for Consideration and its ballot: split, unanimous, missing, held, changed, recused, closed (T2-T7)."""

from __future__ import annotations

from datetime import date, time

import pytest

from models.case import Part
from models.messages.review import ConfirmCascade
from models.messages.threshold import CastVote, Recuse
from tests.process import courses as course
from tests.process import diary as people
from tests.process.diary import MON_1_FEB, Diary, filed

pytestmark = pytest.mark.slow
TUE_2_FEB = date(2027, 2, 2)
FIVE = time(17, 0)
PARTNERS = [f"partner:{partner}" for partner in course.PARTNERS]
REASONS = "As minuted."


async def test_on_a_split_vote_the_case_proceeds_to_rapid_review(diary: Diary) -> None:
    await course.a_case_is_raised(diary)

    answers = await course.votes(diary, childrens_social_care=False, health=False, constabulary=True)

    assert answers == ["vote_taken", "vote_taken", "ballot_complete"]
    assert course.ended(diary, Part.THRESHOLD) == (True, "split")
    assert diary.detail("ballot_closed")["proceeds"] is True
    assert diary.standing(Part.RAPID_REVIEW).stage == "commissioning_chair"
    assert diary.recipients("ballot_opened") == PARTNERS
    assert diary.recipients("decision_to_proceed") == ["agency:A-010", *PARTNERS]
    assert diary.letters("vote_reminder", "vote_chased", "no_rapid_review") == []
    assert diary.is_sound()


async def test_on_a_unanimous_yes_the_case_proceeds_at_once(diary: Diary) -> None:
    await course.a_case_is_raised(diary)

    await course.votes(diary, childrens_social_care=True, health=True, constabulary=True)

    assert course.ended(diary, Part.THRESHOLD) == (True, "all_yes")
    assert diary.happened("ballot_closed") == ["Mon 1 Feb 10:00"]
    assert Part.RAPID_REVIEW in diary.parts()


async def test_no_vote_at_all_is_chased_and_proceeds_by_presumption_at_five_on_day_two(diary: Diary) -> None:
    await course.a_case_is_raised(diary)
    await diary.on(TUE_2_FEB, time(16, 59))
    still_open = diary.standing(Part.THRESHOLD).ended

    await diary.on(TUE_2_FEB, FIVE)

    assert still_open is False
    assert course.ended(diary, Part.THRESHOLD) == (True, "presumption")
    assert diary.happened("ballot_closed") == ["Tue 2 Feb 17:00"]
    deputies = [f"deputy:{partner}" for partner in course.PARTNERS]
    assert diary.letters("vote_reminder") == [("Tue 2 Feb 09:00", to) for to in [*deputies, *PARTNERS]]
    assert diary.letters("vote_chased") == [("Tue 2 Feb 13:00", to) for to in [*PARTNERS, "role:qiip_chair"]]
    assert diary.detail("ballot_closed")["votes_missing"] == ["childrens_social_care", "health", "constabulary"]
    assert diary.is_sound()


@pytest.mark.parametrize("proceed", [True, False])
async def test_with_one_vote_in_and_two_missing_the_case_proceeds(diary: Diary, proceed: bool) -> None:
    await course.a_case_is_raised(diary)
    await course.votes(diary, health=proceed)

    await diary.on(TUE_2_FEB, FIVE)

    assert course.ended(diary, Part.THRESHOLD) == (True, "presumption")
    assert diary.recipients("vote_chased") == [
        "partner:childrens_social_care",
        "partner:constabulary",
        "role:qiip_chair",
    ]
    assert Part.RAPID_REVIEW in diary.parts()


@pytest.mark.under("severnmouth")
async def test_a_partnership_whose_policy_holds_waits_for_the_missing_votes(diary: Diary) -> None:
    await course.a_case_is_raised(diary)
    await course.votes(diary, health=False)

    await diary.on(date(2027, 2, 8))

    # this partnership counts the day after as day 1 and closes at 16:30: the ballot was due on Wednesday the 3rd
    assert diary.standing(Part.THRESHOLD).ended is False
    told = ["partner:childrens_social_care", "partner:constabulary", *people.UNIT, "role:qiip_chair"]
    assert diary.letters("ballot_held") == [("Thu 4 Feb 08:30", to) for to in told]
    assert diary.happened("ballot_held") == ["Wed 3 Feb 16:30"]
    await course.votes(diary, childrens_social_care=False, constabulary=False)
    assert course.ended(diary, Part.THRESHOLD) == (True, "unanimous_no")
    assert await diary.outcome() == "no_rapid_review"
    assert diary.is_sound()


async def test_a_vote_may_change_until_the_ballot_closes_and_every_version_is_kept(diary: Diary) -> None:
    await course.a_case_is_raised(diary)
    await course.votes(diary, health=False, constabulary=False)
    await diary.on(TUE_2_FEB, time(11, 0))
    await course.votes(diary, health=True)

    await course.votes(diary, childrens_social_care=False)

    cast = [
        tuple(entry.detail[key] for key in ("partner", "proceed", "version")) for entry in diary.entries("vote_cast")
    ]
    assert cast == [
        ("health", False, 1),
        ("constabulary", False, 1),
        ("health", True, 2),
        ("childrens_social_care", False, 1),
    ]
    assert course.ended(diary, Part.THRESHOLD) == (True, "split")


async def test_a_member_with_a_conflict_steps_aside_and_the_deputy_votes(diary: Diary) -> None:
    await course.a_case_is_raised(diary)
    await course.votes(diary, health=True)

    recused = await diary.does(people.HEALTH, Recuse, partner="health", reasons="My sister works there.")
    refused = await diary.is_refused(people.HEALTH, CastVote, partner="health", proceed=True, reasons=REASONS)
    voted = await diary.does(people.HEALTH_DEPUTY, CastVote, partner="health", proceed=False, reasons=REASONS)

    assert (recused, refused, voted) == ("deputy_votes", "conflicted", "vote_taken")
    assert diary.detail("member_recused")["person"] == people.HEALTH[0]
    assert diary.letters("vote_for_deputy") == [("Mon 1 Feb 10:00", "deputy:health")]
    await course.votes(diary, childrens_social_care=False, constabulary=False)
    assert course.ended(diary, Part.THRESHOLD) == (True, "unanimous_no")


async def test_a_conflict_recorded_by_the_coordinator_keeps_the_member_from_voting_too(diary: Diary) -> None:
    await course.a_case_is_raised(diary)

    await diary.does(people.COORDINATOR, Recuse, partner="health", reasons="Told by telephone.")

    refused = await diary.is_refused(people.HEALTH, CastVote, partner="health", proceed=True, reasons=REASONS)
    assert refused == "conflicted"
    assert diary.detail("member_recused")["person"] == people.HEALTH[0]
    voted = await diary.does(people.HEALTH_DEPUTY, CastVote, partner="health", proceed=True, reasons=REASONS)
    assert voted == "vote_taken"


async def test_a_vote_after_closing_is_refused(diary: Diary) -> None:
    await course.a_case_is_raised(diary)
    await course.votes(diary, childrens_social_care=True, health=True, constabulary=True)

    refusal = await diary.refusal(people.HEALTH, CastVote, partner="health", proceed=False, reasons=REASONS)

    assert refusal.code == "not_running"
    assert len(diary.entries("vote_cast")) == 3


async def test_a_unanimous_no_ends_the_case_with_letters_and_record(diary: Diary) -> None:
    await course.a_case_is_raised(diary)
    await course.votes(diary, childrens_social_care=False, health=False)

    await course.votes(diary, constabulary=False)

    assert await diary.outcome() == "no_rapid_review"
    assert course.ended(diary, Part.THRESHOLD) == (True, "unanimous_no")
    referrer = "agency:A-010"
    assert referrer in diary.recipients("no_rapid_review")
    assert diary.recipients("case_closed") == people.UNIT
    assert all(entry.reasons for entry in diary.entries("vote_cast"))
    assert diary.actions(Part.REVIEW)[-1] == "case_closed"
    assert diary.is_sound()


async def test_missing_cascade_confirmations_are_chased_and_never_stop_the_review(diary: Diary) -> None:
    await course.a_case_is_raised(diary)
    await course.votes(diary, childrens_social_care=True, health=True, constabulary=True)
    await diary.does(people.HEALTH, ConfirmCascade, partner="health")
    await course.a_chair_is_commissioned(diary)

    await diary.on(date(2027, 2, 8), time(12, 0))

    assert diary.letters("cascade_reminder") == [
        ("Thu 4 Feb 09:00", "partner:childrens_social_care"),
        ("Thu 4 Feb 09:00", "partner:constabulary"),
    ]
    assert diary.letters("cascade_overdue") == [
        ("Mon 8 Feb 09:00", "partner:childrens_social_care"),
        ("Mon 8 Feb 09:00", "partner:constabulary"),
        ("Mon 8 Feb 09:00", "role:qiip_chair"),
    ]
    assert diary.standing(Part.RAPID_REVIEW).stage == "agency_returns"
    assert diary.is_sound()


async def test_the_referrer_hears_that_the_case_proceeds(diary: Diary) -> None:
    await diary.on(MON_1_FEB)
    opened = await diary.opens("cfc", filed("cfc-split-vote", abuse_known_or_suspected="no"))

    await course.votes(diary, childrens_social_care=True, health=True, constabulary=True)

    assert opened.opening.referrer == "agency:A-010"
    assert "agency:A-010" in diary.recipients("decision_to_proceed")
    assert diary.recipients("referral_received") == ["agency:A-010"]
