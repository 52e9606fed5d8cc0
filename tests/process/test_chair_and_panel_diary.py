"""The Independent Chair missing or replaced, the panel not quorate, reconvened, or made of QiiP members (R1, R7)."""

from __future__ import annotations

from datetime import date, time

import pytest

from models.case import Part
from models.messages import rapid_review as review
from tests.process import courses as course
from tests.process import diary as people
from tests.process.diary import Diary, filed

pytestmark = pytest.mark.slow
WED_10_FEB, THU_11_FEB, FRI_12_FEB = date(2027, 2, 10), date(2027, 2, 11), date(2027, 2, 12)


async def test_a_chair_missing_on_day_two_and_day_four_escalates(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)

    await diary.on(date(2027, 2, 5))

    assert diary.happened("chair_missing") == ["Tue 2 Feb 17:00", "Thu 4 Feb 17:00"]
    assert diary.letters("chair_missing") == [
        ("Wed 3 Feb 09:00", "role:business_manager"),
        ("Fri 5 Feb 09:00", "role:qiip_chair"),
    ]
    assert sorted(each["working_day"] for each in diary.facts("chair_missing")) == ["2", "4"]


async def test_a_chair_commissioned_in_time_escalates_nothing(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)
    await diary.on(date(2027, 2, 2), time(16, 59))

    await course.a_chair_is_commissioned(diary)

    await diary.on(date(2027, 2, 5))
    assert diary.letters("chair_missing") == []
    assert diary.entries("chair_appointed")[0].reasons is not None  # the declaration of interests


async def test_a_chair_whose_declaration_shows_a_conflict_is_not_commissioned(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)

    code = await diary.is_refused(
        people.MANAGER, review.AppointChair, chair="P-0013", conflict=True, declaration="I know the family."
    )

    assert code == "chair_conflicted"
    assert diary.standing(Part.RAPID_REVIEW).stage == "commissioning_chair"


async def test_a_conflict_found_later_replaces_the_chair_and_keeps_the_work(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)
    await course.a_chair_is_commissioned(diary)
    await course.returns_come(diary)
    await diary.on(date(2027, 2, 8))
    await diary.does(people.CHAIR, review.SettleChronology, kloes=filed("kloes"))
    await diary.does(
        people.CHAIR,
        review.DeclareConflict,
        person="P-0013",
        role="independent_chair",
        reasons="A nominee is my cousin.",
    )
    asked_for = diary.tasks(Part.RAPID_REVIEW)

    await diary.does(
        people.QIIP_CHAIR, review.ReplaceChair, chair="P-0014", declaration="None.", reasons="Conflict found."
    )

    assert asked_for == ("replace_chair",)
    assert diary.tasks(Part.RAPID_REVIEW) == ()
    assert diary.standing(Part.RAPID_REVIEW).stage == "rapid_review_panel"  # KLOEs and returns are kept
    told = ["person:P-0013", *(f"partner:{partner}" for partner in course.PARTNERS), *people.UNIT]
    assert diary.recipients("chair_replaced") == sorted(told)
    assert diary.recipients("chair_commissioned") == ["person:P-0013", "person:P-0014"]
    again = await diary.is_refused(
        people.QIIP_CHAIR, review.ReplaceChair, chair="P-0013", declaration="None.", reasons="Back again."
    )
    assert again == "chair_conflicted"
    await course.the_panel_meets(diary, WED_10_FEB)
    assert diary.is_sound()


async def test_without_all_three_partners_the_panel_reconvenes_on_day_nine(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)
    await course.a_chair_is_commissioned(diary)
    await course.returns_come(diary)

    met = await course.the_panel_meets(diary, WED_10_FEB, "minutes-not-quorate")
    moved = await diary.does(
        people.COORDINATOR, review.MovePanel, meets_on=THU_11_FEB.isoformat(), reasons="Health was missing."
    )
    met_again = await course.the_panel_meets(diary, THU_11_FEB)

    assert (met, moved, met_again) == ("not_quorate", "panel_moved", "panel_held")
    assert diary.recipients("panel_not_quorate") == ["partner:health", *people.UNIT]
    assert diary.facts("panel_not_quorate")[0] == {"partners_missing": "health"}
    assert diary.detail("panel_held")["meeting"] == 2
    invited = [("Wed 10 Feb 10:00", "2027-02-11")]
    told = {at for at, _ in diary.letters("panel_invitation")}
    assert told == {"Mon 1 Feb 10:00", invited[0][0]}
    assert diary.letters("panel_overdue") == []
    assert (await diary.due())["panel"] == THU_11_FEB
    assert diary.is_sound()


async def test_later_than_day_nine_only_the_chair_sets_the_panel_with_a_reason(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)
    await course.a_chair_is_commissioned(diary)
    await diary.on(WED_10_FEB)

    by_unit = await diary.is_refused(
        people.COORDINATOR, review.MovePanel, meets_on=FRI_12_FEB.isoformat(), reasons="Nobody can."
    )
    by_chair = await diary.does(
        people.CHAIR, review.MovePanel, meets_on=FRI_12_FEB.isoformat(), reasons="The consultant is back then."
    )

    assert (by_unit, by_chair) == ("needs_chairs_reason", "panel_moved")
    assert (await diary.due())["panel"] == FRI_12_FEB
    assert diary.entries("panel_moved")[-1].reasons is not None
    refused = await diary.is_refused(
        people.CHAIR, review.MovePanel, meets_on=date(2027, 2, 13).isoformat(), reasons="A Saturday."
    )
    assert refused == "not_a_working_day"


async def test_a_panel_that_never_meets_is_overdue_at_five_on_day_eight(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)
    await course.a_chair_is_commissioned(diary)

    await diary.on(THU_11_FEB)

    assert diary.happened("panel_overdue") == ["Wed 10 Feb 17:00"]
    assert diary.recipients("panel_overdue") == ["person:P-0013", "role:business_manager"]
    everyone = [*(f"agency:{agency}" for agency in course.ASKED), *(f"partner:{each}" for each in course.PARTNERS)]
    assert diary.letters("panel_reminder") == [("Tue 9 Feb 09:00", to) for to in everyone]


async def test_a_panel_of_qiip_members_is_warned_of(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)
    await course.a_chair_is_commissioned(diary)
    minutes = filed("minutes-quorate")
    members = [{**row, "qiip_member": "yes"} for row in minutes["attendees"]]

    await course.the_panel_meets(diary, WED_10_FEB, attendees=members)

    assert diary.recipients("default_panel_warning") == people.UNIT


async def test_a_member_with_a_declared_conflict_is_walled_off_and_the_deputy_signs(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)
    await course.a_whole_review_in_a_day_up_to_its_check(diary)
    conflict = {"person": "P-0004", "role": "qiip_member", "reasons": "A cousin of mine is the nominee."}
    await diary.does(people.SOCIAL_CARE, review.DeclareConflict, **conflict)
    signature = {"capacity": "childrens_social_care", "report_version": 1}

    refused = await diary.is_refused(people.SOCIAL_CARE, review.SignReport, **signature)
    signed = await diary.does(people.SOCIAL_CARE_DEPUTY, review.SignReport, **signature)

    assert (refused, signed) == ("conflicted", "signed")
    assert diary.detail("conflict_declared")["person"] == "P-0004"
