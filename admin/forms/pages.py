"""Showing a form: opened afresh or as saved, whole or by sections, with what is wrong, refused or changed (K4, N4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.failures import not_found
from admin.forms.answers import Wrong, filled_from
from admin.forms.checking import checked
from admin.forms.choosing import Choosing
from admin.forms.drawn import QuestionView, View
from admin.forms.errands import Errand
from admin.forms.examining import Examined, examined
from admin.forms.prefill import GIVEN
from admin.forms.progress import progress
from admin.forms.questions import at_path, label_at
from admin.forms.said import (
    ALL_THE_SAME,
    AS_LAST_TIME,
    CONTINUE,
    NOTHING,
    SAVE_AND_CONTINUE,
    SEND,
    ErrorView,
    PartView,
    Primary,
    Said,
)
from admin.forms.sections import Section
from admin.forms.sheets import Filler, Sheet, acted_last, new_sheet, stored_sheet
from admin.forms.views import Shown, anchor, question_view, views
from admin.rendering import page
from admin.wiring import Wiring

Known = Callable[[], Mapping[str, Any]]


@dataclass(frozen=True)
class FormPages:
    """Shows the pages of one errand to one person."""

    request: Request
    wiring: Wiring
    filler: Filler
    errand: Errand
    choosing: Choosing = field(repr=False)

    @classmethod
    def of(cls, request: Request, wiring: Wiring, filler: Filler, errand: Errand) -> FormPages:
        """The pages of an errand."""
        choosing = Choosing(wiring, filler.capacities, errand.case, errand.command)
        return cls(request, wiring, filler, errand, choosing)

    def open(self, known: Known) -> Response:
        """The page an address asks for: a new sheet, a draft, one of its sections, the check of its answers."""
        query = self.request.query_params
        token = query.get("draft", "")
        if not token:
            return self._open_new(known)
        sheet = stored_sheet(self.wiring, self.filler, self.errand, token)
        if sheet is None or self.wiring.register.command(token) is not None:
            return self._handed_in(token)
        return self._open_saved(sheet)

    def _open_new(self, known: Known) -> Response:
        if self.errand.by_section:
            return self.begin()
        return self.form(begun(self.wiring, self.filler, self.errand, known()), None)

    def _open_saved(self, sheet: Sheet) -> Response:
        query = self.request.query_params
        said = Said(saved="saved" in query, back=query.get("back", ""))
        if "check" in query:
            return self.check(sheet, said)
        section = self.errand.section(query.get("section", ""))
        if self.errand.by_section and section is None:
            return self.sections(sheet, said)
        return self.form(sheet, section if self.errand.by_section else None, said)

    def _handed_in(self, token: str) -> Response:
        """What became of a draft that is no more."""
        command = self.wiring.register.command(token)
        if command is None or command.by.person != self.filler.person:
            return not_found(self.request, LookupError())
        return RedirectResponse(self.errand.done_at(command.case, token), 303)

    def begin(self) -> Response:
        """Before a long form: what it asks, and what was begun already."""
        sheet = new_sheet(self.wiring, self.filler, self.errand, {})
        return page(
            self.request,
            "forms/begin.html",
            200,
            sheet=sheet,
            sections=self.errand.sections(),
            drafts=self.drafts(sheet),
        )

    def sections(self, sheet: Sheet, said: Said) -> Response:
        """The list of sections of a long form, with how far each has come."""
        examination = self.examined(sheet)
        listed = progress(sheet, examination)
        return page(self.request, "forms/sections.html", 200, sheet=sheet, sections=listed, saved=said.saved)

    def form(self, sheet: Sheet, section: Section | None, said: Said = NOTHING, status: int = 200) -> Response:
        """The questions."""
        asked = self.errand.page(section)
        here = [wrong for wrong in said.wrongs if not wrong.at or at_path(asked, wrong.at) or wrong.at == "_as"]
        shown = Shown.of(self.choosing.options, here, sheet.given)
        return page(
            self.request,
            "forms/form.html",
            status,
            sheet=sheet,
            section=section,
            parts=self._parts(sheet, section, shown),
            capacity=self.capacity(sheet, shown) if section is None else None,
            errors=[ErrorView(f"#{_anchor(asked, wrong)}", wrong.text) for wrong in here],
            primary=self._primary(section, said),
            refusal=said.refusal,
            changes=said.changes,
            saved=said.saved,
            back=said.back,
            drafts=self.drafts(sheet) if sheet.version == 0 and status == 200 else [],
        )

    def _primary(self, section: Section | None, said: Said) -> Primary:
        if section is not None:
            return SAVE_AND_CONTINUE
        return CONTINUE if self.errand.is_checked else ALL_THE_SAME if said.changes else SEND

    def _parts(self, sheet: Sheet, section: Section | None, shown: Shown) -> list[PartView]:
        parts = [section] if section is not None else self.errand.sections()
        return [self._part(sheet, each, shown) for each in parts]

    def _part(self, sheet: Sheet, section: Section, shown: Shown) -> PartView:
        drawn = _unwrapped(views(self.errand.page(section), sheet.filled, shown), self.errand.prefix)
        is_alone = len(drawn) == 1 and drawn[0].label in section.title
        return PartView(section.id, section.title, section.hint, not is_alone, _bare(drawn) if is_alone else drawn)

    def capacity(self, sheet: Sheet, shown: Shown) -> QuestionView | None:
        """The question in which capacity they act, where there is a choice."""
        asked = self.filler.question(self.errand.command)
        if asked is None:
            return None
        if sheet.acts_as and sheet.acts_as == acted_last(self.wiring, self.filler, self.errand):
            asked = replace(asked, hint=AS_LAST_TIME)
        return question_view(asked, [sheet.acts_as], shown, "_as")

    def check(self, sheet: Sheet, said: Said = NOTHING, status: int = 200) -> Response:
        """Check your answers."""
        examination = self.examined(sheet)
        wrongs = [*said.wrongs, *(each for each in examination.wrongs if each not in said.wrongs)]
        return page(
            self.request,
            "forms/check.html",
            422 if wrongs and status == 200 and self.request.method == "POST" else status,
            sheet=sheet,
            sections=checked(sheet, self.choosing.options),
            gaps=[self._gap(sheet, gap) for gap in examination.gaps],
            capacity=self._capacity_on_check(sheet, wrongs),
            errors=[ErrorView(self.href(sheet, wrong), wrong.text) for wrong in wrongs],
            primary=ALL_THE_SAME if said.changes else SEND,
            refusal=said.refusal,
            changes=said.changes,
            saved=said.saved,
        )

    def _capacity_on_check(self, sheet: Sheet, wrongs: Sequence[Wrong]) -> QuestionView | None:
        """Asked here where it was not asked before."""
        is_asked = self.errand.by_section or any(wrong.at == "_as" for wrong in wrongs)
        return self.capacity(sheet, Shown.of(self.choosing.options, wrongs)) if is_asked else None

    def _gap(self, sheet: Sheet, path: str) -> ErrorView:
        label = label_at(self.errand.asks, path) or path
        return ErrorView(self.href(sheet, Wrong(path, "")), label)

    def href(self, sheet: Sheet, wrong: Wrong) -> str:
        """Where something is mended."""
        if wrong.at == "_as":
            return "#_as"
        section = self.errand.section_of(wrong.at)
        return sheet.at(f"{section.id}&back=check" if section else "", _anchor(self.errand.asks, wrong))

    def examined(self, sheet: Sheet) -> Examined:
        """The sheet looked through."""
        names = {each.value: each.words for each in self.choosing.agencies}
        return examined(self.errand, sheet.filled, self.wiring.today(), names)

    def drafts(self, sheet: Sheet) -> list[Any]:
        """What they began earlier of the same."""
        found = self.wiring.register.drafts_of(self.filler.person, self.errand.case)
        return [each for each in found if each.command == self.errand.command and each.id != sheet.token]


def begun(wiring: Wiring, filler: Filler, errand: Errand, known: Mapping[str, Any]) -> Sheet:
    """A new sheet with what is known on it."""
    values = {name: value for name, value in known.items() if name != GIVEN}
    filled = filled_from(errand.asks, values)
    given = tuple(name for name in known.get(GIVEN, ()) if filled.get(name))
    sheet = new_sheet(wiring, filler, errand, filled, given)
    return replace(sheet, acts_as=acted_last(wiring, filler, errand))


def _anchor(asked: Any, wrong: Wrong) -> str:
    return "_as" if wrong.at == "_as" else anchor(asked, wrong)


def _unwrapped(drawn: tuple[View, ...], prefix: str) -> tuple[View, ...]:
    """Without the group that is the whole form."""
    found: list[View] = []
    for view in drawn:
        found += view.items if prefix and view.is_a == "group" and view.id == prefix else (view,)  # type: ignore[union-attr]
    return tuple(found)


def _bare(drawn: tuple[View, ...]) -> tuple[View, ...]:
    """A section that is one group needs no heading twice."""
    only = drawn[0]
    return only.items if only.is_a == "group" else drawn  # type: ignore[union-attr]
