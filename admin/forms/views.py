"""Drawing questions: with what was filled in, what can be chosen, what is given and what is wrong (K4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from admin.filters import short_day
from admin.forms import typed
from admin.forms.answers import Wrong
from admin.forms.drawn import GroupView, OptionView, PartView, QuestionView, RowView, TableView, View
from admin.forms.filled import Filled, is_blank, said
from admin.forms.questions import (
    DAYS,
    FROM_DIRECTORY,
    LONG,
    NOT_KNOWN,
    ONE_OF,
    SEVERAL,
    Group,
    Item,
    Option,
    Question,
    Table,
    at_path,
    joined,
)
from admin.forms.typed import Unusable

MOST_RADIOS = 6
ROWS_SHOWN_OPEN = 6  # a longer table shows its rows folded, each by its own line
Options = Callable[[str, Question], tuple[Option, ...]]
_WIDTHS = {"number": "4", "clock": "5", "telephone": "20", "name": "30"}
_TYPES = {"email": "email", "telephone": "tel", "web_address": "url"}
_PARTS = {"day": ("Day", "2"), "month": ("Month", "2"), "year": ("Year", "4"), "time": ("Time", "5")}


@dataclass(frozen=True)
class Shown:
    """What is known while a page is drawn."""

    options: Options
    wrongs: Mapping[str, Wrong] = field(default_factory=dict)
    given: frozenset[str] = frozenset()

    @classmethod
    def of(cls, options: Options, wrongs: Sequence[Wrong], given: Sequence[str] = ()) -> Shown:
        """With the first thing wrong at each place."""
        return cls(options, {wrong.at: wrong for wrong in reversed(wrongs)}, frozenset(given))


def views(group: Group, filled: Filled, shown: Shown, path: str = "") -> tuple[View, ...]:
    """Everything a group asks, as it is shown."""
    return tuple(_view(item, filled.get(item.name), shown, joined(path, item.name)) for item in group.items)


def _view(item: Item, here: Any, shown: Shown, path: str) -> View:
    if isinstance(item, Question):
        return question_view(item, here, shown, path)
    if isinstance(item, Group):
        return GroupView("group", path, item.label, item.hint, views(item, here or {}, shown, path))
    return _table(item, here or [], shown, path)


def _table(table: Table, rows: list[Filled], shown: Shown, path: str) -> TableView:
    folded = len(rows) >= ROWS_SHOWN_OPEN
    drawn = tuple(
        _row(table, row, shown, f"{path}.{number}", number, folded) for number, row in enumerate(rows or [{}])
    )
    error = shown.wrongs[path].text if path in shown.wrongs else ""
    return TableView(
        "table", path, table.label, table.hint, error, _another(table.row_label), folded, _columns(table), drawn
    )


def _columns(table: Table) -> tuple[str, ...]:
    """The columns of a spreadsheet that may be pasted, in words."""
    found = (table.row.item(name) for name in table.columns)
    return tuple(item.label for item in found if item is not None)


def _another(row_label: str) -> str:
    """The row's name within a sentence: a title of the process keeps its capitals."""
    return row_label if any(letter.isupper() for letter in row_label[1:]) else row_label.lower()


def _row(table: Table, row: Filled, shown: Shown, path: str, number: int, folded: bool) -> RowView:
    wrong = any(at.startswith(f"{path}.") for at in shown.wrongs)
    is_open = not folded or wrong or is_blank(row)
    items = views(table.row, row, shown, path)
    return RowView(path, f"{table.row_label} {number + 1}", line_of(table.row, row), is_open, items)


def line_of(group: Group, row: Filled, most: int = 3) -> str:
    """A row in a few words: its first short answers."""
    asked = [item for item in group.items if isinstance(item, Question)]
    shorts = (_short(item, row.get(item.name)) for item in asked)
    return ", ".join([text for text in shorts if text][:most])


def _short(question: Question, here: Any) -> str:
    if here is None or is_blank(here) or question.kind in FROM_DIRECTORY:
        return ""
    if isinstance(here, dict):
        return _short_date(here)
    words = {option.value: option.words for option in question.options}
    text = next(iter(words.get(said(here), said(here)).strip().splitlines()), "")
    return text if len(text) <= 60 else f"{text[:57].rstrip()}…"


def _short_date(parts: Mapping[str, str]) -> str:
    try:
        on = typed.day(parts)
    except Unusable:
        return " ".join(parts.get(name, "") for name in ("day", "month", "year")).strip()
    return f"{short_day(on)} {on.year}"


def question_view(question: Question, here: Any, shown: Shown, path: str) -> QuestionView:
    """One question as it is shown."""
    wrong = shown.wrongs.get(path)
    options = shown.options(path, question) or question.options
    control = _control(question, options) if path not in shown.given else "given"
    return QuestionView(
        is_a="question",
        id=path,
        label=question.label,
        control=control,
        hint=question.hint,
        error=wrong.text if wrong else "",
        value="" if isinstance(here, dict) else next(iter(here or ()), ""),
        optional=question.may_stay_blank,
        longest=question.longest,
        width=_WIDTHS.get(question.kind, ""),
        input_type=_TYPES.get(question.kind, "text"),
        autocomplete=question.autocomplete,
        numeric=question.kind == "number",
        spelled=question.kind in ("narrative", "text", "line", "detail"),
        rows=3 if question.kind == "address" else 5,
        options=_options(options, here or [], path, control) if not question.parts else (),
        parts=tuple(_part(name, here or {}, wrong, path) for name in question.parts),
    )


def _control(question: Question, options: tuple[Option, ...]) -> str:
    if question.parts:
        return "day" if question.kind in DAYS else "moment"
    if question.kind in LONG:
        return "textarea"
    if question.kind in SEVERAL:
        return "checkboxes"
    if question.kind in FROM_DIRECTORY or (options and question.kind not in ONE_OF):
        return "select"
    if question.kind in ONE_OF:
        return "radios" if len(options) <= MOST_RADIOS else "select"
    return "text"


def _options(options: tuple[Option, ...], here: list[str], path: str, control: str) -> tuple[OptionView, ...]:
    offered = [each for each in options if control != "select" or each.value != NOT_KNOWN]
    lost = [Option(value, value) for value in here if value and value not in {each.value for each in options}]
    return tuple(
        OptionView(
            path if number == 0 else f"{path}-{number + 1}", each.value, each.words, each.value in here, each.hint
        )
        for number, each in enumerate([*offered, *(each for each in lost if options and each.value != NOT_KNOWN)])
    )


def _part(name: str, here: Mapping[str, str], wrong: Wrong | None, path: str) -> PartView:
    label, width = _PARTS[name]
    is_wrong = wrong is not None and wrong.part in ("", name)
    return PartView(f"{path}.{name}", label, width, here.get(name, ""), is_wrong)


def anchor(group: Group, wrong: Wrong) -> str:
    """The id of the field to mend."""
    item = at_path(group, wrong.at)
    if isinstance(item, Question) and item.parts:
        return f"{wrong.at}.{wrong.part or item.parts[0]}"
    return wrong.at if item is not None and wrong.at else "main-content"
