"""Which recipient references mean a person, and why: by office, as a deputy, by name (K1, T2, T4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desk.words import Wordbook
from models.people import Actor, Role, to_agency, to_deputy, to_lead, to_partner, to_person, to_role
from models.wording import PARTNERS, ROLES, words

_OF_AGENCIES = (Role.AGENCY_CONTACT, Role.SAFEGUARDING_LEAD)
_OF_CASES = (Role.INDEPENDENT_CHAIR, Role.LEAD_REVIEWER)
_WITHOUT_WORK = (Role.SCRUTINEER, Role.SERVICE, *_OF_CASES)


@dataclass(frozen=True)
class Mine:
    """A recipient reference that means this person, in an office; ``principal``: whose deputy they are in it."""

    recipient: str
    office: Actor
    reason: str
    principal: str | None = None


def mine_of(offices: tuple[Actor, ...], book: Wordbook) -> list[Mine]:
    """Every reference that means the holder of these offices; their own offices before those they deputise in."""
    found = [mine for office in offices for mine in _of_office(office, book)]
    found.sort(key=lambda each: each.principal is not None)
    return list({each.recipient: each for each in reversed(found)}.values())[::-1]


def _of_office(office: Actor, book: Wordbook) -> Iterator[Mine]:
    if office.role is Role.QIIP_MEMBER and office.partner is not None:
        yield from _of_partner(office)
    elif office.role in _OF_AGENCIES and office.agency is not None:
        yield from _of_agency(office, book.agency(office.agency))
    elif office.role in _OF_CASES:
        says = "You chair this review." if office.role is Role.INDEPENDENT_CHAIR else "You lead this review."
        yield Mine(to_person(office.person), office, says)
    elif office.role not in _WITHOUT_WORK:
        title = words(ROLES, office.role)
        says = f"You are the deputy of the {title}." if office.deputy_for else f"You are the {title}."
        yield Mine(to_role(office.role), office, says, office.deputy_for)


def _of_partner(office: Actor) -> Iterator[Mine]:
    if office.partner is None:
        return
    title = f"member of the QiiP for {words(PARTNERS, office.partner)}"
    if office.deputy_for is None:
        yield Mine(to_partner(office.partner), office, f"You are the {title}.")
        return
    says = f"You are the deputy of the {title}."
    yield Mine(to_deputy(office.partner), office, says)
    yield Mine(to_partner(office.partner), office, says, office.deputy_for)


def _of_agency(office: Actor, name: str) -> Iterator[Mine]:
    if office.agency is None:
        return
    says = {
        Role.AGENCY_CONTACT: f"You are the QiiP contact of {name}.",
        Role.SAFEGUARDING_LEAD: f"You are the safeguarding lead of {name}.",
    }[office.role]
    yield Mine(to_agency(office.agency), office, says, office.deputy_for)
    if office.role is Role.SAFEGUARDING_LEAD:
        yield Mine(to_lead(office.agency), office, says, office.deputy_for)


@dataclass(frozen=True)
class Standing:
    """Whether a deputy stands in now, and why."""

    stands_in: bool
    because: str = ""


def stands_in(mine: Mine, case: str, away: frozenset[str], is_walled: Callable[[str, str], bool]) -> Standing:
    """Does what waits for the principal wait for their deputy now? When the principal is away, or may not decide."""
    if mine.principal is None:
        return Standing(True)
    if mine.principal in away:
        return Standing(True, "They are away.")
    if is_walled(mine.principal, case):
        return Standing(True, "They have a conflict of interest in this case.")
    return Standing(False)
