"""What is wrong with a policy file, told by the key's path and how to mend it (C7, K4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError


class PolicyProblem:
    """One wrong key: its path in the file and what to write instead."""

    def __init__(self, key: str, says: str) -> None:
        self.key = key
        self.says = says

    def __str__(self) -> str:
        return f"{self.key}: {self.says}"


class PolicyError(ValueError):
    """A policy file cannot be used; ``problems`` says why, key by key."""

    def __init__(self, problems: Sequence[PolicyProblem], source: str = "") -> None:
        self.problems = tuple(problems)
        self.source = source
        head = f"{source}: " if source else ""
        super().__init__("\n".join(f"{head}{problem}" for problem in problems))


_SAYS = {
    "missing": "is missing: add it",
    "extra_forbidden": "is not a key of a policy: remove it, or mend its spelling",
    "int_type": "must be a whole number without quotes, such as 5",
    "bool_type": "must be true or false, without quotes",
    "string_type": 'must be text in quotes, such as "R13"',
    "string_too_short": "must not be empty",
    "tuple_type": "must be a list in square brackets",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "model_attributes_type": "must be a table",
    "date_type": "must be a date without quotes, such as 2021-07-01",
    "date_parsing": "must be a date without quotes, such as 2021-07-01",
    "date_from_datetime_parsing": "must be a date without quotes, such as 2021-07-01",
    "date_from_datetime_inexact": "must be a date without an hour, such as 2021-07-01",
}


def problems_of(error: ValidationError, data: Mapping[str, Any]) -> list[PolicyProblem]:
    """Each wrong key of a policy's data, told by its path as it stands in the file."""
    problems = []
    for detail in error.errors(include_url=False):
        key = _path(detail["loc"])
        problems.append(PolicyProblem(key or "the file", _says(detail["type"], detail)))
    return problems


def _path(location: Sequence[int | str]) -> str:
    """The key's path; what stands in a list is counted from 1, as people count."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in location if part != "[key]"]
    return "".join(parts).removeprefix(".")


def _says(kind: str, detail: Any) -> str:
    context = detail.get("ctx", {})
    if kind in _SAYS:
        return _SAYS[kind]
    if kind in ("enum", "literal_error"):
        return f"must be {context['expected']}"
    if kind == "string_pattern_mismatch":
        return f"must have the form {context['pattern']}, not {str(detail['input'])[:40]!r}"
    if kind == "value_error":
        return str(context["error"])
    return f"{detail['msg'][:1].lower()}{detail['msg'][1:]}"
