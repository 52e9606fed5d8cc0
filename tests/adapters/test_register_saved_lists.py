"""Lists people save: each their own, the name sealed, as many as one page can show (K3)."""

from __future__ import annotations

import pytest

from adapters.register import Register
from adapters.register.saved_lists import MOST, TooManyLists
from tests.adapters.book import MON_23_NOV, look


def names(register: Register, person: str) -> list[str]:
    return [saved.name for saved in register.saved_lists(person)]


def test_a_saved_list_keeps_its_filters(register: Register) -> None:
    register.save_list("P-0002", "Late ballots", {"risk": "late", "stage": "threshold"}, MON_23_NOV)

    (saved,) = register.saved_lists("P-0002")

    assert (saved.name, saved.query) == ("Late ballots", {"risk": "late", "stage": "threshold"})


def test_saving_under_the_same_name_replaces(register: Register) -> None:
    first = register.save_list("P-0002", "Mine", {"risk": "late"}, MON_23_NOV)

    again = register.save_list("P-0002", "Mine", {"risk": "soon"}, MON_23_NOV)

    assert first == again
    assert [saved.query for saved in register.saved_lists("P-0002")] == [{"risk": "soon"}]


def test_lists_are_each_person_s_own(register: Register) -> None:
    mine = register.save_list("P-0002", "Mine", {}, MON_23_NOV)

    assert names(register, "P-0001") == []
    assert not register.delete_saved_list("P-0001", mine)
    assert names(register, "P-0002") == ["Mine"]


def test_a_deleted_list_is_gone(register: Register) -> None:
    mine = register.save_list("P-0002", "Mine", {}, MON_23_NOV)

    assert (register.delete_saved_list("P-0002", mine), register.delete_saved_list("P-0002", mine)) == (True, False)
    assert names(register, "P-0002") == []


def test_what_somebody_calls_a_list_is_sealed(register: Register) -> None:
    register.save_list("P-0002", "Robin Testcase", {}, MON_23_NOV)

    ((kept,),) = look(register, "SELECT name FROM saved_lists")

    assert b"Testcase" not in bytes(kept)


def test_nobody_saves_more_lists_than_they_can_oversee(register: Register) -> None:
    for number in range(MOST):
        register.save_list("P-0002", f"List {number:02d}", {}, MON_23_NOV)

    with pytest.raises(TooManyLists):
        register.save_list("P-0002", "One more", {}, MON_23_NOV)

    register.save_list("P-0002", "List 03", {"risk": "late"}, MON_23_NOV)
    assert len(names(register, "P-0002")) == MOST
