"""Cases: references without gaps, a list that finds its way, duplicates shown and never merged (N11, N15)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from adapters.register import Register
from adapters.register.cases import CaseFilter, CaseRow, Duplicate, Identities, UnknownCase
from adapters.register.store import RegisterError
from models.case import CaseKind, Part
from tests.adapters.book import CASE, MON_23_NOV, engine_of, look, opening, record, standing

BORN = date(2019, 5, 1)


def put(register: Register, number: int, **how: object) -> str:
    case = f"GSCP-2026-{number:03d}"
    register.create_case(opening(case, CaseKind.SIN if number % 2 else CaseKind.CFC), MON_23_NOV)
    register.record(record(case=case, part=Part.RAPID_REVIEW, standing=standing(**how)))  # type: ignore[arg-type]
    return case


def references(rows: list[CaseRow]) -> list[str]:
    return [row.reference[-3:] for row in rows]


def test_references_count_by_prefix_and_year(register: Register) -> None:
    taken = [register.next_reference(prefix, year) for prefix, year in [("GSCP", 2026), ("GSCP", 2026), ("GSCP", 2027)]]

    assert taken == ["GSCP-2026-001", "GSCP-2026-002", "GSCP-2027-001"]
    assert register.next_reference("SSCP", 2026) == "SSCP-2026-001"


def test_references_taken_by_many_at_once_have_no_gap(register: Register) -> None:
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda _: register.next_reference("GSCP", 2026), range(30)))

    assert sorted(taken) == [f"GSCP-2026-{number:03d}" for number in range(1, 31)]


@pytest.mark.parametrize("prefix", ["", "gscp", "G", "GS CP", "TOOLONGPREFIX"])
def test_a_prefix_that_makes_no_reference_is_refused(register: Register, prefix: str) -> None:
    with pytest.raises(RegisterError, match="prefix"):
        register.next_reference(prefix, 2026)

    assert register.next_reference("GSCP", 2026).endswith("001")


def test_a_case_opened_again_with_the_same_reference_is_the_same_case(register: Register) -> None:
    first = register.create_case(opening(), MON_23_NOV)

    again = register.create_case(opening(), MON_23_NOV + timedelta(hours=1))

    assert (again, register.cases().total) == (first, 1)


@pytest.mark.parametrize("reference", ["GSCP-2026-999", "nonsense", "", "x\x00"])
def test_a_case_that_is_not_there_is_unknown(register: Register, reference: str) -> None:
    with pytest.raises(UnknownCase):
        register.case(reference)


def test_the_list_shows_the_most_urgent_first_and_undated_last(register: Register) -> None:
    for number, days in ((1, 5), (2, 1), (3, None), (4, 3)):
        put(register, number, due=None if days is None else MON_23_NOV + timedelta(days=days))

    assert references(register.cases().rows) == ["002", "004", "001", "003"]


def test_the_list_filters_by_stage_holder_due_and_kind(register: Register) -> None:
    put(register, 1, stage="returns", holder="agency:A-010", due=MON_23_NOV)
    put(register, 2, stage="returns", holder="role:coordinator", due=MON_23_NOV + timedelta(days=9))
    put(register, 3, stage="report", holder="role:coordinator", due=MON_23_NOV)

    def found(**only: object) -> list[str]:
        page = register.cases(CaseFilter(**only))  # type: ignore[arg-type]
        assert page.total == len(page.rows)
        return references(page.rows)

    assert found(stage="returns") == ["001", "002"]
    assert found(holder="role:coordinator") == ["003", "002"]
    assert found(due_before=MON_23_NOV + timedelta(days=1)) == ["001", "003"]
    assert found(kind=CaseKind.CFC) == ["002"]
    assert found(closed=True) == []
    assert found(closed=None) == ["001", "003", "002"]


def test_the_list_comes_in_pages(register: Register) -> None:
    for number in range(1, 8):
        put(register, number, due=MON_23_NOV + timedelta(days=number))

    page = register.cases(limit=3, offset=3)

    assert (references(page.rows), page.total) == (["004", "005", "006"], 7)


@pytest.mark.parametrize(
    "where", ["closed = false", "closed = false AND holder = 'x'", "closed = false AND stage = 'x'"]
)
def test_a_page_of_the_list_is_read_from_an_index_in_order(register: Register, where: str) -> None:
    query = f'SELECT * FROM overviews WHERE {where} ORDER BY urgency, "case" LIMIT 50'  # noqa: S608
    if engine_of(register).dialect.name == "sqlite":
        plan = " ".join(str(row[-1]) for row in look(register, f"EXPLAIN QUERY PLAN {query}"))
    else:
        off = "SET enable_seqscan = off; SET enable_bitmapscan = off"  # an empty table is cheap to read any way
        plan = " ".join(row[0] for row in look(register, f"EXPLAIN {query}", off))

    assert "USING INDEX" in plan or "Index Scan" in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan


CHILD = Identities(children=(("Robin Testcase", BORN),), incident_on=date(2026, 11, 20))


def test_the_same_child_is_a_probable_duplicate(register: Register) -> None:
    register.create_case(opening(), MON_23_NOV, CHILD)

    found = register.find_duplicates(Identities(children=(("Someone Else", BORN), ("TESTCASE, robin", BORN))))

    assert found == [Duplicate(CASE, "same_child")]


def test_the_same_incident_date_and_surname_is_a_probable_duplicate(register: Register) -> None:
    register.create_case(opening(), MON_23_NOV, CHILD)

    found = register.find_duplicates(Identities((("Sam Testcase", None),), date(2026, 11, 20)))

    assert found == [Duplicate(CASE, "same_incident")]


@pytest.mark.parametrize(
    "other",
    [
        Identities((("Robin Testcase", date(2019, 5, 2)),)),
        Identities((("Robin Testcase", None),)),
        Identities((("Robin Otherwise", BORN),), date(2026, 11, 20)),
        Identities((("Sam Testcase", None),), date(2026, 11, 21)),
        Identities(),
    ],
)
def test_another_child_is_no_duplicate(register: Register, other: Identities) -> None:
    register.create_case(opening(), MON_23_NOV, CHILD)

    assert register.find_duplicates(other) == []


@pytest.mark.parametrize(
    ("typed", "again"),
    [("Zoë O’Brien-Ñáñez", "Zoe\u0308 O'Brien-Nanez"), ("孩子", "孩子"), ("ROBIN  TESTCASE", "Robin Testcase")],
)
def test_a_name_typed_otherwise_is_the_same_name(register: Register, typed: str, again: str) -> None:
    register.create_case(opening(), MON_23_NOV, Identities(((typed, BORN),)))

    assert register.find_duplicates(Identities(((again, BORN),))) == [Duplicate(CASE, "same_child")]


def test_a_case_is_no_duplicate_of_itself(register: Register) -> None:
    register.create_case(opening(), MON_23_NOV, CHILD)
    register.create_case(opening(), MON_23_NOV, CHILD)

    assert register.find_duplicates(CHILD, but=CASE) == []
