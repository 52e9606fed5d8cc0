"""What a page of questions is for: a decision or a fact for a case, or a form that opens one (N1, K4)."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass, replace
from functools import cache

from admin.forms.asked import questions_of_form, questions_of_message
from admin.forms.consequences import CONSEQUENCES
from admin.forms.layouts import FOLLOWS
from admin.forms.questions import Group, joined, only
from admin.forms.sections import SECTION_BY_SECTION, SECTIONS, Section
from desk.drafting import marker_of
from models.commands import Fact, Told
from models.forms import FORMS
from models.message import Form
from models.messages.catalogue import MESSAGES
from models.to_do import to_do

_CLAUSES = re.compile(r"\s*\([A-Z]\d[^)]*\)(?=\.|$)")
NO_RECORDS = "no-records"
_SHORT = {  # a short way to give a frequent answer: what it still asks
    NO_RECORDS: ("agency", "form.completed_by", "form.completed_by_role", "form.email", "form.telephone")
}  # fmt: skip


@dataclass(frozen=True)
class Errand:
    """What is asked, of which case, and where it lives."""

    command: str
    case: str
    title: str
    lead: str
    asks: Group
    path: str
    form: str = ""  # the kind of form it carries
    prefix: str = ""  # where that stands among the questions
    is_decision: bool = True
    variant: str = ""
    home: str = ""  # where "back" leads
    home_words: str = ""
    done: str = ""  # where what came of it is shown; blank: with the case
    drafts: str = "/drafts"

    def done_at(self, case: str, token: str) -> str:
        """Where what came of it is shown."""
        return f"{self.done or f'/cases/{case}/done'}/{token}"

    def draft_at(self, token: str) -> str:
        """Where a draft is gone on with."""
        return f"/drafts/{token}" if self.drafts == "/drafts" else f"{self.path}?draft={token}"

    @property
    def by_section(self) -> bool:
        """Is it filled in over several pages?"""
        return self.form in SECTION_BY_SECTION and not self.variant

    @property
    def is_checked(self) -> bool:
        """Are the answers shown again before they are sent?"""
        return bool(self.form) and not self.variant

    def sections(self) -> tuple[Section, ...]:
        """Its sections, with whole paths; what the message itself asks comes first."""
        return _sections(self)

    def section(self, id: str) -> Section | None:
        """One section."""
        return next((section for section in self.sections() if section.id == id), None)

    def page(self, section: Section | None) -> Group:
        """What a page asks: a section in its own order, or everything."""
        return self.asks if section is None else only(self.asks, section.fields)

    def section_of(self, path: str) -> Section | None:
        """The section in which a question stands, where there are several pages."""
        if not self.by_section:
            return None
        return next((each for each in self.sections() if any(_within(path, field) for field in each.fields)), None)


@cache
def _sections(errand: Errand) -> tuple[Section, ...]:
    own = tuple(item.name for item in errand.asks.items if item.name != errand.prefix or not errand.form)
    if not errand.form or errand.variant:
        return (Section("all", "", _SHORT.get(errand.variant, own)),)
    boxes = tuple(FORMS[errand.form].model_fields)
    follows = FOLLOWS.get(errand.command, frozenset())
    divided = SECTIONS.get(errand.form) or (Section("form", "", boxes),)
    placed = [replace(each, fields=_whole(errand.prefix, each.fields, follows)) for each in divided]
    if not errand.prefix:
        return tuple(placed)
    if errand.by_section:
        placed[0] = replace(placed[0], fields=(*own, *placed[0].fields))
        return tuple(placed)
    return (Section("first", "", own), *placed) if own else tuple(placed)


def _whole(prefix: str, fields: tuple[str, ...], follows: frozenset[str]) -> tuple[str, ...]:
    return tuple(joined(prefix, field) for field in fields if field not in follows)


def errand_for(message: type[Told], case: str, variant: str = "") -> Errand:
    """The errand of a decision or a fact for a case; ``variant`` is a short way to give a frequent answer."""
    asks = questions_of_message(message)
    forms = {
        name: mark.kind for name, field in message.model_fields.items() if isinstance(mark := marker_of(field), Form)
    }
    prefix = next(iter(forms), "")
    errand = Errand(
        command=message.name,
        case=case,
        title=to_do(message.name),
        lead=lead_of(message),
        asks=asks,
        path=f"/cases/{case}/do/{message.name.replace('_', '-')}",
        form=forms.get(prefix, ""),
        prefix=prefix,
        is_decision=not issubclass(message, Fact),
        home=f"/cases/{case}",
        home_words=f"Back to {case}",
    )
    short = _SHORT.get(variant)
    if short is None or message.name != "agency_return_received":
        return errand
    lead = "“No Records” is a full answer: nothing more is asked of the agency."
    return replace(errand, asks=only(asks, short), variant=variant, title="Return “No Records”", lead=lead)


def opening_errand(command: str, kind: str, title: str, lead: str, path: str, case: str = "") -> Errand:
    """The errand of a form that opens a case, or opens one again."""
    home, words = (f"/cases/{case}", f"Back to {case}") if case else ("/cases/new", "Back")
    return Errand(
        command, case, title, lead, questions_of_form(kind), path, kind, is_decision=False, home=home, home_words=words
    )


def lead_of(message: type[Told]) -> str:
    """What happens when it is sent; else the sentence that stands over the message, without its clauses."""
    if message.name in CONSEQUENCES:
        return CONSEQUENCES[message.name]
    return _CLAUSES.sub("", (inspect.getdoc(message) or "").splitlines()[0])


def message_of(errand: Errand) -> type[Told] | None:
    """The message an errand hands in; None for a form that opens a case."""
    return MESSAGES.get(errand.command)


def _within(path: str, field: str) -> bool:
    return path == field or path.startswith(f"{field}.")
