"""The concordance holds: every clause is there, what it names exists, what is not built is said (docs/process.md)."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
COUNTS = {"N": 15, "T": 8, "R": 17, "L": 9, "P": 5, "G": 7, "C": 8, "E": 6, "K": 5}
CLAUSES = [f"{letter}{number}" for letter, count in COUNTS.items() for number in range(1, count + 1)]
STATES = ("built", "in part", "not built")


@dataclass(frozen=True)
class Row:
    clause: str
    says: str
    functions: tuple[str, ...]
    tests: tuple[str, ...]
    state: str


def rows() -> list[Row]:
    found = []
    for line in (PROJECT / "docs" / "process.md").read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == 5 and re.fullmatch(r"[A-Z]\d+", cells[0]):
            quoted = [tuple(re.findall(r"`([^`]+)`", cell)) for cell in cells[2:4]]
            found.append(Row(cells[0], cells[1], quoted[0], quoted[1], cells[4]))
    return found


ROWS = rows()


@cache
def names_in(path: Path) -> frozenset[str]:
    """The functions, classes, methods and assigned names of a file: ``f``, ``C``, ``C.m``, ``CONSTANT``."""
    names: set[str] = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                names.add(node.name)
            case ast.ClassDef():
                names.add(node.name)
                names |= {
                    f"{node.name}.{part.name}"
                    for part in node.body
                    if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)
                }
            case ast.Assign():
                names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
            case ast.AnnAssign(target=ast.Name(id=name)):
                names.add(name)
    return frozenset(names)


def exists(function: str) -> bool:
    """Is there a module of this dotted name with this function, class or method in it?"""
    parts = function.split(".")
    for cut in range(len(parts) - 1, 0, -1):
        path = PROJECT.joinpath(*parts[:cut]).with_suffix(".py")
        if path.is_file():
            return ".".join(parts[cut:]) in names_in(path)
    return (PROJECT / function).is_file()


def test_every_clause_stands_in_the_concordance_once_and_in_order() -> None:
    assert [row.clause for row in ROWS] == CLAUSES


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.clause)
def test_what_a_clause_names_is_there(row: Row) -> None:
    state = row.state.split(":")[0]
    missing = [function for function in row.functions if not exists(function)]
    untested = []
    for test in row.tests:
        path, _, name = test.partition("::")
        if not (PROJECT / path).is_file() or name not in names_in(PROJECT / path):
            untested.append(test)

    assert row.says
    assert state in STATES
    assert missing == []
    assert untested == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.clause)
def test_a_built_clause_has_function_and_test_and_any_other_says_what_is_missing(row: Row) -> None:
    state, _, missing = row.state.partition(":")

    if state != "not built":
        assert row.functions
        assert row.tests
    if state != "built":
        assert missing.strip()
