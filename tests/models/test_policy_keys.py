"""Every key of a policy with a wrong value gets an error that names the key and says how to mend it (C7, K4)."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Iterator
from datetime import date, time
from typing import Any

import pytest

from adapters.policies import POLICIES
from models.policy import read_policy
from models.policy_problems import PolicyError

GSCP: dict[str, Any] = tomllib.loads((POLICIES / "gscp-2021.toml").read_text(encoding="utf-8"))
GSCP["hours"]["cut_off"] = {"value": time(16), "clause": "C4"}
GSCP["calendar"]["closures"] = [{"date": date(2022, 12, 28), "reason": "Offices closed"}]
GSCP["calendar"]["extra_working_days"] = [{"date": date(2022, 12, 31), "reason": "Offices open"}]

Path = tuple[str | int, ...]
OPTIONAL = {
    "valid_from",
    "valid_to",
    "cut_off",
    "alarms",
    "kinds",
    "clock",
    "any_hour",
    "after",
    "before",
    "working_days",
}


def _leaves(data: Any, at: Path = ()) -> Iterator[tuple[Path, Any]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _leaves(value, (*at, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _leaves(value, (*at, index))
    else:
        yield at, data


def _tables(data: Any, at: Path = ()) -> Iterator[Path]:
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    if isinstance(data, dict):
        yield at
    for key, value in children:
        yield from _tables(value, (*at, key))


def _one_of_each(paths: Iterator[Path]) -> list[Path]:
    """One path of each shape: the third step's to_day stands for every step's."""
    shapes: dict[Path, Path] = {}
    for path in paths:
        shapes.setdefault(tuple("#" if isinstance(part, int) else part for part in path), path)
    return list(shapes.values())


def _named(path: Path) -> str:
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")


def _changed(path: Path, value: Any) -> dict[str, Any]:
    data = copy.deepcopy(GSCP)
    table = data
    for part in path[:-1]:
        table = table[part]  # type: ignore[index]
    table[path[-1]] = value  # type: ignore[index]
    return data


def _without(path: Path) -> dict[str, Any]:
    data = copy.deepcopy(GSCP)
    table = data
    for part in path[:-1]:
        table = table[part]  # type: ignore[index]
    del table[path[-1]]  # type: ignore[arg-type]
    return data


def _problems(data: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(PolicyError) as caught:
        read_policy(data)
    return {problem.key: problem.says for problem in caught.value.problems}


WRONG: dict[type, tuple[Any, ...]] = {
    int: ("five", 5.5, True, -1000, 100000),
    bool: ("yes", 3),
    str: (5, "", "§§§ \n"),
    date: ("soon", "2022-13-01", True),
    time: ("late", "25:00", 17, time(17, tzinfo=None).replace(microsecond=5)),
}
FREE_TEXT = {"name", "reason", "short", "text", "body"}
LEAVES = _one_of_each(path for path, _ in _leaves(GSCP))
CASES = [
    (path, wrong)
    for path, value in _leaves(GSCP)
    if path in LEAVES
    for wrong in WRONG[type(value)]
    if not (wrong == "§§§ \n" and (path[-1] in FREE_TEXT or path[0] == "titles"))
]


@pytest.mark.parametrize(
    ("path", "wrong"), CASES, ids=lambda value: _named(value) if isinstance(value, tuple) else repr(value)
)
def test_a_wrong_value_is_refused_under_its_key(path: Path, wrong: Any) -> None:
    problems = _problems(_changed(path, wrong))

    assert _named(path) in problems
    assert len(problems[_named(path)]) > 8


@pytest.mark.parametrize("path", _one_of_each(path for path, _ in _leaves(GSCP)), ids=_named)
def test_a_table_where_a_value_belongs_is_refused_under_its_key(path: Path) -> None:
    assert any(key.startswith(_named(path)) for key in _problems(_changed(path, {"oops": 1})))


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in _one_of_each(path for path, _ in _leaves(GSCP))
        if path[-1] not in OPTIONAL and not isinstance(path[-1], int) and path[0] != "titles"
    ],
    ids=_named,
)
def test_a_key_left_out_is_asked_for_by_name(path: Path) -> None:
    assert _problems(_without(path)) == {_named(path): "is missing: add it"}


@pytest.mark.parametrize("path", _one_of_each(_tables(GSCP)), ids=_named)
def test_a_key_that_does_not_exist_is_refused_by_name_in_every_table(path: Path) -> None:
    problems = _problems(_changed((*path, "to_dya"), 5))

    assert any(key.startswith(_named((*path, "to_dya"))) for key in problems)


def _steps(plan: str, which: str, **changes: Any) -> dict[str, Any]:
    data = copy.deepcopy(GSCP)
    row = next(row for row in data[plan]["steps"] if row["step"] == which)
    row.update(changes)
    return data


@pytest.mark.parametrize(
    ("data", "key", "says"),
    [
        (_changed(("valid_to",), date(2020, 1, 1)), "the file", "valid_to must not be earlier than valid_from"),
        (_changed(("hours", "opens", "value"), time(18)), "hours", "opens must be earlier than closes"),
        (
            _changed(("hours", "closes", "value"), time(12)),
            "the file",
            "outside office hours: vote_chased, holding_note",
        ),
        (_changed(("calendar", "weekend"), ["saturday", "caturday"]), "calendar.weekend[2]", "such as saturday"),
        (
            _changed(("calendar", "weekend"), ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]),
            "calendar",
            "at least two days",
        ),
        (_changed(("rules", "quorum", "value"), []), "rules", "at least one statutory partner"),
        (_changed(("rules", "quorum", "value"), ["health", "health"]), "rules", "each once"),
        (_changed(("rules", "missing_vote", "value"), "guess"), "rules.missing_vote.value", "'proceed' or 'hold'"),
        (_changed(("rules", "request_due_day", "value"), 9), "rules", "not be later than request_last_day"),
        (_changed(("counting", "internal", "value"), "D_moon"), "counting.internal.value", "C_start_is_day_1"),
        (_changed(("rapid_review", "plan_days", "value"), 10), "rapid_review", "plan_days must reach"),
        (_steps("rapid_review", "returns", from_day=6), "rapid_review.steps[6]", "from_day must not be later"),
        (_steps("rapid_review", "returns", step="retorts"), "rapid_review", "missing: returns"),
        (_steps("rapid_review", "returns", step="panel"), "rapid_review", "missing: returns"),
        (_steps("awareness", "sin_notification", step="other"), "awareness", "missing: sin_notification"),
        (_steps("panel_reply", "answer", step="reply"), "panel_reply", "missing: answer"),
        (_steps("lcspr", "draft", before="publikation"), "lcspr", "before of draft must name publication or a step"),
        (_steps("lcspr", "draft", before="publication", after=5), "lcspr.steps[7]", "either after"),
        (_steps("lcspr", "methodology", after=None), "lcspr.steps[1]", "either after"),
        (_changed(("prefix",), "gscp"), "prefix", "must have the form ^[A-Z]{2,8}$"),
        (_changed(("rapid_review", "steps", 0, "clause"), "Z9"), "rapid_review.steps[1].clause", "must have the form"),
    ],
)
def test_values_that_do_not_go_together_are_told_with_what_to_change(data: dict[str, Any], key: str, says: str) -> None:
    problems = _problems(data)

    assert key in problems
    assert says in problems[key]


def test_a_step_given_twice_or_unknown_is_named() -> None:
    twice, unknown = copy.deepcopy(GSCP), copy.deepcopy(GSCP)
    twice["rapid_review"]["steps"].append(twice["rapid_review"]["steps"][5])
    unknown["rapid_review"]["steps"].append({**unknown["rapid_review"]["steps"][5], "step": "tea"})

    assert "given twice: returns" in _problems(twice)["rapid_review"]
    assert "not known to the process: tea" in _problems(unknown)["rapid_review"]


def test_an_alarm_s_letter_and_recipients_are_known_ones() -> None:
    alarm = ("rapid_review", "steps", 5, "alarms", 0)

    assert (
        "models/letters.py" in _problems(_changed((*alarm, "purpose"), "carrier_pigeon"))[_named((*alarm, "purpose"))]
    )
    assert "must be one of" in _problems(_changed((*alarm, "to", 0), "the_press"))[_named((*alarm, "to", 0))]


def test_every_problem_is_told_at_once() -> None:
    data = _changed(("prefix",), "gscp")
    data["hours"]["closes"]["value"] = "late"

    assert set(_problems(data)) == {"prefix", "hours.closes.value"}


def test_the_whole_message_names_each_key_on_a_line_of_its_own() -> None:
    data = _changed(("prefix",), "gscp")
    del data["edition"]

    with pytest.raises(PolicyError, match=r"edition: is missing: add it\nprefix: must have the form"):
        read_policy(data)
