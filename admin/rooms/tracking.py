"""The tracker of all cases' actions: who sees which, what is asked of it, and how a row reads (G1, G2, K1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from adapters.register.lists import Sight
from adapters.register.tracker import ActionFilter, TrackedAction
from admin.admission import Admission, relations_of
from admin.case.attaching import attach_button
from admin.lists.lines import sight_of
from admin.rooms.action_texts import papers_of, texts_of
from admin.rooms.actions import ActionText, actions_of
from admin.rooms.buttons import Button, offer
from admin.rooms.course import courses_of
from admin.wiring import Wiring
from models.authority import OF_AGENCIES
from models.forms import FiledForm, stored_form
from models.london import in_london
from models.people import Actor
from models.policy import Policy

STATES = {"open": "Open", "overdue": "Overdue", "ended": "Ended", "all": "All"}
ENDINGS = {"open": "Open", "confirmed": "Done", "completed": "Completed", "handed_over": "Handed over"}
WHY = "own_actions"


@dataclass(frozen=True)
class TrackerAsked:
    """What the address asks of the tracker; anything it cannot mean is left out."""

    agency: str = ""
    state: str = "open"

    def address(self, number: int = 1) -> str:
        """The address of one page of this list."""
        told = {"agency": self.agency, "state": "" if self.state == "open" else self.state}
        told["page"] = str(number) if number > 1 else ""
        kept = {name: value for name, value in told.items() if value}
        return f"/actions?{urlencode(kept)}" if kept else "/actions"


def asked_of(query: Mapping[str, str], agencies: Sequence[str]) -> TrackerAsked:
    """What is asked for."""
    agency, state = query.get("agency", ""), query.get("state", "open")
    return TrackerAsked(agency if agency in agencies else "", state if state in STATES else "open")


def own_agencies(at: Admission) -> tuple[str, ...]:
    """The agencies whose actions this person sees because they speak for them."""
    speaking = [office.agency for office in at.visitor.offices if office.role in OF_AGENCIES]
    return tuple(dict.fromkeys(agency for agency in speaking if agency))


def sees_cases(at: Admission) -> bool:
    """May this person see the actions of whole cases, rather than those of an agency alone?"""
    return at.may("list_cases")


def filter_of(wiring: Wiring, at: Admission, asked: TrackerAsked) -> ActionFilter:
    """What the register is asked for: within the cases somebody may know of, or of their own agency (K1)."""
    by_agency = not sees_cases(at)
    sight = sight_of(wiring, at.visitor)
    return ActionFilter(
        sight=Sight(sight.person, True, sight.walls) if by_agency else sight,
        owners=own_agencies(at) if by_agency else None,
        owner=asked.agency or None,
        open={"open": True, "overdue": True, "ended": False, "all": None}[asked.state],
        due_before=overdue_before(wiring.now(), wiring.policy()) if asked.state == "overdue" else None,
    )


def overdue_before(now: datetime, policy: Policy) -> date:
    """An open action due before this date is overdue: from the due hour on today's are (C8)."""
    local = in_london(now)
    return local.date() + timedelta(days=local.time() > policy.hours.closes.value)


def is_overdue(row: TrackedAction, now: datetime, policy: Policy) -> bool:
    """Has the due hour of an open action passed?"""
    return row.state == "open" and row.due is not None and row.due < overdue_before(now, policy)


def in_case(wiring: Wiring, at: Admission, case: str) -> Admission:
    """The admission as it would be in one case: for what may be done there."""
    row = wiring.register.case(case)
    return replace(at, case=row, relations=relations_of(wiring, at.visitor, row))


def own_texts(wiring: Wiring, at: Admission, rows: Sequence[TrackedAction]) -> dict[tuple[str, str], ActionText]:
    """The words of an agency's own actions, and of no others; each reading is on record (K1, K2)."""
    by = next((office for office in at.visitor.offices if office.role in OF_AGENCIES), None)
    if by is None:
        return {}
    found: dict[tuple[str, str], ActionText] = {}
    for case in dict.fromkeys(row.case for row in rows if not row.immediate):
        course = courses_of(wiring.register.audit_of(case))[-1]
        wanted = {row.action for row in rows if row.case == case}
        mine = [each for each in actions_of(course) if each.id in wanted]
        texts = texts_of(mine, course, _reading(wiring, case, by, papers_of(mine, course)))
        found.update({(case, key): text for key, text in texts.items()})
    return found


def _reading(wiring: Wiring, case: str, by: Actor, documents: Iterable[str]) -> Callable[[str, str], FiledForm | None]:
    """How the papers of one case are read for somebody: all in one view, which is on record."""
    papers = wiring.register.read_documents(case, documents, by, wiring.now(), WHY)

    def read(document: str, kind: str) -> FiledForm | None:
        paper = papers.get(document)
        return stored_form(kind, paper) if isinstance(paper, dict) else None

    return read


def doings_of(wiring: Wiring, at: Admission, rows: Sequence[TrackedAction]) -> dict[tuple[str, str], list[Button]]:
    """What an agency's contact can do about each of its own open actions."""
    found = {}
    for row in rows:
        if row.state != "open":
            continue
        here = in_case(wiring, at, row.case)
        if row.immediate:
            number = row.action.removeprefix("immediate-")
            doing = offer(here, "confirm_immediate_action", "Confirm that it is done", number=number)
        else:
            progress = offer(here, "update_action", "Record progress", action=row.action)
            doing = progress + offer(here, "complete_action", "Complete it", action=row.action)
        found[row.case, row.action] = doing + attach_button(here, row.action)
    return found
