"""``chronology``: one integrated chronology from all returns, conflicts of date side by side (R6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shell.acting import Acting, ActingRole, Case
from shell.dates import AsJson, print_json
from shell.tables import print_lines, print_table

if TYPE_CHECKING:
    from models.chronology import Chronology, Entry
    from models.forms.appendix_2 import AgencyReturn
    from models.people import Actor
    from shell.composition import FrontDesk

WHY = "chronology"
HEADINGS = ("When", "Agency", "Event", "What happened", "Source")


def chronology(case: Case, acting: Acting = None, acting_role: ActingRole = None, as_json: AsJson = False) -> None:
    """Show the integrated chronology of a case. Each return read for it goes on record (K2)."""
    from models.chronology import merge
    from shell.composition import open_front_desk
    from shell.entitled import insist_may_read

    with open_front_desk() as front:
        by = front.actor(acting, acting_role, "settle_chronology")
        insist_may_read(front, case, by)
        merged = merge(_latest_returns(front, case, by))
    if as_json:
        print_json(_as_data(case, merged))
    else:
        _print(merged)


def _latest_returns(front: FrontDesk, case: str, by: Actor) -> dict[str, AgencyReturn]:
    from models.forms import stored_form
    from models.forms.appendix_2 import AgencyReturn

    rows = front.house.register.returns(case)
    latest = {row["agency"]: row["document"] for row in rows if row["document"]}  # oldest first: the last one wins
    found = {}
    for agency, document in latest.items():
        payload = front.house.register.read_document(case, document, by, front.now(), WHY)
        form = stored_form("appendix_2", payload)
        if isinstance(form, AgencyReturn):
            found[agency] = form
    return found


def _print(merged: Chronology) -> None:
    if not merged.entries:
        print_lines(["No return tells of an event yet."])
        return
    print_table(HEADINGS, [_row(entry) for entry in merged.entries], "Integrated chronology")
    for number, conflict in enumerate(merged.conflicts, start=1):
        title = f"Conflict {number}: these accounts seem to tell of one event"
        print_table(HEADINGS, [_row(entry) for entry in conflict.entries], title)


def _row(entry: Entry) -> tuple[str, ...]:
    return (_when(entry), entry.agency, entry.called, entry.what, entry.source)


def _when(entry: Entry) -> str:
    day = entry.on.isoformat() if entry.on else entry.about_when or "date not known"
    return f"{day} {entry.at:%H:%M}" if entry.at else day


def _as_data(case: str, merged: Chronology) -> dict[str, Any]:
    return {
        "case": case,
        "entries": [_entry(entry) for entry in merged.entries],
        "conflicts": [[_entry(entry) for entry in conflict.entries] for conflict in merged.conflicts],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    on, at = (entry.on.isoformat() if entry.on else None), (f"{entry.at:%H:%M}" if entry.at else None)
    return {**entry._asdict(), "on": on, "at": at}
