"""Who acts in the demo: people, roles and agencies of the fictional partnership (demo/directory.toml), by title.

Their names are shown because they are staff of a partnership that does not exist; no child is ever named.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from models.people import Role
from models.wording import BODIES, PARTNERS, ROLES, listed, words
from shell.groundwork import DEMO_DIRECTORY

_BOOK = tomllib.loads(DEMO_DIRECTORY.read_text("utf-8"))
_NAMES = {row["ref"]: str(row["name"]) for row in _BOOK["people"]}
_AGENCIES = {row["ref"]: str(row["name"]).removesuffix(" (fictional)") for row in _BOOK["agencies"]}
ALL_PARTNERS = 3
NAMED = 2  # more recipients of one kind than this are counted, not named
COUNTED = {"agency": "agencies", "lead": "agencies' safeguarding leads", "deputy": "deputy members"}
UNIT = {"role:business_manager", "role:coordinator"}
HOLDERS = {
    "unit": "the Business Unit",
    "agencies": "the agencies",
    "partners": "the statutory partners",
    "signatories": "those who sign",
    "none": "nobody",
}
ROLE_TITLES = {**ROLES, Role.COORDINATOR: "Coordinator"}


@dataclass(frozen=True)
class Person:
    """Somebody in the role they act in."""

    ref: str
    role: Role
    title: str

    @property
    def label(self) -> str:
        """``Robin Testcase (Coordinator)``."""
        return f"{_NAMES[self.ref]} ({self.title})"


ROBIN = Person("P-0002", Role.COORDINATOR, "Coordinator")
MORGAN = Person("P-0001", Role.BUSINESS_MANAGER, "Business Manager")
ALEX = Person("P-0004", Role.QIIP_MEMBER, "Children's Social Care")
SAM = Person("P-0006", Role.QIIP_MEMBER, "Health")
JORDAN = Person("P-0008", Role.QIIP_MEMBER, "Constabulary")
SAM_CHAIR = Person("P-0006", Role.QIIP_CHAIR, "QiiP Chair")
QUINN = Person("P-0010", Role.MANAGEMENT_GROUP_CHAIR, "Management Group Chair")
AVERY = Person("P-0011", Role.EXECUTIVE, "Executive")
FRANKIE = Person("P-0013", Role.INDEPENDENT_CHAIR, "Independent Chair")
HARPER = Person("P-0014", Role.INDEPENDENT_CHAIR, "Independent Chair")
SIDNEY = Person("P-0016", Role.LEAD_REVIEWER, "Lead Reviewer")
KERRY = Person("P-0018", Role.LA_REPRESENTATIVE, "local authority")
MEMBERS: Mapping[str, Person] = MappingProxyType({"childrens_social_care": ALEX, "health": SAM, "constabulary": JORDAN})
CONTACTS: Mapping[str, Person] = MappingProxyType(
    {
        "A-001": Person("P-0021", Role.AGENCY_CONTACT, "Children's Social Care"),
        "A-002": Person("P-0023", Role.AGENCY_CONTACT, "Integrated Care Board"),
        "A-003": Person("P-0025", Role.AGENCY_CONTACT, "Constabulary"),
        "A-010": Person("P-0027", Role.AGENCY_CONTACT, "Fernwick Academy"),
        "A-011": Person("P-0029", Role.AGENCY_CONTACT, "Hospitals Trust"),
        "A-014": Person("P-0035", Role.AGENCY_CONTACT, "Fernshire Homes"),
    }
)


def who(reference: str) -> str:
    """A recipient or holder as the diary calls it: a title or an agency; of persons only those of the cast."""
    kind, _, ref = reference.partition(":")
    if kind in ("agency", "lead"):
        lead = ", safeguarding lead" if kind == "lead" else ""
        return f"{_AGENCIES.get(ref, ref)}{lead}"
    if kind == "person":
        return _NAMES.get(ref, ref)
    if kind in ("partner", "deputy"):
        member = words(PARTNERS, ref).removeprefix("the ")
        return f"{member} ({'deputy' if kind == 'deputy' else 'QiiP member'})"
    if kind == "body":
        return f"the {words(BODIES, ref)}"
    return f"the {words(ROLE_TITLES, ref)}" if kind == "role" else words(HOLDERS, reference)


def whom(references: Iterable[str]) -> str:
    """Several recipients in a phrase: few by title, many of a kind counted."""
    kinds: dict[str, list[str]] = {}
    for reference in references:
        kinds.setdefault(reference.partition(":")[0], []).append(reference)
    if set(kinds.get("role", ())) >= UNIT:
        kinds["role"] = ["unit", *(each for each in kinds["role"] if each not in UNIT)]
    return listed(phrase for kind, some in kinds.items() for phrase in _phrases(kind, some))


def _phrases(kind: str, some: list[str]) -> list[str]:
    if kind == "partner" and len(some) == ALL_PARTNERS:
        return ["the three statutory partners"]
    if len(some) > NAMED and kind in COUNTED:
        return [f"{len(some)} {COUNTED[kind]}"]
    return [who(each) for each in some]
