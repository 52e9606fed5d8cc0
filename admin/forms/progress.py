"""How far each section of a long form has come: the words on its task list (N4)."""

from __future__ import annotations

from dataclasses import dataclass

from admin.forms.examining import Examined
from admin.forms.filled import is_blank
from admin.forms.sheets import Sheet


@dataclass(frozen=True)
class SectionLine:
    """A section on the list: where it is filled in, and how far it has come."""

    id: str
    title: str
    href: str
    words: str
    is_done: bool
    is_wrong: bool = False


def progress(sheet: Sheet, examination: Examined) -> list[SectionLine]:
    """Every section with how far it has come."""
    return [_line(sheet, number, examination) for number in range(len(sheet.errand.sections()))]


def _line(sheet: Sheet, number: int, examination: Examined) -> SectionLine:
    section = sheet.errand.sections()[number]
    wrong = any(_here(wrong.at, section.fields) for wrong in examination.wrongs)
    blanks = sum(_here(gap, section.fields) for gap in examination.gaps)
    begun = any(not is_blank(_at(sheet, field)) for field in section.fields)
    words = _words(wrong, blanks, begun)
    return SectionLine(section.id, section.title, sheet.at(section.id), words, begun and not (wrong or blanks), wrong)


def _words(wrong: bool, blanks: int, begun: bool) -> str:
    if wrong:
        return "To be mended"
    if not begun:
        return "Not begun"
    return f"{blanks} still blank" if blanks else "Completed"


def _here(path: str, fields: tuple[str, ...]) -> bool:
    return any(path == field or path.startswith(f"{field}.") for field in fields)


def _at(sheet: Sheet, path: str) -> object:
    here: object = sheet.filled
    for step in path.split("."):
        here = here.get(step) if isinstance(here, dict) else None
    return here if here is not None else ""
