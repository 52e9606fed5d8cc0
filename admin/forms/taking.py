"""Taking what was posted: kept as a draft at every step, looked through, handed in once (K4, K5)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from starlette.responses import RedirectResponse, Response

from adapters.register.commands import CommandConflict, CommandRow
from adapters.register.documents import DocumentRefused
from admin.forms import filled as tree
from admin.forms.answers import Wrong
from admin.forms.changed import Change, changes_since
from admin.forms.duplicates import duplicates_page
from admin.forms.errands import Errand, message_of
from admin.forms.examining import wrongs_of
from admin.forms.pages import FormPages
from admin.forms.pasting import pasted_rows
from admin.forms.questions import Table, at_path
from admin.forms.said import Said
from admin.forms.sections import Section
from admin.forms.sheets import Filler, Sheet, last_seen, renewed, save
from admin.forms.slips import PostedSlip
from admin.forms.voices import voice_wrongs
from admin.wiring import Wiring
from desk.outcome import DuplicatesFound, Outcome, Taken
from models.forms import FormRefused
from models.people import Actor

AS_WHOM = Wrong("_as", "Choose in which capacity you act")
STALE = "This page was opened before you signed in again. Look your answers through and send them again."


@dataclass(frozen=True)
class Handed:
    """What came of handing in, and in which case."""

    outcome: Outcome
    case: str


@dataclass(frozen=True)
class Sending:
    """A form that is ready to be handed in: by whom, and what it says."""

    taking: Taking
    by: Actor
    values: Mapping[str, Any]


Refusal = FormRefused | DuplicatesFound | CommandConflict | DocumentRefused
Hand = Callable[[str, Actor, Mapping[str, Any]], Awaitable[Handed]]


@dataclass(frozen=True)
class Taking:
    """One post of one errand's form by one person."""

    pages: FormPages
    slip: PostedSlip
    sheet: Sheet
    section: Section | None
    unknown: tuple[Wrong, ...]
    stored: Sheet | None  # as it was saved before

    @property
    def wiring(self) -> Wiring:
        """What the pages work with."""
        return self.pages.wiring

    @property
    def filler(self) -> Filler:
        """Who posts."""
        return self.pages.filler

    @property
    def errand(self) -> Errand:
        """What it is for."""
        return self.pages.errand

    def answer(self) -> Response | Sending:
        """Do what the button says; sending is begun only."""
        does = {
            "add": self._add, "remove": self._remove, "paste": self._paste, "save": self._save, "begin": self._begin,
        }  # fmt: skip
        if self.slip.does in does:
            return does[self.slip.does]()
        if self.slip.does == "send" or not self.errand.is_checked:
            return self._send()
        return self._continue()

    def _add(self) -> Response:
        rows, row = tree.with_row(self.sheet.filled, self.errand.asks, self.slip.about)
        return self._again(save(self.wiring, self.filler, replace(self.sheet, filled=rows)), row)

    def _remove(self) -> Response:
        rows = tree.without_row(self.sheet.filled, self.errand.asks, self.slip.about)
        sheet = save(self.wiring, self.filler, replace(self.sheet, filled=rows))
        return self._again(sheet, self.slip.about.rpartition(".")[0])

    def _paste(self) -> Response:
        table = at_path(self.errand.asks, self.slip.about)
        if not isinstance(table, Table) or not table.columns:
            return self._again(save(self.wiring, self.filler, self.sheet), "")
        more = pasted_rows(table.columns, self.slip.pasted)
        rows = tree.with_rows(self.sheet.filled, self.errand.asks, self.slip.about, more)
        return self._again(save(self.wiring, self.filler, replace(self.sheet, filled=rows)), self.slip.about)

    def _again(self, sheet: Sheet, anchor: str) -> Response:
        section = f"{self.section.id}" if self.section else ""
        back = f"&back={self.slip.back}" if self.slip.back == "check" else ""
        known = anchor if at_path(self.errand.asks, anchor) is not None else ""
        return RedirectResponse(sheet.at(section + back if section else "", known), 303)

    def _save(self) -> Response:
        sheet = save(self.wiring, self.filler, self.sheet)
        return RedirectResponse(f"{sheet.address}&saved=yes", 303)

    def _begin(self) -> Response:
        return RedirectResponse(save(self.wiring, self.filler, self.sheet).address, 303)

    def _continue(self) -> Response:
        sheet = save(self.wiring, self.filler, self.sheet)
        wrongs = [*self.unknown, *self._wrongs_here(sheet)]
        if wrongs:
            return self.pages.form(sheet, self.section, Said(wrongs, back=self.slip.back), 422)
        if self.section is None or self.slip.back == "check":
            return RedirectResponse(f"{sheet.address}&check=yes", 303)
        sections = self.errand.sections()
        after = sections[sections.index(self.section) + 1 :]
        return RedirectResponse(sheet.at(after[0].id) if after else f"{sheet.address}&check=yes", 303)

    def _wrongs_here(self, sheet: Sheet) -> list[Wrong]:
        asked = self.errand.page(self.section)
        examination = self.pages.examined(sheet)
        by = self.filler.acting(self.sheet.acts_as, {})
        voices = voice_wrongs(self.errand, by, examination.values) if by is not None else []
        found = [each for each in (*examination.wrongs, *voices) if at_path(asked, each.at) is not None]
        return found if by is not None or self.section is not None else [*found, AS_WHOM]

    def _send(self) -> Response | Sending:
        examination = self.pages.examined(self.sheet)
        by = self.filler.acting(self.sheet.acts_as, examination.values)
        wrongs = [*self.unknown, *examination.wrongs, *voice_wrongs(self.errand, by, examination.values)]
        if by is None and self.filler.question(self.errand.command) is not None:
            wrongs.append(AS_WHOM)
        if wrongs or by is None:
            return self.show(save(self.wiring, self.filler, self.sheet), Said(wrongs), 422)
        if changes := self._changes():
            fresh = replace(self.sheet, seen=last_seen(self.wiring, self.errand))
            return self.show(save(self.wiring, self.filler, fresh), Said(changes=changes), 409)
        return Sending(self, by, examination.values)

    def after(self, came: Handed | Refusal) -> Response:
        """What came of handing in, or why it was not taken."""
        if isinstance(came, Handed):
            return self._handed(came)
        if isinstance(came, FormRefused):
            sheet = save(self.wiring, self.filler, self.sheet)
            return self.show(sheet, Said(wrongs_of(self.errand, came)), 422)
        if isinstance(came, DuplicatesFound):
            return self.handed_in_before() or self._duplicates(came)  # a double click meets the case it has opened
        return self.handed_in_before() or self._refused("This form was handed in before.")

    def _duplicates(self, found: DuplicatesFound) -> Response:
        return duplicates_page(self.pages, save(self.wiring, self.filler, self.sheet), found.cases)

    def _changes(self) -> list[Change]:
        message = message_of(self.errand)
        if message is None:
            return []
        return changes_since(self.wiring, message, self.errand.case, self.filler.person, self.sheet.seen)

    def _handed(self, handed: Handed) -> Response:
        if handed.outcome.taken is Taken.REFUSED:
            return self._refused(handed.outcome.says)
        if handed.outcome.taken is Taken.ACCEPTED:
            if self.sheet.version:
                self.wiring.register.drop_draft(self.sheet.token, self.filler.person)
        else:
            save(self.wiring, self.filler, self.sheet)  # should it be refused later, nothing typed is lost
        return RedirectResponse(self.errand.done_at(handed.case, self.sheet.token), 303)

    def _refused(self, says: str) -> Response:
        return self.show(renewed(self.wiring, self.filler, self.sheet), Said(refusal=says), 409)

    def show(self, sheet: Sheet, said: Said, status: int) -> Response:
        """The page that was posted again, with what there is to say."""
        if self.slip.is_check or self.errand.by_section:
            return self.pages.check(sheet, said, status)
        return self.pages.form(sheet, None, said, status)

    def handed_in_before(self) -> Response | None:
        """To what came of it the first time, if this token was handed in before."""
        row = self.wiring.register.command(self.slip.token)
        return self._first_time(row) if row is not None else None

    def _first_time(self, row: CommandRow) -> Response:
        own = row.by.person == self.filler.person and self.errand.case in ("", row.case)
        return RedirectResponse(self.errand.done_at(row.case, row.id), 303) if own else self._refused(STALE)
