"""The ballot on a Case for Consideration (T2-T6)."""

from datetime import timedelta
from itertools import product

import pytest

from models import authority
from models.messages.threshold import CastVote, Recuse
from models.people import Partner, Role
from models.threshold import PARTNERS, Ballot, Basis, Vote, basis_of, proceeds_to_rapid_review, who_steps_aside
from models.timetable import MissingVote
from tests.models.saying import BUSINESS_MANAGER, COORDINATOR, MON_14_DEC, member, say

CLOSES = MON_14_DEC + timedelta(days=1, hours=7)


def ballot(missing: MissingVote = MissingVote.PROCEED) -> Ballot:
    return Ballot(CLOSES, missing)


def vote(partner: Partner, proceed: bool, **changes: object) -> CastVote:
    return say(CastVote, member(partner), partner=partner, proceed=proceed, reasons="T-1", **changes)


def votes(*verdicts: bool | None) -> tuple[Vote, ...]:
    cast = ballot()
    for partner, proceed in zip(PARTNERS, verdicts, strict=True):
        if proceed is not None:
            cast.cast(vote(partner, proceed))
    return cast.votes


@pytest.mark.parametrize("verdicts", list(product([True, False, None], repeat=3)))
def test_only_a_unanimous_no_of_all_three_keeps_a_case_from_rapid_review(verdicts: tuple[bool | None, ...]) -> None:
    proceeds = proceeds_to_rapid_review(votes(*verdicts))

    assert proceeds is (verdicts != (False, False, False))


def test_two_no_against_one_yes_is_a_split_and_proceeds() -> None:
    cast = votes(False, True, False)

    assert basis_of(cast) is Basis.SPLIT
    assert proceeds_to_rapid_review(cast)


def test_missing_votes_proceed_by_presumption_even_with_only_no_votes_in() -> None:
    cast = votes(False, None, False)

    assert basis_of(cast) is Basis.PRESUMPTION
    assert proceeds_to_rapid_review(cast)


def test_all_yes_and_unanimous_no_are_named_so() -> None:
    assert basis_of(votes(True, True, True)) is Basis.ALL_YES
    assert basis_of(votes(False, False, False)) is Basis.UNANIMOUS_NO


def test_a_changed_vote_is_a_new_version_and_the_last_one_counts() -> None:
    open_ballot = ballot()
    open_ballot.cast(vote(Partner.HEALTH, False))

    changed = open_ballot.cast(vote(Partner.HEALTH, True))

    assert changed.version == 2
    assert [each.proceed for each in open_ballot.votes] == [True]


def test_a_member_votes_for_their_own_partner_only() -> None:
    foreign = say(CastVote, member(Partner.HEALTH), partner=Partner.CONSTABULARY, proceed=True, reasons="T-1")

    refusal = ballot().refuses_vote(foreign)

    assert refusal is not None
    assert refusal.code == "wrong_partner"
    assert refusal.says.startswith("partner:")


def test_a_vote_counts_as_in_time_when_the_door_took_it_by_the_closing_hour_and_not_a_second_later() -> None:
    in_time = vote(Partner.HEALTH, True, at=CLOSES)
    too_late = vote(Partner.HEALTH, True, at=CLOSES + timedelta(seconds=1))

    assert ballot().refuses_vote(in_time) is None
    refusal = ballot().refuses_vote(too_late)
    assert refusal is not None
    assert refusal.code == "voting_closed"


def test_after_recusal_the_deputy_votes_and_the_member_does_not() -> None:
    open_ballot = ballot()
    open_ballot.cast(vote(Partner.HEALTH, False))
    open_ballot.recuse(say(Recuse, member(Partner.HEALTH), partner=Partner.HEALTH, reasons="T-2"))

    by_member = open_ballot.refuses_vote(vote(Partner.HEALTH, True))
    deputy = member(Partner.HEALTH, deputy_for="P-health")
    by_deputy = open_ballot.refuses_vote(say(CastVote, deputy, partner=Partner.HEALTH, proceed=True, reasons="T-3"))

    assert by_member is not None
    assert by_member.code == "recused"
    assert by_deputy is None
    assert Partner.HEALTH in open_ballot.outstanding


def test_a_member_steps_aside_for_their_own_partner_and_a_deputy_not_at_all() -> None:
    foreign = say(Recuse, member(Partner.HEALTH), partner=Partner.CONSTABULARY, reasons="T-1")
    deputy = member(Partner.HEALTH, deputy_for="P-health")
    by_deputy = say(Recuse, deputy, partner=Partner.HEALTH, reasons="T-1")
    by_unit = say(Recuse, COORDINATOR, partner=Partner.HEALTH, reasons="T-1")
    of_another = say(Recuse, member(Partner.HEALTH), partner=Partner.HEALTH, person="P-9", reasons="T-1")

    each = (foreign, by_deputy, by_unit, of_another)
    codes = [getattr(ballot().refuses_recusal(recusal), "code", None) for recusal in each]

    assert codes == ["wrong_partner", "deputy", None, "wrong_person"]


def test_who_steps_aside_is_the_member_whoever_records_it() -> None:
    by_member = say(Recuse, member(Partner.HEALTH), partner=Partner.HEALTH, reasons="T-1")
    by_unit = say(Recuse, COORDINATOR, partner=Partner.HEALTH, person="P-6", reasons="T-1")
    of_nobody_known = say(Recuse, COORDINATOR, partner=Partner.HEALTH, reasons="T-1")

    assert who_steps_aside(by_member) == "P-health"
    assert who_steps_aside(by_unit) == "P-6"
    assert who_steps_aside(of_nobody_known) is None


def test_the_ballot_closes_at_its_deadline_and_not_before() -> None:
    open_ballot = ballot()

    assert not open_ballot.closes_by(CLOSES - timedelta(seconds=1))
    assert open_ballot.closes_by(CLOSES)


def test_where_policy_holds_the_ballot_waits_past_its_deadline_for_a_yes() -> None:
    held = ballot(MissingVote.HOLD)
    held.cast(vote(Partner.HEALTH, False))
    waits = not held.closes_by(CLOSES)

    held.cast(vote(Partner.CONSTABULARY, True, at=CLOSES + timedelta(hours=1)))

    assert waits
    assert held.refuses_vote(vote(Partner.CONSTABULARY, True, at=CLOSES + timedelta(hours=1))) is None
    assert held.closes_by(CLOSES + timedelta(hours=1))


def test_only_a_partners_member_may_vote() -> None:
    assert authority.refuses("cast_vote", member(Partner.HEALTH)) is None
    refusal = authority.refuses("cast_vote", BUSINESS_MANAGER)
    assert refusal is not None
    assert refusal.code == "not_entitled"


def test_what_nobody_may_is_refused_to_everybody() -> None:
    for role in Role:
        assert authority.refuses("no_such_action", member(Partner.HEALTH).model_copy(update={"role": role})) is not None
