"""Who is a stranger to a case, walled off from it, or speaks for another agency is refused before anything is kept."""

from __future__ import annotations

import pytest

from adapters.register import Register
from desk.desk import Desk
from desk.opening import Reception
from desk.outcome import Outcome, Taken
from models.case import Part
from models.commands import Told
from models.messages.lcspr_report import SignDraft
from models.messages.learning import CompleteAction
from models.messages.rapid_review import AgencyReturnReceived, AppointChair, DeclareConflict, SettleChronology
from models.messages.review import CalendarChanged, FillGaps
from models.messages.threshold import CastVote, Recuse
from models.people import Actor
from models.record import Detail, Event, Record
from tests.desk.conftest import AnsweringCases
from tests.desk.filing import TUE_24_NOV, a_case, chair, filed, form

CHAIR, ANOTHER_CHAIR, SCHOOL, HOSPITAL, PROBATION = "P-0013", "P-0014", "P-0027", "P-0029", "P-0037"


def who(register: Register, person: str, role: str | None = None) -> Actor:
    return register.actor(person, role, on=TUE_24_NOV.date())


def on_record(register: Register, case: str, happened: str, by: Actor, part: Part, /, **detail: Detail) -> None:
    event = Event(id=f"e-{happened}-{detail}", at=TUE_24_NOV, action=happened, by=by, detail=detail)
    register.record(Record(case=case, part=part, at=TUE_24_NOV, events=(event,)))


async def hands_in(desk: Desk, kind: type[Told], case: str, by: Actor, **values: object) -> Outcome:
    return await desk.hand_in(kind, case, by, f"token-{kind.name}-{by.person}", values)


async def test_only_the_case_s_own_chair_acts_as_its_chair(
    desk: Desk, reception: Reception, register: Register, manager: Actor
) -> None:
    case = await a_case(reception, manager)
    on_record(register, case, "chair_appointed", manager, Part.RAPID_REVIEW, chair=CHAIR)

    own = await hands_in(desk, SettleChronology, case, who(register, CHAIR), kloes=form("kloes"))
    other = await hands_in(desk, SettleChronology, case, who(register, ANOTHER_CHAIR), kloes=form("kloes"))

    assert own.taken is Taken.ACCEPTED
    assert (other.taken, other.code) == (Taken.REFUSED, "not_yours")
    assert register.command(other.command_id) is None


async def test_a_contact_hands_in_the_return_of_their_own_agency_only(
    desk: Desk, reception: Reception, register: Register, cases: AnsweringCases, manager: Actor
) -> None:
    case = await a_case(reception, manager)
    for agency in ("A-010", "A-011"):
        on_record(register, case, "agency_asked", manager, Part.RAPID_REVIEW, agency=agency)
    school, answer = who(register, SCHOOL), form("return-full")

    other = await hands_in(desk, AgencyReturnReceived, case, school, agency="A-011", form=answer)
    own = await hands_in(desk, AgencyReturnReceived, case, school, agency="A-010", form=answer)

    assert (other.taken, other.code) == (Taken.REFUSED, "wrong_agency")
    assert own.taken is Taken.ACCEPTED
    assert [told.by.agency for told in cases.told] == ["A-010"]
    assert "appendix_2" in [row.kind for row in register.documents_of(case)]


async def test_a_contact_whose_agency_was_never_asked_is_a_stranger_to_the_case(
    desk: Desk, reception: Reception, register: Register, manager: Actor
) -> None:
    case = await a_case(reception, manager)
    probation, answer = who(register, PROBATION), form("return-full")

    outcome = await hands_in(desk, AgencyReturnReceived, case, probation, agency="A-015", form=answer)

    assert (outcome.taken, outcome.code) == (Taken.REFUSED, "not_yours")
    assert [row.kind for row in register.documents_of(case)] == ["sin"]


async def test_the_business_unit_takes_the_return_of_any_agency(
    desk: Desk, reception: Reception, register: Register, manager: Actor
) -> None:
    case = await a_case(reception, manager)

    outcome = await hands_in(desk, AgencyReturnReceived, case, manager, agency="A-015", form=form("return-full"))

    assert outcome.taken is Taken.ACCEPTED


async def test_an_agency_that_has_to_cooperate_in_the_lcspr_signs_for_itself(
    desk: Desk, reception: Reception, register: Register, manager: Actor
) -> None:
    case = await a_case(reception, manager)
    school = who(register, SCHOOL)
    before = await desk.hand_in(SignDraft, case, school, "before", {"agency": "A-010", "report_version": 1})
    on_record(register, case, "methodology_set", manager, Part.LCSPR, agencies=("A-010", "A-011"))

    own = await hands_in(desk, SignDraft, case, school, agency="A-010", report_version=1)
    other = await hands_in(desk, SignDraft, case, who(register, HOSPITAL), agency="A-010", report_version=1)

    assert (before.code, own.taken, other.code) == ("not_yours", Taken.ACCEPTED, "wrong_agency")


async def test_an_action_is_completed_by_the_agency_that_owns_it(
    desk: Desk, reception: Reception, register: Register, manager: Actor
) -> None:
    case = await a_case(reception, manager)
    on_record(register, case, "agency_asked", manager, Part.RAPID_REVIEW, agency="A-011")
    on_record(register, case, "action_agreed", manager, Part.LEARNING, action="L1", owner="A-010", due="2027-01-31")
    said = {"action": "L1", "evidence": "The audit.", "impact": "Referrers are answered."}

    other = await hands_in(desk, CompleteAction, case, who(register, HOSPITAL), **said)
    own = await hands_in(desk, CompleteAction, case, who(register, SCHOOL), **said)

    assert (other.code, own.taken) == ("not_owner", Taken.ACCEPTED)


async def test_the_agency_that_raised_a_case_fills_its_gaps(
    desk: Desk, reception: Reception, register: Register, manager: Actor
) -> None:
    opened = await reception.open_case(filed("cfc", "cfc-split-vote", manager), TUE_24_NOV)
    raiser = opened.opening.referrer
    assert raiser == "agency:A-010"

    case, again = opened.opening.case, form("cfc-split-vote")
    own = await hands_in(desk, FillGaps, case, who(register, SCHOOL), form=again)
    other = await hands_in(desk, FillGaps, case, who(register, HOSPITAL), form=again)

    assert (own.taken, other.code) == (Taken.ACCEPTED, "not_yours")


@pytest.mark.parametrize("walled", ["P-0001", "P-0002"])
async def test_who_has_a_conflict_of_interest_decides_nothing_in_the_case_but_may_say_so(
    desk: Desk, reception: Reception, register: Register, manager: Actor, walled: str
) -> None:
    case = await a_case(reception, manager)
    on_record(register, case, "conflict_declared", manager, Part.RAPID_REVIEW, person=walled)
    by = who(register, walled)
    said = {"person": walled, "role": str(by.role), "reasons": "A cousin teaches there."}

    decision = await hands_in(desk, AppointChair, case, by, **chair())
    declared = await hands_in(desk, DeclareConflict, case, by, **said)
    fact = await hands_in(desk, CalendarChanged, case, by, calendar_version="1")

    assert (decision.taken, decision.code) == (Taken.REFUSED, "conflicted")
    assert (declared.taken, fact.taken) == (Taken.ACCEPTED, Taken.ACCEPTED)


async def test_a_member_who_stepped_aside_is_answered_as_before_when_the_same_comes_again(
    desk: Desk, reception: Reception, register: Register
) -> None:
    member = who(register, "P-0006", "qiip_member")
    opened = await reception.open_case(filed("cfc", "cfc-split-vote", member), TUE_24_NOV)
    case, said = opened.opening.case, {"partner": "health", "reasons": "My sister works there."}
    first = await hands_in(desk, Recuse, case, member, **said)
    on_record(register, case, "member_recused", member, Part.THRESHOLD, partner="health", person=member.person)

    again = await hands_in(desk, Recuse, case, member, **said)
    vote = await hands_in(desk, CastVote, case, member, partner="health", proceed=True, reasons="It should.")

    assert again == first
    assert (vote.taken, vote.code) == (Taken.REFUSED, "conflicted")


async def test_a_recusal_the_business_unit_records_names_the_partner_s_member(
    desk: Desk, reception: Reception, cases: AnsweringCases, manager: Actor
) -> None:
    opened = await reception.open_case(filed("cfc", "cfc-split-vote", manager), TUE_24_NOV)

    await hands_in(desk, Recuse, opened.opening.case, manager, partner="health", reasons="Told by telephone.")

    told = cases.asked[0]
    assert isinstance(told, Recuse)
    assert told.person == "P-0006"
