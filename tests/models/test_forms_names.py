"""Names of any shape and script are kept as typed and found again (N11, K4)."""

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.family import name_key, same_form
from models.forms import FormRefused, file_form
from tests.models.form_boxes import MON_4_JAN

NAMES = [
    "O'Brien-Ñáñez",
    "孩子",
    "محمد علي",
    "Σωκράτης",
    "ศิริชัย",
    "A",
    "👩‍👧 Smile",
    "van der Große",
    "de la Cruz y Núñez",
    "Nguyễn Thị Minh Khai",
    "x" * 500,
    "Robert'); DROP TABLE children;--",
    "{{ 7*7 }}",
    "=1+1",
    "../../etc",
]


def child(**names: str) -> object:
    form = file_form("appendix_1", {"children": [names | {"date_of_birth": "2015-03-04"}]}, MON_4_JAN)
    return form.as_filed()["children"][0]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_is_kept_as_typed(name: str, form: Literal["NFC", "NFD"]) -> None:
    typed = unicodedata.normalize(form, name)[:500]

    assert child(last_name=typed) == {"last_name": typed, "date_of_birth": "2015-03-04"}


def test_only_the_ends_of_a_name_are_trimmed() -> None:
    assert child(last_name="  van  der Berg ") == {"last_name": "van  der Berg", "date_of_birth": "2015-03-04"}


@given(name=st.text(min_size=1, max_size=60))
def test_any_text_is_kept_as_typed_or_refused(name: str) -> None:
    kept = name.strip()
    expected = {"date_of_birth": "2015-03-04"} | ({"last_name": kept} if kept else {})

    assert _kept_or_where_refused(name) in (expected, "children.0.last_name")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("O'Brien", "o’brien"),
        ("Ñáñez", "Nanez"),
        (unicodedata.normalize("NFD", "Examplová"), unicodedata.normalize("NFC", "Examplová")),
        ("Anne-Marie", "anne marie"),
        ("Robin Testcase", "Testcase, Robin"),
        ("STRASSE", "Straße"),
        ("  Robin   Quill ", "Robin Quill"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("Robin", "Robina"), ("孩子", "孩"), ("กิน", "กัน"), ("محمد", "محمود")])
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_one_unicode_form_makes_equal_names_equal() -> None:
    assert same_form("a\u0301") == same_form("\u00e1")


def test_the_same_child_and_the_same_incident_have_a_key_in_common() -> None:
    first = {"last_name": "O'Brien-Ñáñez", "forename": "Robin", "date_of_birth": "2015-03-04"}
    same_child = {"last_name": "ROBIN", "forename": "O’Brien Nanez", "date_of_birth": "2015-03-04"}
    sibling = {"last_name": "O'BRIEN-ÑÁÑEZ", "forename": "Wren", "date_of_birth": "2016-05-06"}

    keys = _keys(first, "2026-11-05")

    assert keys & _keys(same_child, "2026-11-09")
    assert keys & _keys(sibling, "2026-11-05")
    assert not keys & _keys(sibling, "2026-11-06")


def test_a_child_without_a_name_has_no_key() -> None:
    assert _keys({"date_of_birth": "2015-03-04"}, "2026-11-05") == frozenset()


def _kept_or_where_refused(name: str) -> object:
    try:
        return child(last_name=name)
    except FormRefused as refused:
        return refused.errors[0].field


def _keys(child: dict[str, str], incident_on: str) -> frozenset[str]:
    form = file_form("appendix_1", {"children": [child], "incident_on": incident_on}, MON_4_JAN)
    return form.duplicate_keys()  # type: ignore[attr-defined, no-any-return]
