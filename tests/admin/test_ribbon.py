"""The stage ribbon: working days and stages laid out, and said in a sentence for those who do not see them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from admin.rendering import environment
from admin.ribbon import HEAD, LABELS, WIDTH, RibbonDay, RibbonStage, State, ribbon_of

MON_2_MARCH = date(2026, 3, 2)


def days(today: int | None = None, over: int = 0) -> list[RibbonDay]:
    """Working days 0 to 15 from Monday 2 March 2026; the days before ``today`` (or before ``over``) are past."""
    weekdays = [day for n in range(30) if (day := MON_2_MARCH + timedelta(days=n)).weekday() < 5][:16]
    past = over if today is None else today
    return [RibbonDay(n, day, n == today, n < past) for n, day in enumerate(weekdays)]


def stage(from_day: int = 0, to_day: int = 2, state: State = State.DONE, name: str = "Ballot") -> RibbonStage:
    return RibbonStage(name, from_day, to_day, state, date(2026, 3, 4))


def drawn(*stages: RibbonStage, today: int = 5) -> str:
    template = environment().from_string(
        '{% from "pages/parts/ribbon.html" import ribbon_picture, ribbon_table %}'
        "{{ ribbon_picture(ribbon) }}{{ ribbon_table(ribbon) }}"
    )
    return template.render(ribbon=ribbon_of(days(today), stages))


def test_the_days_fill_the_picture_beside_the_names() -> None:
    ribbon = ribbon_of(days(), [])

    assert ribbon.columns[0].x == LABELS
    assert ribbon.columns[-1].x + ribbon.columns[-1].width == pytest.approx(WIDTH)


def test_a_stage_reaches_from_its_first_day_to_its_last() -> None:
    ribbon = ribbon_of(days(), [stage(3, 7)])

    (bar,) = ribbon.bars
    assert ribbon.columns[3].x <= bar.x < ribbon.columns[4].x
    assert ribbon.columns[7].x < bar.x + bar.width <= ribbon.columns[8].x


def test_stages_stand_below_each_other_and_within_the_picture() -> None:
    ribbon = ribbon_of(days(), [stage(), stage(3, 3), stage(15, 15)])

    assert HEAD < ribbon.bars[0].y < ribbon.bars[1].y < ribbon.bars[2].y < ribbon.height


@pytest.mark.parametrize(("from_day", "to_day"), [(0, 0), (0, 15), (7, 7), (15, 15), (16, 20), (-3, -1), (14, 90)])
def test_whatever_a_stage_s_days_its_bar_and_its_word_stay_in_the_picture(from_day: int, to_day: int) -> None:
    (bar,) = ribbon_of(days(), [stage(from_day, to_day)]).bars

    ends = (bar.x, bar.x + bar.width, bar.word_x, bar.word_x + 40)
    assert min(ends) >= LABELS
    assert max(ends) <= WIDTH


def test_the_word_of_a_short_stage_stands_beside_it() -> None:
    short, long = ribbon_of(days(), [stage(3, 3), stage(3, 9)]).bars

    assert (short.inside, long.inside) == (False, True)
    assert short.word_x >= short.x + short.width


def test_today_is_the_middle_of_its_day() -> None:
    ribbon = ribbon_of(days(today=5), [])

    assert ribbon.today_x == ribbon.columns[5].middle


def test_today_stands_between_two_days_when_it_is_no_working_day() -> None:
    ribbon = ribbon_of(days(over=5), [])

    assert ribbon.today_x == pytest.approx(ribbon.columns[5].x)
    assert "Working day 4 of 15 is over; today is not a working day." in ribbon.sentence


@pytest.mark.parametrize(
    ("over", "said"), [(0, "Working day 1 is Tue 3 Mar."), (16, "Working day 15, Mon 23 Mar, is over.")]
)
def test_before_and_after_the_days_there_is_no_today(over: int, said: str) -> None:
    ribbon = ribbon_of(days(over=over), [])

    assert ribbon.today_x is None
    assert ribbon.sentence == said


@pytest.mark.parametrize(("today", "over"), [(0, 0), (None, 1)])
def test_before_the_first_working_day_nothing_is_called_one(today: int | None, over: int) -> None:
    ribbon = ribbon_of(days(today, over), [])

    assert ribbon.today_x is not None
    assert ribbon.sentence.removeprefix("Today, Mon 2 Mar, is day 0. ") == "Working day 1 is Tue 3 Mar."


def test_day_0_is_said_to_be_the_day_of_notification_and_whether_it_is_counted() -> None:
    apart = ribbon_of(days(today=5), [])
    same = ribbon_of([RibbonDay(0, MON_2_MARCH, past=True), RibbonDay(1, MON_2_MARCH, is_today=True)], [])

    assert apart.day_zero.endswith("Mon 2 Mar, which is not counted. Working day 1 is Tue 3 Mar.")
    assert same.day_zero.endswith("Mon 2 Mar. Our own plan counts the same day as working day 1.")
    assert same.today_x == same.columns[1].middle


def test_the_sentence_says_what_the_picture_shows() -> None:
    ribbon = ribbon_of(days(today=5), [stage(), stage(3, 3, State.LATE, "Briefing")])

    assert ribbon.sentence == (
        "Today, Mon 9 Mar, is working day 5 of 15. Ballot: done, due Wed 4 Mar. Briefing: late, due Wed 4 Mar."
    )


def test_a_ribbon_without_days_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        ribbon_of([], [stage()])


def test_the_picture_has_a_name_and_the_table_says_the_same() -> None:
    page = drawn(stage(0, 2), stage(3, 7, State.NOW, "Information from agencies"))

    assert 'role="img" aria-labelledby="ribbon-title ribbon-text"' in page
    assert "Today, Mon 9 Mar, is working day 5 of 15." in page
    assert "3 to 7" in page
    assert "Under way" in page


def test_a_long_name_is_cut_in_the_picture_only() -> None:
    name = "Multi-agency information from every agency asked"

    page = drawn(stage(name=name))

    assert "Multi-agency information f…" in page
    assert f'class="govuk-table__header">{name}</th>' in page


def test_what_a_stage_is_called_is_never_taken_for_markup() -> None:
    page = drawn(stage(name="<b>x</b>"))

    assert "<b>" not in page
    assert "&lt;b&gt;" in page
