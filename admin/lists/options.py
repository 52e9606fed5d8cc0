"""What the filters of the list of cases offer to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from adapters.register.lists import Pressing
from admin.lists.asked import SIZES, CasesAsked
from admin.risk import Risk, RiskCode
from admin.wiring import Wiring
from desk.words import Wordbook, stage_words
from models.case import CaseKind
from models.people import Role, to_agency, to_role
from models.stage_order import STAGE_ORDER
from models.wording import KINDS, words

CIRCLES = ("partners", "agencies", "signatories")
HOLDERS = (
    Role.COORDINATOR,
    Role.BUSINESS_MANAGER,
    Role.QIIP_CHAIR,
    Role.MANAGEMENT_GROUP_CHAIR,
    Role.EXECUTIVE,
)
_OF_CASES = (Role.INDEPENDENT_CHAIR, Role.LEAD_REVIEWER)
_NEVER_SHOWN = frozenset({"closed", "lcspr", "publication", "learning"})  # a part that runs then says its own stage

Choice = Mapping[str, object]


@dataclass(frozen=True)
class Options:
    """The choices of each filter, as the GOV.UK select takes them; whose names they show."""

    by_name: Mapping[str, list[Choice]]
    shown: tuple[str, ...] = ()


def options(wiring: Wiring, book: Wordbook, asked: CasesAsked, sees_all: bool) -> Options:
    """The choices. Chairs are offered, by name, to those who see every case."""
    chairs = _chairs(wiring) if sees_all else {}
    agencies = {row.ref: row.name for row in wiring.register.agencies()}
    holders = [(each, book.who(each)) for each in (*CIRCLES, *map(to_role, HOLDERS), "body:national_panel")]
    holders += [(to_agency(ref), name) for ref, name in agencies.items()]
    offered = {
        "kind": [(kind.value, words(KINDS, kind)) for kind in (CaseKind.SIN, CaseKind.CFC)]
        + [("looked_after_death", "death of a looked-after child"), ("care_leaver_death", "death of a care leaver")],
        "stage": [(stage, stage_words(stage)) for stage in STAGE_ORDER if stage not in _NEVER_SHOWN],
        "holder": holders,
        "agency": list(agencies.items()),
        "chair": list(chairs.items()),
        "risk": [(each.value, Risk(RiskCode(each.value)).word) for each in Pressing],
        "state": [("open", "Open"), ("closed", "Closed"), ("all", "Open and closed")],
        "size": [(size, size) for size in SIZES],
    }
    blanks = {"state", "size"}
    made = {name: _choices(found, asked[name], name not in blanks) for name, found in offered.items()}
    return Options(made, tuple(chairs))


def _choices(found: Iterable[tuple[str, str]], chosen: str, blank: bool) -> list[Choice]:
    every: list[Choice] = [{"value": "", "text": "Any", "selected": not chosen}] if blank else []
    return every + [
        {"value": value, "text": text[:1].upper() + text[1:], "selected": value == chosen} for value, text in found
    ]


def _chairs(wiring: Wiring) -> dict[str, str]:
    """Everybody who has held the office of a Chair or Lead Reviewer, by name."""
    register = wiring.register
    held = dict.fromkeys(row.person for row in register.appointments() if row.role in _OF_CASES)
    named = {**{ref: ref for ref in held}, **register.names_of(held)}
    return dict(sorted(named.items(), key=lambda each: each[1].casefold()))
