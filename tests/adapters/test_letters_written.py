"""The letters the workflows write are the letters there are: their facts, and a date where one is stated (E1, E2)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from models.letters import PURPOSES

PROJECT = Path(__file__).resolve().parents[2]
NOT_FACTS = {"about", "any_hour", "due", None}


def written() -> Iterator[tuple[str, str, bool, set[str | None]]]:
    """Where a workflow writes a letter it names: the place, the purpose, whether with a due date, with which facts."""
    for path in sorted((PROJECT / "workflows").glob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "write"):
                continue
            first = call.args[0] if call.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                names = {keyword.arg: keyword.value for keyword in call.keywords}
                due = call.args[2] if len(call.args) > 2 else names.get("due")
                dated = due is not None and not (isinstance(due, ast.Constant) and due.value is None)
                yield f"{path.name}:{call.lineno}", first.value, dated, set(names)


def test_workflows_write_letters_that_exist() -> None:
    calls = list(written())

    assert len(calls) > 30
    assert [(place, purpose) for place, purpose, _, _ in calls if purpose not in PURPOSES] == []


def test_a_letter_that_states_a_due_date_is_written_with_one() -> None:
    undated = [(place, purpose) for place, purpose, dated, _ in written() if PURPOSES[purpose].deadline and not dated]

    assert undated == []


def test_a_letter_is_written_with_the_facts_it_states_and_no_others() -> None:
    differing = [
        (place, purpose, facts ^ set(PURPOSES[purpose].facts))
        for place, purpose, _, given in written()
        if None not in given and (facts := given - NOT_FACTS) != set(PURPOSES[purpose].facts)
    ]

    assert differing == []
