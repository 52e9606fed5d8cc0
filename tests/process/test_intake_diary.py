"""How cases come in: record only, ALTE, screened, known late, gaps, duplicates, other areas, safety (N, R2)."""

from __future__ import annotations

from datetime import date, time

import pytest

from desk.outcome import DuplicatesFound
from models.case import Part
from models.messages import review as says
from tests.process import courses as course
from tests.process import diary as people
from tests.process.diary import MON_1_FEB, Diary, filed

pytestmark = pytest.mark.slow
FRI_5_FEB, SAT_6_FEB, MON_8_FEB = date(2027, 2, 5), date(2027, 2, 6), date(2027, 2, 8)


async def test_a_looked_after_childs_death_without_abuse_ends_after_the_record(diary: Diary) -> None:
    await diary.on(MON_1_FEB)

    await diary.opens("sin", filed("looked-after-death"))

    assert await diary.outcome() == "record_only"
    assert diary.parts() == {Part.REVIEW}
    assert diary.recipients("case_closed") == people.UNIT
    assert diary.is_sound()


async def test_new_facts_raise_a_record_to_a_sin_with_a_fresh_awareness_date(diary: Diary) -> None:
    await diary.on(MON_1_FEB)
    await diary.opens("sin", filed("looked-after-death"))
    await diary.on(MON_8_FEB)

    raised = await diary.reopens("sin", course.a_sin(MON_8_FEB), people.LOCAL_AUTHORITY)

    assert raised.opening.aware_on == date(2027, 2, 4)
    assert diary.standing(Part.RAPID_REVIEW).stage == "commissioning_chair"
    assert diary.actions(Part.REVIEW).count("awareness_limit_breached") == 0
    assert diary.is_sound()


async def test_an_alte_alone_is_handed_to_the_cdop_and_ends_with_its_outcome(diary: Diary) -> None:
    await course.a_case_is_raised(diary, review_asked="alte", event="alte")
    waiting = diary.standing(Part.REVIEW).stage

    await diary.on(date(2027, 2, 15))
    await diary.does(people.DOCTOR, says.RecordAlteOutcome, review_held=True, reasons="The CDOP met.")

    assert waiting == "alte_with_cdop"
    assert await diary.outcome() == "alte_only"
    assert diary.recipients("alte_handed_over") == ["body:cdop", *people.UNIT]
    assert diary.parts() == {Part.REVIEW}
    assert diary.is_sound()


async def test_a_form_that_asks_for_both_opens_both(diary: Diary) -> None:
    await course.a_case_is_raised(diary, review_asked="both", event="alte")

    assert diary.recipients("alte_handed_over") == ["body:cdop", *people.UNIT]
    assert diary.standing(Part.THRESHOLD).stage == "threshold"
    await diary.does(people.DOCTOR, says.RecordAlteOutcome, review_held=False, reasons="The CDOP met.")
    assert diary.detail("alte_outcome_recorded")["review_held"] is False
    assert diary.standing(Part.THRESHOLD).ended is False


async def test_a_sin_for_a_case_that_lies_with_the_cdop_starts_a_rapid_review(diary: Diary) -> None:
    await course.a_case_is_raised(diary, review_asked="alte", event="alte")
    await diary.on(date(2027, 2, 3))

    await diary.reopens("sin", course.a_sin(date(2027, 2, 3)), people.LOCAL_AUTHORITY)

    assert diary.standing(Part.RAPID_REVIEW).stage == "commissioning_chair"
    assert (await diary.due())["panel"] == date(2027, 2, 12)
    assert "threshold" not in diary.parts()


async def test_an_expected_death_without_abuse_goes_to_child_death_review(diary: Diary) -> None:
    await course.a_case_is_raised(diary, event="expected", abuse_known_or_suspected="no")

    assert await diary.outcome() == "child_death_review"
    assert diary.recipients("handed_to_child_death_review") == ["agency:A-010", "role:designated_doctor"]
    assert diary.parts() == {Part.REVIEW}


async def test_where_abuse_is_suspected_the_screen_only_advises_and_persons_decide(diary: Diary) -> None:
    await course.a_case_is_raised(diary, event="expected", abuse_known_or_suspected="yes")

    assert diary.detail("screened")["advice"] == "person_decides"
    assert diary.recipients("screening_advice") == [*people.UNIT, "role:qiip_chair"]
    assert diary.standing(Part.THRESHOLD).stage == "threshold"


async def test_a_case_that_meets_the_law_without_a_sin_raises_a_possible_missed_notification(diary: Diary) -> None:
    await course.a_case_is_raised(diary, abuse_known_or_suspected="yes", died_or_seriously_harmed="yes")

    await diary.on(MON_8_FEB, time(17, 30))

    both = ["role:business_manager", "role:la_representative"]
    assert diary.letters("possible_missed_notification") == [("Mon 1 Feb 10:00", to) for to in both]
    assert diary.letters("awareness_clock_warning") == [("Thu 4 Feb 09:00", to) for to in both]
    assert diary.letters("awareness_clock_last_warning") == [("Fri 5 Feb 09:00", to) for to in both]
    assert diary.happened("awareness_clock_breached") == ["Mon 8 Feb 17:00"]
    assert {"possible_missed_notification", "record_breach"} <= set(diary.tasks())
    await diary.does(people.LOCAL_AUTHORITY, says.RecordBreach, reasons="Counsel was asked first.")
    answer = {"will_notify": False, "reasons": "The threshold is not met."}
    await diary.does(people.LOCAL_AUTHORITY, says.AnswerMissedNotification, **answer)
    assert diary.tasks() == ()
    assert diary.is_sound()


async def test_a_sin_in_time_silences_the_awareness_clock(diary: Diary) -> None:
    await course.a_case_is_raised(diary, abuse_known_or_suspected="yes", died_or_seriously_harmed="yes")
    await diary.on(date(2027, 2, 3))

    await diary.reopens("sin", course.a_sin(date(2027, 2, 3)), people.LOCAL_AUTHORITY)

    await diary.on(date(2027, 2, 9))
    assert diary.letters("awareness_clock_warning", "awareness_clock_last_warning", "awareness_clock_breached") == []
    assert "possible_missed_notification" not in diary.tasks()


async def test_a_sin_later_than_five_working_days_after_awareness_is_a_breach_whose_reason_is_asked(
    diary: Diary,
) -> None:
    await course.a_sin_is_notified(diary, aware_on="2027-01-22", incident_on="2027-01-20")

    assert "awareness_limit_breached" in diary.actions(Part.REVIEW)
    assert "record_breach" in diary.tasks()
    await diary.does(people.LOCAL_AUTHORITY, says.RecordBreach, reasons="The hospital told us late.")
    assert diary.entries("breach_explained")[0].reasons is not None
    assert "record_breach" not in diary.tasks()


async def test_gaps_are_listed_and_asked_for_while_the_clock_runs(diary: Diary) -> None:
    await diary.on(MON_1_FEB)

    opened = await diary.opens("cfc", filed("cfc-incomplete"))

    assert "raised_by.role" in opened.gaps
    assert diary.recipients("gaps_asked") == ["agency:A-010"]
    assert diary.standing(Part.THRESHOLD).stage == "threshold"
    assert "fill_gaps" in diary.tasks()
    assert await diary.does(people.SCHOOL, says.FillGaps, form=course.a_cfc()) == "complete"
    assert "fill_gaps" not in diary.tasks()
    assert diary.is_sound()


async def test_a_probable_duplicate_is_shown_before_a_case_opens_and_never_merged(diary: Diary) -> None:
    await course.a_case_is_raised(diary)
    first = diary.case

    with pytest.raises(DuplicatesFound) as found:
        await diary.opens("cfc", course.a_cfc())
    second = await diary.opens("cfc", course.a_cfc(), anyway=True)

    assert found.value.cases == (first,)
    assert second.opening.case != first
    assert diary.detail("case_accepted")["possible_duplicates"] == [first]


async def test_two_areas_concerned_are_both_invited(diary: Diary) -> None:
    await course.a_sin_is_notified(diary, responsible_la="A-020")

    assert diary.recipients("other_area_invited") == ["agency:A-001", "agency:A-020"]


async def test_one_area_alone_is_not_invited_to_itself(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)

    assert diary.letters("other_area_invited") == []


async def test_an_unconfirmed_immediate_action_escalates_after_a_working_day(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)
    await diary.does(people.MANAGER, says.OrderImmediateAction, action="A safe place tonight.", owner="A-001")
    await diary.on(date(2027, 2, 2), time(16, 59))
    before = diary.letters("immediate_action_unconfirmed")

    await diary.on(date(2027, 2, 2), time(17, 0))

    assert before == []
    told = ["lead:A-001", *people.UNIT]
    assert diary.letters("immediate_action_unconfirmed") == [("Tue 2 Feb 17:00", to) for to in told]
    assert diary.letters("immediate_action_ordered") == [("Mon 1 Feb 10:00", "agency:A-001")]


async def test_an_action_ordered_on_a_saturday_escalates_on_monday_evening_and_is_posted_at_once(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)
    await diary.on(SAT_6_FEB, time(21, 0))
    await diary.does(people.MANAGER, says.OrderImmediateAction, action="A safe place tonight.", owner="A-001")

    await diary.on(date(2027, 2, 9), time(8, 0))

    assert diary.letters("immediate_action_ordered") == [("Sat 6 Feb 21:00", "agency:A-001")]
    assert {at for at, _ in diary.letters("immediate_action_unconfirmed")} == {"Mon 8 Feb 17:00"}


async def test_a_confirmed_action_escalates_nothing(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)
    await diary.does(people.MANAGER, says.OrderImmediateAction, action="A safe place tonight.", owner="A-001")

    await diary.does(people.SOCIAL_CARE, says.ConfirmImmediateAction, number=1, done="At her aunt's.")

    await diary.on(date(2027, 2, 4))
    assert diary.letters("immediate_action_unconfirmed") == []


async def test_the_safety_question_is_open_until_it_is_answered(diary: Diary) -> None:
    await course.a_sin_is_notified(diary, immediate_action_needed=None)
    asked = diary.tasks()

    answer = await diary.does(
        people.MANAGER, says.AnswerSafetyQuestion, action_needed=False, reasons="Both children are safe."
    )

    assert "answer_safety_question" in asked
    assert answer == "no_action_needed"
    assert diary.recipients("safety_question_open") == people.UNIT
    assert "answer_safety_question" not in diary.tasks()


async def test_parallel_processes_are_linked_and_unknown_ones_refused(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)

    await diary.does(
        people.COORDINATOR, says.LinkProcess, process="inquest", contact="The coroner's officer.", hold=True
    )

    assert diary.detail("process_linked") == {"process": "inquest", "hold": True}
    code = await diary.is_refused(people.COORDINATOR, says.LinkProcess, process="audit", contact="Nobody.")
    assert code == "unknown_process"
