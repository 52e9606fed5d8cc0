"""What a page shows of questions, ready to print: the shapes that the templates know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class OptionView:
    """An answer to choose."""

    id: str
    value: str
    words: str
    checked: bool
    hint: str = ""


@dataclass(frozen=True)
class PartView:
    """A part of a date."""

    id: str
    label: str
    width: str
    value: str
    is_wrong: bool


@dataclass(frozen=True)
class QuestionView:
    """A question as it is shown; ``control`` says with what."""

    is_a: str
    id: str
    label: str
    control: str
    hint: str = ""
    error: str = ""
    value: str = ""
    optional: bool = False
    longest: int = 0
    width: str = ""
    input_type: str = "text"
    autocomplete: str = "off"
    numeric: bool = False
    spelled: bool = True
    rows: int = 0
    options: tuple[OptionView, ...] = ()
    parts: tuple[PartView, ...] = ()

    @property
    def described_by(self) -> str:
        """The ids of what describes it."""
        return " ".join([f"{self.id}-hint"] * bool(self.hint) + [f"{self.id}-error"] * bool(self.error))


@dataclass(frozen=True)
class GroupView:
    """A group as it is shown."""

    is_a: str
    id: str
    label: str
    hint: str
    items: tuple[View, ...]


@dataclass(frozen=True)
class RowView:
    """A row as it is shown: ``line`` says of it what one needs to find it again."""

    id: str
    label: str
    line: str
    open: bool
    items: tuple[View, ...]


@dataclass(frozen=True)
class TableView:
    """A table as it is shown."""

    is_a: str
    id: str
    label: str
    hint: str
    error: str
    another: str
    folded: bool
    columns: tuple[str, ...]
    rows: tuple[RowView, ...]


View: TypeAlias = QuestionView | GroupView | TableView
