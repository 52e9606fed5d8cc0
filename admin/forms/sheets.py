"""The sheet somebody is filling in: which errand, under which token, what it says so far, as whom they act (K1, K4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from adapters.register.drafts import DraftRow, UnknownDraft
from admin.admission import Admission
from admin.forms import tokens
from admin.forms.errands import Errand
from admin.forms.filled import Filled
from admin.forms.questions import Option, Question
from admin.wiring import Wiring
from models.messages.rapid_review import Capacity
from models.people import Actor, Role
from models.wording import PARTNERS, ROLES, words

SIGNED_IN_A_CAPACITY = frozenset({"sign_report", "refuse_report"})


@dataclass(frozen=True)
class Filler:
    """Who fills a form in: their reference, what their tokens are made with, in which capacities they may."""

    person: str
    secret: str
    capacities: tuple[Actor, ...]

    @classmethod
    def of(cls, admission: Admission) -> Filler:
        """Somebody who was admitted to a page."""
        visitor = admission.visitor
        return cls(visitor.person, visitor.signs_with, tuple(dict.fromkeys(admission.capacities)))

    def acting(self, chosen: str, values: Mapping[str, Any]) -> Actor | None:
        """In which capacity they act; None where they have a choice and have not made it.

        Whoever signs in a capacity acts in it and is not asked twice (R11).
        """
        if len(self.capacities) == 1:
            return self.capacities[0]
        signs = values.get("capacity")
        return next(
            (each for each in self.capacities if signs == _signs_as(each) or chosen == capacity_key(each)), None
        )

    def question(self, command: str) -> Question | None:
        """What they are asked where they hold more than one capacity that may."""
        if len(self.capacities) < 2 or command in SIGNED_IN_A_CAPACITY:
            return None
        options = tuple(Option(capacity_key(each), capacity_words(each)) for each in self.capacities)
        return Question("_as", "You act as", "choice", needed=True, options=options)


def capacity_key(actor: Actor) -> str:
    """A capacity as a form posts it."""
    return "/".join((actor.role, actor.partner or "", actor.agency or "", "deputy" if actor.deputy_for else ""))


def _signs_as(actor: Actor) -> str:
    return Capacity.QIIP_CHAIR if actor.role is Role.QIIP_CHAIR else str(actor.partner)


def capacity_words(actor: Actor) -> str:
    """A capacity in words: ``QiiP member for the health partner, as deputy``."""
    said = words(ROLES, actor.role)
    if actor.partner is not None:
        said += f" for {words(PARTNERS, actor.partner)}"
    return f"{said[:1].upper()}{said[1:]}{', as deputy' if actor.deputy_for else ''}"


@dataclass(frozen=True)
class Sheet:
    """What somebody is filling in; ``version`` 0 means that nothing of it is saved yet."""

    errand: Errand
    token: str
    filled: Filled
    seen: int = 0
    version: int = 0
    acts_as: str = ""
    given: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Where it is found again."""
        variant = f"&answer={self.errand.variant}" if self.errand.variant else ""
        return f"{self.errand.path}?draft={self.token}{variant}"

    def at(self, section: str = "", anchor: str = "") -> str:
        """The address of one of its sections, at one of its fields."""
        return f"{self.address}{f'&section={section}' if section else ''}{f'#{anchor}' if anchor else ''}"


def new_sheet(wiring: Wiring, filler: Filler, errand: Errand, filled: Filled, given: tuple[str, ...] = ()) -> Sheet:
    """A sheet nobody has written on yet."""
    token = tokens.new_token(filler.secret, filler.person, errand.case, errand.command)
    return Sheet(errand, token, filled, last_seen(wiring, errand), given=given)


def acted_last(wiring: Wiring, filler: Filler, errand: Errand) -> str:
    """The capacity in which they last acted in the case, as a form posts it, where they have the choice again."""
    if not errand.case or filler.question(errand.command) is None:
        return ""
    last = wiring.register.acted_last(errand.case, filler.person, SIGNED_IN_A_CAPACITY)
    return capacity_key(last) if last in filler.capacities else ""


def last_seen(wiring: Wiring, errand: Errand) -> int:
    """The last entry of the case's record now."""
    return wiring.register.last_entry(errand.case) if errand.case else 0


def stored_sheet(wiring: Wiring, filler: Filler, errand: Errand, token: str) -> Sheet | None:
    """A sheet as it was saved; None where there is none of theirs for this errand."""
    try:
        row, body = wiring.register.read_draft(token, filler.person)
    except UnknownDraft:
        return None
    if (row.case, row.command) != (errand.case, errand.command):
        return None
    return Sheet(
        errand, token, body["filled"], body["seen"], row.version, body["acts_as"], tuple(body["given"])
    )  # fmt: skip


def save(wiring: Wiring, filler: Filler, sheet: Sheet) -> Sheet:
    """Keep the sheet as a draft; raises DraftMoved when it was saved from elsewhere meanwhile."""
    now = wiring.now()
    errand = sheet.errand
    row = DraftRow(sheet.token, filler.person, errand.case, errand.command, sheet.version, now, now)
    body: dict[str, Any] = {
        "filled": sheet.filled,
        "seen": sheet.seen,
        "acts_as": sheet.acts_as,
        "given": list(sheet.given),
        "variant": errand.variant,
    }
    return replace(sheet, version=wiring.register.save_draft(row, body).version)


def renewed(wiring: Wiring, filler: Filler, sheet: Sheet) -> Sheet:
    """The same under a new token, the old one being spent; it is saved."""
    fresh = replace(new_sheet(wiring, filler, sheet.errand, sheet.filled, sheet.given), acts_as=sheet.acts_as)
    saved = save(wiring, filler, fresh)
    wiring.register.drop_draft(sheet.token, filler.person)
    return saved
