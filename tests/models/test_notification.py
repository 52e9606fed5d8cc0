"""Intake rules: the limbs of s16C, the screen by kind of event, ages in days, missed notifications (N2-N14)."""

from datetime import date, timedelta
from itertools import product

import pytest

from models.case import CaseKind, DeathKind, Limbs, ReviewAsked
from models.family import age_in_days, age_in_years, is_child_on, is_of_care_leaver_age
from models.notification import (
    Screening,
    child_key,
    contradicts_dates,
    event_by_age,
    incident_key,
    invites_other_area,
    limbs_unknown,
    may_meet_section_16c,
    meets_section_16c,
    needs_rapid_review,
    opens_alte_part,
    opens_rapid_review_part,
    possible_missed_notification,
    screening_advice,
)

BORN = date(2026, 9, 1)
MET = Limbs(abuse_known_or_suspected=True, child_seriously_harmed=True, in_area=True)
TELLS = (True, False, None)


def limbs(abuse: bool | None, died: bool | None, harmed: bool | None, here: bool | None, away: bool | None) -> Limbs:
    return Limbs(
        abuse_known_or_suspected=abuse,
        child_died=died,
        child_seriously_harmed=harmed,
        in_area=here,
        outside_england_while_resident=away,
    )


@pytest.mark.parametrize(
    ("told", "met"),
    [
        (limbs(True, True, False, True, False), True),
        (limbs(True, False, True, True, None), True),
        (limbs(True, True, None, False, True), True),
        (limbs(True, True, True, False, False), False),
        (limbs(True, False, False, True, False), False),
        (limbs(False, True, True, True, True), False),
        (limbs(None, True, True, True, True), False),
        (limbs(True, None, None, True, None), False),
        (limbs(True, True, None, None, None), False),
    ],
)
def test_section_16c_is_met_by_abuse_and_death_or_harm_here_or_of_a_resident_abroad(told: Limbs, met: bool) -> None:
    assert meets_section_16c(told) is met


@pytest.mark.parametrize("values", list(product(TELLS, repeat=5)))
def test_whatever_meets_the_section_may_meet_it_and_no_unknown_counts_as_met(values: tuple[bool | None, ...]) -> None:
    told = limbs(*values)

    if meets_section_16c(told):
        assert may_meet_section_16c(told)
        assert told.abuse_known_or_suspected is True


def test_the_limbs_nobody_answered_are_named() -> None:
    assert limbs_unknown(MET) == ("child_died", "outside_england_while_resident")


@pytest.mark.parametrize(
    ("told", "has_sin", "missed"),
    [
        (MET, False, True),
        (MET, True, False),
        (limbs(True, None, True, None, None), False, True),  # a CFC does not ask where
        (limbs(True, None, True, False, False), False, False),
        (limbs(None, None, True, None, None), False, False),
        (limbs(True, False, False, True, None), False, False),
    ],
)
def test_a_cfc_that_meets_the_section_without_a_sin_may_be_a_missed_notification(
    told: Limbs, has_sin: bool, missed: bool
) -> None:
    assert possible_missed_notification(told, has_sin) is missed


@pytest.mark.parametrize("event", [DeathKind.EARLY_NEONATAL, DeathKind.NEONATAL, DeathKind.EXPECTED])
def test_neonatal_and_expected_deaths_go_to_child_death_review_only_where_abuse_is_denied(event: DeathKind) -> None:
    no_abuse = Limbs(abuse_known_or_suspected=False, child_died=True)
    suspected = Limbs(abuse_known_or_suspected=True, child_died=True)

    assert screening_advice(event, no_abuse, CaseKind.CFC) is Screening.CHILD_DEATH_REVIEW
    assert screening_advice(event, suspected, CaseKind.CFC) is Screening.PERSON_DECIDES
    assert screening_advice(event, Limbs(), CaseKind.CFC) is Screening.PERSON_DECIDES


@pytest.mark.parametrize("event", list(DeathKind))
@pytest.mark.parametrize("abuse", TELLS)
def test_a_sin_always_proceeds_whatever_the_event(event: DeathKind, abuse: bool | None) -> None:
    told = Limbs(abuse_known_or_suspected=abuse)

    assert screening_advice(event, told, CaseKind.SIN) is Screening.PROCEEDS
    assert screening_advice(event, told, CaseKind.CFC, has_sin=True) is Screening.PROCEEDS


@pytest.mark.parametrize("event", [DeathKind.UNEXPECTED, DeathKind.ALTE, DeathKind.NOT_A_DEATH])
def test_unexpected_deaths_and_altes_may_meet_the_threshold(event: DeathKind) -> None:
    assert screening_advice(event, Limbs(abuse_known_or_suspected=False), CaseKind.CFC) is Screening.PROCEEDS


@pytest.mark.parametrize(
    ("days", "left_hospital", "event"),
    [
        (0, None, DeathKind.EARLY_NEONATAL),
        (6, True, DeathKind.EARLY_NEONATAL),
        (7, True, DeathKind.NEONATAL),
        (27, None, DeathKind.NEONATAL),
        (28, True, None),
        (28, None, None),
        (28, False, DeathKind.NEONATAL),
        (200, False, DeathKind.NEONATAL),
    ],
)
def test_the_first_week_and_the_first_28_days_are_counted_from_the_day_of_birth(
    days: int, left_hospital: bool | None, event: DeathKind | None
) -> None:
    assert event_by_age(BORN, BORN + timedelta(days=days), left_hospital) is event


@pytest.mark.parametrize(
    ("event", "days", "left_hospital", "contradicts"),
    [
        (DeathKind.EARLY_NEONATAL, 6, True, False),
        (DeathKind.EARLY_NEONATAL, 7, True, True),
        (DeathKind.NEONATAL, 28, True, True),
        (DeathKind.NEONATAL, 28, None, False),
        (DeathKind.NEONATAL, 28, False, False),
        (DeathKind.NEONATAL, 3, True, False),
        (DeathKind.UNEXPECTED, 3, True, False),
        (DeathKind.EXPECTED, 400, True, False),
    ],
)
def test_a_neonatal_event_is_held_against_the_dates(
    event: DeathKind, days: int, left_hospital: bool | None, contradicts: bool
) -> None:
    assert contradicts_dates(event, BORN, BORN + timedelta(days=days), left_hospital) is contradicts


def test_only_a_sin_and_a_cfc_lead_towards_a_rapid_review() -> None:
    assert [kind for kind in CaseKind if needs_rapid_review(kind)] == [CaseKind.SIN, CaseKind.CFC]


def test_a_form_that_asks_for_both_opens_both() -> None:
    assert [each for each in ReviewAsked if opens_alte_part(each)] == [ReviewAsked.ALTE, ReviewAsked.BOTH]
    assert [each for each in ReviewAsked if opens_rapid_review_part(each)] == [
        ReviewAsked.RAPID_REVIEW,
        ReviewAsked.BOTH,
    ]


@pytest.mark.parametrize(
    ("incident", "responsible", "invited"),
    [("A-001", "A-020", True), ("A-001", "A-001", False), ("A-001", None, False), (None, None, False)],
)
def test_another_area_is_invited_where_two_are_concerned(
    incident: str | None, responsible: str | None, invited: bool
) -> None:
    assert invites_other_area(incident, responsible) is invited


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(2008, 11, 5), date(2026, 11, 4), 17),
        (date(2008, 11, 5), date(2026, 11, 5), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2026, 1, 1), date(2026, 1, 1), 0),
    ],
)
def test_an_age_is_reached_on_the_birthday(born: date, on: date, years: int) -> None:
    assert age_in_years(born, on) == years
    assert is_child_on(born, on) is (years < 18)


def test_a_care_leaver_counts_until_the_25th_birthday() -> None:
    assert is_of_care_leaver_age(date(2001, 11, 6), date(2026, 11, 5))
    assert not is_of_care_leaver_age(date(2001, 11, 5), date(2026, 11, 5))


def test_days_of_life_start_at_nought() -> None:
    assert age_in_days(BORN, BORN) == 0


def test_keys_need_a_name() -> None:
    assert child_key("", " ", BORN) is None
    assert incident_key("", BORN) is None
    assert child_key("Robin", "", BORN) == "child|robin|2026-09-01"
