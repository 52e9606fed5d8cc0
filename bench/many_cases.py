"""A register with many fictional cases in it, in a mix of stages: some written through its own door, then copied."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from adapters.encryption import MasterKeys
from adapters.register import Register
from adapters.settings import PROJECT
from bench.copied_cases import copy_cases
from models.case import CaseKind, Opening, Part
from models.message import DocumentRef
from models.people import Actor, Role
from models.record import Detail, Event, Letter, Record, Standing

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
COORDINATOR = Actor(person="P-0002", role=Role.COORDINATOR)
PARTNERS = ("partner:childrens_social_care", "partner:health", "partner:constabulary")
AGENCIES = ("A-001", "A-002", "A-003", "A-010", "A-011", "A-012", "A-013", "A-014", "A-015", "A-016")
CHAIRS, REVIEWERS = ("P-0013", "P-0014", "P-0015"), ("P-0016", "P-0017")
BY_THE_DOOR = (
    700  # the others are copies of those after the first hundred: as many as it takes for the mix to begin anew
)
CASES_OF_ONE = 100  # whoever is in the directory has cases among so many: nobody's own list grows with the partnership
BATCH = 200
Says = tuple[str, str, str, tuple[str, ...]]  # stage, next action, holder, waits for

REVIEW: tuple[Says, ...] = (
    ("commissioning_chair", "appoint_chair", "role:business_manager", ()),
    ("agency_returns", "return_information", "agencies", ("agency:A-010", "agency:A-011")),
    ("chronology_and_kloes", "settle_chronology", "person:{chair}", ()),
    ("rapid_review_panel", "hold_panel", "role:coordinator", ()),
    ("report", "submit_report", "person:{chair}", ()),
    ("sign_off", "sign_report", "signatories", (*PARTNERS, "role:qiip_chair")),
    ("submission", "record_submission", "role:coordinator", ()),
)
LATER: tuple[tuple[Part, Says], ...] = (
    (Part.PANEL_REPLY, ("panel_reply", "panel_replied", "body:national_panel", ())),
    (Part.LCSPR, ("lcspr_methodology", "set_methodology", "role:qiip_chair", ())),
    (Part.LCSPR, ("lcspr_draft", "submit_draft", "person:{reviewer}", ())),
    (Part.LCSPR, ("lcspr_readiness", "declare_ready", "role:qiip_chair", ())),
    (Part.PUBLICATION, ("year_in_public", "record_availability_check", "role:coordinator", ())),
    (Part.LEARNING, ("learning_actions", "complete_action", "agency:A-010", ("LA-1:agency:A-010",))),
)


class NineOClock:
    """A clock that says one instant, and office hours that never make a letter wait."""

    def now(self) -> datetime:
        """The instant the pages are looked at."""
        return NOW

    def next_open(self, at: datetime) -> datetime:
        """At once."""
        return at


def filled(url: str, cases: int) -> Register:
    """A register at this address with the fictional partnership and so many cases."""
    clock = NineOClock()
    register = Register.open(url, MasterKeys.generate("bench"), clock, clock)
    register.migrate()
    register.load_directory(tomllib.loads((PROJECT / "demo" / "directory.toml").read_text("utf-8")), at=NOW)
    by_the_door = min(cases, BY_THE_DOOR)
    for first in range(0, by_the_door, BATCH):
        with register.transaction():  # one sync to the disk for many cases
            for number in range(first, min(first + BATCH, by_the_door)):
                _put(register, number)
    _multiply(url, cases)
    return register


def _multiply(url: str, cases: int) -> None:
    """The rest of the cases, as copies with Chairs and reviewers of their own."""
    copied = [reference_of(number) for number in range(CASES_OF_ONE, BY_THE_DOOR)]
    begins = range(BY_THE_DOOR, cases, len(copied))
    copies = [[reference_of(number) for number in range(first, min(first + len(copied), cases))] for first in begins]
    copy_cases(url, copied, copies, [{_one_of(CHAIRS, CASES_OF_ONE): _one_of(CHAIRS, first)} for first in begins])


def sqlite_at(folder: Path, cases: int) -> Register:
    """The same in a file of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    return filled(f"sqlite:///{folder / f'{cases}.db'}", cases)


def reference_of(number: int) -> str:
    """The reference of a case by its number in the bench."""
    return f"GSCP-{2000 + number // 900}-{number % 900 + 1:03d}"


def _put(register: Register, number: int) -> None:
    """One case: of ten, six are closed, two are in a ballot or a Rapid Review, two are beyond."""
    case = reference_of(number)
    age = timedelta(days=number % 40)
    kind = CaseKind.SIN if number % 3 else CaseKind.CFC
    notified_at = NOW - age
    opening = Opening(
        case=case, kind=kind, command_id=f"c-{case}", by=COORDINATOR, form=DocumentRef(id=f"D-{case}"),
        notified_at=notified_at, policy="gscp-2023", agencies=AGENCIES[:6],
    )  # fmt: skip
    register.create_case(opening, notified_at)
    for record in _records(case, number, notified_at):
        register.record(record)


def _records(case: str, number: int, at: datetime) -> Iterator[Record]:
    place = number % 10
    if place < 6:
        asked = _event("agency_asked", number, at, agency=AGENCIES[number % 10], due_day=5, short_notice="no")
        yield _record(case, Part.REVIEW, at, Standing(
            stage="closed", next_action="none", holder="none", ended=True, outcome="learning_implemented"
        ), asked)  # fmt: skip
    elif place == 6 and number % 20 == 6:
        yield _stands(case, Part.THRESHOLD, number, at, ("threshold", "cast_vote", "partners", PARTNERS))
    elif place < 8:
        yield _review_begins(case, number, at)
        yield _stands(case, Part.RAPID_REVIEW, number, at, REVIEW[number // 10 % len(REVIEW)])
    else:
        part, says = LATER[number // 10 % len(LATER)]
        due = date(2026, 12, 1) + timedelta(days=number % 90)
        action = _event("action_agreed", number, at, action="LA-1", owner="A-010", due=due.isoformat())
        yield _record(case, Part.LEARNING, at, None, action)
        yield _stands(case, part, number, at, says)


def _review_begins(case: str, number: int, at: datetime) -> Record:
    asked = [_event("agency_asked", number + shift, at, agency=agency, due_day=5, short_notice="no")
             for shift, agency in enumerate(AGENCIES[number % 4 : number % 4 + 6])]  # fmt: skip
    chair = _event("chair_appointed", number, at, chair=_one_of(CHAIRS, number))
    begun = _event("rapid_review_instigated", number, at)
    return _record(case, Part.RAPID_REVIEW, at, None, begun, chair, *asked)


def _stands(case: str, part: Part, number: int, at: datetime, says: Says) -> Record:
    stage, action, holder, waits_for = says
    reviewer = _event("reviewer_appointed", number, at, reviewer=_one_of(REVIEWERS, number))
    standing = Standing(
        stage=stage,
        next_action=action,
        holder=holder.format(chair=_one_of(CHAIRS, number), reviewer=_one_of(REVIEWERS, number)),
        due=NOW + timedelta(days=number // 10 * 7 % 60 - 5, hours=7),
        waits_for=waits_for,
        tasks=("fill_gaps",) if number % 50 == 6 else (),
    )
    return _record(case, part, at, standing, *([reviewer] if part is Part.LCSPR else []))


def _one_of(people: tuple[str, ...], number: int) -> str:
    """Somebody of these; in later cases somebody the directory does not know any more."""
    return people[number % len(people)] if number < CASES_OF_ONE else f"P-{1000 + number // 1000}"


def _record(case: str, part: Part, at: datetime, standing: Standing | None, *events: Event) -> Record:
    letters = (Letter(purpose="case_closed", to="role:coordinator"),) if standing and standing.ended else ()
    return Record(case=case, part=part, at=at, events=events, standing=standing, letters=letters)


def _event(action: str, number: int, at: datetime, /, **detail: Detail) -> Event:
    return Event(id=f"{action}.{number}", at=at, action=action, by=COORDINATOR, detail=detail, clause="K2")
