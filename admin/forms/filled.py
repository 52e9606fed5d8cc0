"""What somebody has filled in so far, as posted: a tree beside the questions, kept even where it is unusable (K4).

A question holds the list of its posted values; a date the texts of its parts; a group a mapping; a table a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from admin.forms.questions import NOT_KNOWN, Group, Item, Question, Table, joined

Filled: TypeAlias = dict[str, Any]
MOST_ROWS = 100_000  # a row's number beyond this is no row


def taken(group: Group, posted: Iterable[tuple[str, object]]) -> tuple[Filled, list[str]]:
    """The tree of what was posted, without blank rows, and the names that are no question here."""
    tree: Filled = {}
    unknown: list[str] = []
    for name, value in posted:
        if name.startswith("_"):
            continue
        if not isinstance(value, str) or not _placed(group, tree, name.split("."), value.replace("\0", "")):
            unknown.append(name)
    return _settled(group, tree), list(dict.fromkeys(unknown))


def _placed(group: Group, tree: Filled, steps: list[str], value: str) -> bool:
    item, *rest = group.item(steps[0]), *steps[1:]
    if isinstance(item, Group) and rest:
        return _placed(item, tree.setdefault(item.name, {}), rest, value)
    if isinstance(item, Table) and len(rest) > 1 and _is_row(rest[0]):
        rows = tree.setdefault(item.name, {})
        return _placed(item.row, rows.setdefault(int(rest[0]), {}), rest[1:], value)
    return isinstance(item, Question) and _put(item, tree, rest, value)


def _put(question: Question, tree: Filled, rest: list[str], value: str) -> bool:
    if question.parts:
        if len(rest) != 1 or rest[0] not in question.parts:
            return False
        tree.setdefault(question.name, {})[rest[0]] = value
        return True
    if not rest:
        tree.setdefault(question.name, []).append(value)
    return not rest


def _is_row(step: str) -> bool:
    return step.isascii() and step.isdecimal() and len(step) <= 6 and int(step) < MOST_ROWS


def _settled(group: Group, tree: Filled) -> Filled:
    """Rows in the order of their numbers, blank ones left out."""
    settled: Filled = {}
    for item in group.items:
        if item.name not in tree:
            continue
        here = tree[item.name]
        if isinstance(item, Group):
            settled[item.name] = _settled(item, here)
        elif isinstance(item, Table):
            rows = [_settled(item.row, here[number]) for number in sorted(here)]
            settled[item.name] = [row for row in rows if not is_blank(row)]
        else:
            settled[item.name] = here
    return settled


def is_blank(here: object) -> bool:
    """Was nothing answered in all of this?"""
    if isinstance(here, Mapping):
        return all(is_blank(value) for value in here.values())
    if isinstance(here, list):
        return all(is_blank(value) for value in here)
    return not isinstance(here, str) or here.strip() in ("", NOT_KNOWN)


def said(here: object) -> str:
    """The one answer to a question that takes one: the first that says something."""
    texts = here if isinstance(here, list) else []
    return next((text for text in texts if not is_blank(text)), "")


def merged(page: Group, before: Filled, now: Filled) -> Filled:
    """What was filled in before, with everything this page asks as it was posted now."""
    result = dict(before)
    for item in page.items:
        if isinstance(item, Group):
            result[item.name] = merged(item, before.get(item.name, {}), now.get(item.name, {}))
        elif item.name in now:
            result[item.name] = now[item.name]
        else:
            result.pop(item.name, None)
    return result


def with_row(filled: Filled, group: Group, path: str) -> tuple[Filled, str]:
    """One more blank row in the table at ``path``; answers also the row's own path."""
    rows = _rows(filled, group, path)
    if rows is None:
        return filled, path
    rows.append({})
    return filled, f"{path}.{len(rows) - 1}"


def with_rows(filled: Filled, group: Group, path: str, more: list[Filled]) -> Filled:
    """Further rows at the end of the table at ``path``."""
    rows = _rows(filled, group, path)
    if rows is not None:
        rows.extend(more)
    return filled


def without_row(filled: Filled, group: Group, path: str) -> Filled:
    """Without the row at ``path``."""
    table, _, number = path.rpartition(".")
    rows = _rows(filled, group, table)
    if rows is not None and number.isdecimal() and int(number) < len(rows):
        del rows[int(number)]
    return filled


def _rows(filled: Filled, group: Group, path: str) -> list[Filled] | None:
    here: Any = filled
    item: Item | None = group
    for step in path.split("."):
        if isinstance(item, Table):
            if not step.isdecimal() or not isinstance(here, list) or int(step) >= len(here):
                return None
            here, item = here[int(step)], item.row
            continue
        item = item.item(step) if isinstance(item, Group) else None
        if item is None or not isinstance(here, dict):
            return None
        here = here.setdefault(step, [] if isinstance(item, Table) else {})
    return here if isinstance(item, Table) and isinstance(here, list) else None


def as_posted(filled: Filled, path: str = "") -> Iterator[tuple[str, str]]:
    """The tree as names and values a browser would post: the inverse of :func:`taken`."""
    for name, here in filled.items():
        yield from _posted(here, joined(path, name))


def _posted(here: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(here, Mapping):
        for name, value in here.items():
            yield from _posted(value, joined(path, name))
        return
    for number, value in enumerate(here if isinstance(here, list) else [here]):
        if isinstance(value, Mapping):
            yield from _posted(value, f"{path}.{number}")
        else:
            yield path, value
