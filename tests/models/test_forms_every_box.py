"""Every box of every form refuses what cannot be used, names itself and says how to mend it (K4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.forms import FORMS, FiledForm, FormRefused, file_form
from models.forms.fields import NAME, NARRATIVE, SHORT, Leaf
from tests.models.form_boxes import MON_4_JAN, Place, every_answer, every_group, filled, path

ONE_LINE = ["rung\x07", "two\nlines", 5, True, ["a"], {"a": "b"}, "turned\u202eround", "nul\x00"]
NO_DAY = ["2026-02-30", "30/01/2026", 20260130, "1026-01-01", "2026-01-30T00:00:00", "tomorrow", True]
FUTURE = ["2027-01-05", "2099-12-31"]
WRONG: dict[str, list[object]] = {
    "line": [*ONE_LINE, "x" * (SHORT + 1)],
    "detail": [*ONE_LINE, "x" * (SHORT + 1)],
    "name": [*ONE_LINE, "x" * (NAME + 1)],
    "narrative": ["nul\x00", "bell\x07", 5, ["a"], "x" * (NARRATIVE + 1)],
    "address": ["nul\x00", 5, "x" * (2 * SHORT + 1)],
    "email": ["one@a.example, two@b.example", "nobody", "a@b", "a b@c.example", "a@c.example\nBcc: d@e.example", 5],
    "telephone": ["ring me", "01632 960 101 / 01632 960 102", "123", "0" * 40, 1632960101],
    "web_address": ["javascript:alert(1)", "www.example.org", "https://", "https://a.example/ b", 5],
    "agency_ref": ["Fernwick Academy", "A-1", "a-012", 12],
    "agency_refs": ["A-012", ["Fernwick"], [12], ["A-012"] * 201],
    "day": NO_DAY,
    "past_day": NO_DAY + FUTURE,
    "birthday": NO_DAY + FUTURE,
    "moment": ["2026-12-14", "2026-12-14T10:15:00", "14.12.2026 10:15", 1797243300, "1026-12-14T10:15:00+00:00"],
    "clock": ["25:00", "9:00", "nine", 900, "10:60"],
    "yes_no": ["perhaps", "na", 1, 0, []],
    "yes_no_na": ["perhaps", 1, []],
    "number": [0, -1, 10_000, "2", 1.5, True],
    "choice": ["nothing of the kind", 3, True],
}


def box_id(part: object) -> str:
    """The same name in every process: runs in parallel must agree on which tests there are."""
    return part.kind if isinstance(part, Leaf) else str(part)[:80]


@pytest.mark.parametrize(("kind", "place", "leaf"), every_answer(), ids=box_id)
def test_a_wrong_value_is_refused_at_its_box_with_its_label_and_a_way_to_mend_it(
    kind: str, place: Place, leaf: Leaf
) -> None:
    for wrong in WRONG[leaf.kind]:
        with pytest.raises(FormRefused) as refused:
            file_form(kind, filled(place, wrong), MON_4_JAN)

        error = refused.value.errors[0]
        assert error.field.startswith(path(place)), wrong
        assert error.label
        assert error.problem
        assert error.mend.endswith((".", "?", "//"))


@pytest.mark.parametrize(("kind", "place", "table"), every_group(), ids=box_id)
def test_a_table_or_a_group_of_another_shape_is_refused_where_it_stands(kind: str, place: Place, table: bool) -> None:
    wrong_shapes: list[object] = [{"0": {}}, "text", 5, [5], [{}] * 2001] if table else [[], "text", 5]

    for wrong in wrong_shapes:
        with pytest.raises(FormRefused) as refused:
            file_form(kind, filled(place, wrong), MON_4_JAN)

        assert refused.value.errors[0].field.startswith(path(place)), wrong


@pytest.mark.parametrize("kind", FORMS)
def test_a_box_the_form_does_not_have_is_refused_by_name(kind: str) -> None:
    with pytest.raises(FormRefused) as refused:
        file_form(kind, {"favourite_colour": "blue"}, MON_4_JAN)

    assert [error.field for error in refused.value.errors] == ["favourite_colour"]
    assert refused.value.errors[0].mend == "Take it out."


@pytest.mark.parametrize(("kind", "place", "table"), every_group(), ids=box_id)
def test_a_row_with_a_box_too_many_is_refused_there(kind: str, place: Place, table: bool) -> None:
    row = (*place, 0, "favourite_colour") if table else (*place, "favourite_colour")

    with pytest.raises(FormRefused) as refused:
        file_form(kind, filled(row, "blue"), MON_4_JAN)

    assert refused.value.errors[0].field == path(row)


@pytest.mark.parametrize("kind", FORMS)
def test_an_empty_form_is_taken_and_its_blanks_are_listed(kind: str) -> None:
    filed = file_form(kind, {}, MON_4_JAN)

    assert filed.gaps()
    assert filed.as_filed() == {}


@pytest.mark.parametrize(("kind", "place", "leaf"), every_answer(), ids=box_id)
def test_blank_and_unanswered_are_the_same_in_every_box(kind: str, place: Place, leaf: Leaf) -> None:
    del leaf
    unanswered = file_form(kind, filled(place, None), MON_4_JAN)

    assert file_form(kind, filled(place, ""), MON_4_JAN) == unanswered
    assert file_form(kind, filled(place, " \t\n"), MON_4_JAN) == unanswered


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(box=st.sampled_from(every_answer()), value=json_values)
def test_whatever_is_typed_into_a_box_is_taken_and_kept_or_refused_with_lines(
    box: tuple[str, Place, Leaf], value: object
) -> None:
    kind, place, _ = box

    filed, lines = taken_or_refused(kind, filled(place, value))

    assert filed is None or type(filed).from_record(filed.as_filed()) == filed
    assert (filed is None) is bool(lines)


def taken_or_refused(kind: str, data: object) -> tuple[FiledForm | None, tuple[str, ...]]:
    try:
        return file_form(kind, data, MON_4_JAN), ()
    except FormRefused as refused:
        return None, refused.lines
