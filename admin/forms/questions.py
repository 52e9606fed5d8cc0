"""What a page asks: questions, groups of them and tables of rows, whatever class they come from (K4)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

DAYS = frozenset({"day", "past_day", "birthday"})
PARTS_OF_A_DAY = ("day", "month", "year")
PARTS_OF_A_MOMENT = (*PARTS_OF_A_DAY, "time")
LONG = frozenset({"narrative", "address", "text"})
SEVERAL = frozenset({"choices", "agency_refs"})
ONE_OF = frozenset({"choice", "yes_no", "yes_no_na", "true_false"})
FROM_DIRECTORY = frozenset({"agency_ref", "agency_refs", "person"})
NOT_KNOWN = "_not_known"  # what radios post for "not known yet": a blank


@dataclass(frozen=True)
class Option:
    """One answer to choose, with its words."""

    value: str
    words: str
    hint: str = ""


@dataclass(frozen=True)
class Question:
    """One question: ``needed`` refuses a blank, ``expected`` accepts it as a gap (N4)."""

    name: str
    label: str
    kind: str
    needed: bool = False
    expected: bool = False
    longest: int = 0
    options: tuple[Option, ...] = ()
    hint: str = ""
    autocomplete: str = "off"

    @property
    def parts(self) -> tuple[str, ...]:
        """What a browser posts for it beside its own name: the parts of a date."""
        if self.kind == "moment":
            return PARTS_OF_A_MOMENT
        return PARTS_OF_A_DAY if self.kind in DAYS else ()

    @property
    def may_stay_blank(self) -> bool:
        """Is it offered without being asked for?"""
        return not self.needed and not self.expected


@dataclass(frozen=True)
class Group:
    """Questions that belong together: a form, a person, a section."""

    name: str
    label: str
    items: tuple[Item, ...] = field(default=())
    hint: str = ""

    def item(self, name: str) -> Item | None:
        """What has this name here."""
        return next((each for each in self.items if each.name == name), None)


@dataclass(frozen=True)
class Table:
    """Rows of one kind."""

    name: str
    label: str
    row: Group
    row_label: str
    most: int
    expected: bool = False
    hint: str = ""
    columns: tuple[str, ...] = ()  # those of a spreadsheet whose rows may be pasted


Item: TypeAlias = Question | Group | Table


def joined(path: str, name: str) -> str:
    """The path of something within the thing at ``path``."""
    return f"{path}.{name}" if path else name


def at_path(group: Group, path: str) -> Item | None:
    """What stands at a path such as ``form.children.0.forename``; a row answers as its group."""
    found: Item | None = group
    for step in path.split(".") if path else ():
        if isinstance(found, Table) and step.isdecimal():
            found = found.row
        else:
            found = found.item(step) if isinstance(found, Group) else None
    return found


def label_at(group: Group, path: str) -> str:
    """The label of what stands at a path, with the rows and groups around it: ``Child 1, Date of birth``."""
    words: list[str] = []
    found: Item | None = group
    for step in path.split(".") if path else ():
        if isinstance(found, Table) and step.isdecimal():
            words[-1:] = [f"{found.row_label} {int(step) + 1}"]
            found = found.row
            continue
        found = found.item(step) if isinstance(found, Group) else None
        if found is None:
            break
        words.append(found.label)
    shown = [word for word in words if word]
    return ", ".join(shown[-2:])


def only(group: Group, paths: Collection[str], path: str = "") -> Group:
    """The group with nothing but what stands at these paths, in their order, nested as before."""
    kept: dict[str, Item] = {}
    for item in group.items:
        here = joined(path, item.name)
        if here in paths:
            kept[here] = item
        elif isinstance(item, Group) and (inner := only(item, paths, here)).items:
            kept[here] = inner
    placed = {name: number for number, name in enumerate(paths)}
    in_order = sorted(kept, key=lambda here: placed.get(here, len(placed)))
    return replace(group, items=tuple(kept[here] for here in in_order))


def questions(group: Group, path: str = "") -> Iterator[tuple[str, Question]]:
    """Every question with its path; a table's rows answer once, under ``*``."""
    for item in group.items:
        here = joined(path, item.name)
        if isinstance(item, Question):
            yield here, item
        elif isinstance(item, Group):
            yield from questions(item, here)
        else:
            yield from questions(item.row, f"{here}.*")
