"""Two windows, one draft: what stands in each, side by side, and a choice between them (K4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from admin.forms import filled as tree
from admin.forms.checking import answer_text
from admin.forms.filled import Filled, is_blank
from admin.forms.pages import FormPages
from admin.forms.questions import Group, Question, Table, joined, label_at
from admin.forms.sheets import Sheet
from admin.forms.slips import PostedSlip
from admin.rendering import page


@dataclass(frozen=True)
class Difference:
    """An answer that stands differently on the page and in the draft."""

    label: str
    here: str
    saved: str


def conflict_page(pages: FormPages, stored: Sheet, sheet: Sheet, slip: PostedSlip) -> Response:
    """Both versions; keeping one's own posts everything again over the version that stands."""
    return page(
        pages.request,
        "forms/conflict.html",
        409,
        sheet=sheet,
        stored=stored,
        slip=slip,
        differences=list(differences(pages, stored.filled, sheet.filled)),
        kept=list(tree.as_posted(sheet.filled)) if not slip.section else _of_section(pages, sheet, slip),
    )


def _of_section(pages: FormPages, sheet: Sheet, slip: PostedSlip) -> list[tuple[str, str]]:
    asked = pages.errand.page(pages.errand.section(slip.section))
    return list(tree.as_posted(tree.merged(asked, {}, sheet.filled)))


def differences(pages: FormPages, saved: Filled, here: Filled) -> Iterator[Difference]:
    """Where the two say different things."""
    asks = pages.errand.asks
    before, now = dict(_answers(pages, asks, saved, "")), dict(_answers(pages, asks, here, ""))
    for path in dict.fromkeys([*before, *now]):
        if before.get(path) != now.get(path):
            yield Difference(label_at(asks, path), now.get(path, ""), before.get(path, ""))


def _answers(pages: FormPages, group: Group, filled: Filled, path: str) -> Iterator[tuple[str, str]]:
    for item in group.items:
        here, at = filled.get(item.name), joined(path, item.name)
        if here is None or is_blank(here):
            continue
        if isinstance(item, Question):
            yield at, answer_text(item, here, pages.choosing.options(at, item))
        elif isinstance(item, Table):
            for number, row in enumerate(_rows(here)):
                yield from _answers(pages, item.row, row, f"{at}.{number}")
        else:
            yield from _answers(pages, item, here, at)


def _rows(here: Any) -> list[Filled]:
    return here if isinstance(here, list) else []
