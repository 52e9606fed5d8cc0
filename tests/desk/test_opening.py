"""Opening cases: references, gaps, duplicates, who may, and opening again (N1, N4, N11, N12, N14, T6)."""

from datetime import timedelta

import pytest

from adapters.register import Register
from desk.opening import NotEntitled, Reception
from desk.outcome import DuplicatesFound, Taken
from models.case import CaseKind, Outcome, Part
from models.forms import FormRefused
from models.people import Actor, Role
from models.record import Record, Standing
from tests.desk.conftest import AnsweringCases, MovedClock
from tests.desk.filing import TUE_24_NOV, filed
from workflows.client import NoAnswerYet


def who(register: Register, person: str, role: Role | None = None) -> Actor:
    return register.actor(person, role, on=TUE_24_NOV.date())


@pytest.fixture
def coordinator(register: Register) -> Actor:
    return who(register, "P-0002")


def close(register: Register, case: str, outcome: Outcome = Outcome.NO_RAPID_REVIEW) -> None:
    ended = Standing(stage="closed", next_action="none", holder="none", ended=True, outcome=outcome)
    register.record(Record(case=case, part=Part.REVIEW, at=TUE_24_NOV, standing=ended))


async def test_a_filed_form_opens_a_case_with_an_opaque_reference_its_gaps_and_its_dates(
    reception: Reception, register: Register, cases: AnsweringCases, coordinator: Actor
) -> None:
    opened = await reception.open_case(filed("cfc", "cfc-incomplete", coordinator), TUE_24_NOV)

    assert opened.opening.case == "GSCP-2026-001"
    assert opened.opening.kind is CaseKind.CFC
    assert opened.gaps
    assert opened.timetable is not None
    assert cases.opened == [opened.opening]
    assert register.case("GSCP-2026-001").opening == opened.opening


async def test_references_have_no_gaps_even_when_a_form_is_refused(reception: Reception, coordinator: Actor) -> None:
    first = await reception.open_case(filed("cfc", "cfc-split-vote", coordinator), TUE_24_NOV)
    with pytest.raises(FormRefused):
        await reception.open_case(filed("cfc", "cfc-unanimous-no", coordinator, nonsense="x"), TUE_24_NOV)

    second = await reception.open_case(filed("cfc", "cfc-unanimous-no", coordinator), TUE_24_NOV)

    assert (first.opening.case, second.opening.case) == ("GSCP-2026-001", "GSCP-2026-002")


async def test_the_statutory_partners_own_agencies_are_always_asked(reception: Reception, coordinator: Actor) -> None:
    opened = await reception.open_case(
        filed("sin", "sin-two-children", coordinator, ask_agencies=["A-010"]), TUE_24_NOV
    )

    assert opened.opening.agencies == ("A-001", "A-002", "A-003", "A-010")


async def test_an_agency_the_directory_does_not_know_is_named(reception: Reception, coordinator: Actor) -> None:
    with pytest.raises(FormRefused) as refused:
        await reception.open_case(filed("cfc", "cfc-split-vote", coordinator, ask_agencies=["A-777"]), TUE_24_NOV)

    assert [error.field for error in refused.value.errors] == ["ask_agencies"]
    assert "A-777" in refused.value.errors[0].problem


async def test_a_probable_duplicate_is_shown_first_and_opened_when_a_person_says_so(
    reception: Reception, coordinator: Actor
) -> None:
    first = await reception.open_case(filed("cfc", "cfc-split-vote", coordinator), TUE_24_NOV)
    with pytest.raises(DuplicatesFound) as found:
        await reception.open_case(filed("cfc", "cfc-split-vote", coordinator), TUE_24_NOV)

    second = await reception.open_case(filed("cfc", "cfc-split-vote", coordinator, anyway=True), TUE_24_NOV)

    assert found.value.cases == (first.opening.case,)
    assert second.opening.possible_duplicates == (first.opening.case,)


async def test_only_the_local_authority_or_the_business_unit_files_a_sin(
    reception: Reception, register: Register
) -> None:
    school = who(register, "P-0027")
    local_authority = who(register, "P-0018")

    with pytest.raises(NotEntitled) as refused:
        await reception.open_case(filed("sin", "sin-two-children", school), TUE_24_NOV)
    opened = await reception.open_case(filed("sin", "sin-two-children", local_authority), TUE_24_NOV)

    assert refused.value.code == "not_entitled"
    assert opened.opening.has_sin


async def test_any_agency_files_a_case_for_consideration(reception: Reception, register: Register) -> None:
    opened = await reception.open_case(filed("cfc", "cfc-split-vote", who(register, "P-0027")), TUE_24_NOV)

    assert opened.outcome.code == "opened"
    assert not opened.opening.has_sin


async def test_the_designated_doctors_referral_becomes_a_case(reception: Reception, register: Register) -> None:
    opened = await reception.open_case(filed("referral", "alte-referral", who(register, "P-0019")), TUE_24_NOV)

    assert opened.opening.referrer == "role:designated_doctor"
    assert opened.opening.kind in (CaseKind.CFC, CaseKind.SIN)


async def test_the_same_filing_again_is_the_same_case(
    reception: Reception, cases: AnsweringCases, coordinator: Actor
) -> None:
    filing = filed("cfc", "cfc-split-vote", coordinator)
    first = await reception.open_case(filing, TUE_24_NOV)

    again = await reception.open_case(filing, TUE_24_NOV + timedelta(minutes=5))

    assert again.opening == first.opening
    assert {opening.case for opening in cases.opened} == {"GSCP-2026-001"}


async def test_while_temporal_is_away_the_case_is_kept_and_opened_when_it_returns(
    reception: Reception, cases: AnsweringCases, clock: MovedClock, coordinator: Actor
) -> None:
    cases.fails = NoAnswerYet("away")
    opened = await reception.open_case(filed("cfc", "cfc-split-vote", coordinator), TUE_24_NOV)
    cases.fails = None

    await reception.desk.redeliver(clock.now() + timedelta(minutes=1))

    assert opened.outcome.taken is Taken.WAITING
    assert [opening.case for opening in cases.opened] == [opened.opening.case]


async def test_a_sin_opens_a_closed_case_again_under_its_reference(
    reception: Reception, register: Register, cases: AnsweringCases, coordinator: Actor
) -> None:
    opened = await reception.open_case(filed("cfc", "cfc-unanimous-no", coordinator), TUE_24_NOV)
    close(register, opened.opening.case)
    later = TUE_24_NOV + timedelta(days=7)

    reopened = await reception.notify_sin(opened.opening.case, filed("sin", "sin-two-children", coordinator), later)

    assert reopened.opening.case == opened.opening.case
    assert (reopened.opening.kind, reopened.opening.reopens, reopened.opening.sequence) == (CaseKind.SIN, True, 2)
    assert cases.opened[-1] == reopened.opening
    assert not register.case(opened.opening.case).closed


async def test_new_information_opens_a_closed_case_for_a_new_ballot_and_an_open_one_not(
    reception: Reception, register: Register, coordinator: Actor
) -> None:
    opened = await reception.open_case(filed("cfc", "cfc-unanimous-no", coordinator), TUE_24_NOV)
    case = opened.opening.case
    while_open = await reception.reopen(case, filed("cfc", "cfc-unanimous-no", coordinator), TUE_24_NOV)
    close(register, case)

    reopened = await reception.reopen(case, filed("cfc", "cfc-unanimous-no", coordinator), TUE_24_NOV)

    assert while_open.outcome.code == "case_open"
    assert (reopened.opening.kind, reopened.opening.sequence) == (CaseKind.CFC, 2)


async def test_a_death_notified_without_suspicion_has_no_timetable_of_a_rapid_review(
    reception: Reception, coordinator: Actor
) -> None:
    opened = await reception.open_case(filed("sin", "looked-after-death", coordinator), TUE_24_NOV)

    assert opened.opening.kind is CaseKind.LOOKED_AFTER_DEATH
    assert opened.timetable is None


async def test_the_same_reopening_handed_in_twice_opens_the_case_once(
    reception: Reception, register: Register, cases: AnsweringCases, coordinator: Actor
) -> None:
    opened = await reception.open_case(filed("cfc", "cfc-unanimous-no", coordinator), TUE_24_NOV)
    case = opened.opening.case
    close(register, case)
    new_information = filed("cfc", "cfc-unanimous-no", coordinator)
    first = await reception.reopen(case, new_information, TUE_24_NOV)

    again = await reception.reopen(case, new_information, TUE_24_NOV + timedelta(minutes=1))

    assert (again.outcome.code, again.opening) == ("opened", first.opening)
    assert [opening.sequence for opening in cases.opened] == [1, 2, 2]
