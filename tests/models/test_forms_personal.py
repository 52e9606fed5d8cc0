"""Which values of a form are personal, in the spellings they could leak in (K3, N15)."""

from models.forms import file_form
from models.forms.filed_form import dates_as_written
from tests.models.form_boxes import MON_4_JAN, demo, every_answer, filled

TYPED = {
    "name": "Robin",
    "detail": "Rather distinctive",
    "narrative": "It happened on a Sunday.",
    "address": "4 Imaginary Lane",
    "email": "robin@agency.example",
    "telephone": "01632 960 123",
}


def test_whatever_is_typed_about_people_is_among_the_personal_values() -> None:
    for kind, place, leaf in every_answer():
        if leaf.kind in TYPED:
            form = file_form(kind, filled(place, TYPED[leaf.kind]), MON_4_JAN)

            assert TYPED[leaf.kind] in form.personal_values(), place


def test_a_date_of_birth_is_personal_in_every_spelling() -> None:
    values = file_form("appendix_1", demo("cfc-split-vote"), MON_4_JAN).personal_values()

    assert {"2012-09-14", "14/09/2012", "14/9/2012", "14 September 2012", "September 14, 2012"} <= values


def test_days_of_one_digit_are_spelled_with_and_without_nought() -> None:
    from_march = dates_as_written(MON_4_JAN.replace(year=2015, month=3))

    assert {"04/03/2015", "4/3/2015", "4 March 2015", "04 March 2015", "4 Mar 2015"} <= from_march


def test_names_are_personal_alone_and_together() -> None:
    values = file_form("appendix_1", demo("cfc-split-vote"), MON_4_JAN).personal_values()

    assert {"Wrenna", "Examplová", "Wrenna Examplová", "Examplová, Wrenna"} <= values


def test_a_story_is_personal_sentence_by_sentence() -> None:
    values = file_form("appendix_1", demo("cfc-split-vote"), MON_4_JAN).personal_values()

    assert "Two referrals were closed without a visit, and nobody told the school." in values
    assert "The injuries seen by the school nurse go back several months." in values


def test_a_telephone_number_is_personal_without_its_spaces_too() -> None:
    values = file_form("appendix_2", demo("return-full"), MON_4_JAN).personal_values()

    assert {"01632 960 101", "01632960101"} <= values


def test_codes_dates_of_meetings_and_agencies_are_not_personal() -> None:
    values = file_form("panel_minutes", demo("minutes-quorate"), MON_4_JAN).personal_values()

    assert not values & {"A-001", "attended", "yes", "2026-11-18", "childrens_social_care"}


def test_a_name_of_one_letter_is_no_value_to_search_for() -> None:
    form = file_form("appendix_1", {"children": [{"forename": "O"}]}, MON_4_JAN)

    assert form.personal_values() == frozenset()
