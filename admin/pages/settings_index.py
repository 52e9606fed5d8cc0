"""Where the settings begin: only what the visitor may look at is offered."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from admin.admission import Admitted
from admin.door import Door
from admin.pages import (
    settings_agencies,
    settings_calendar,
    settings_changes,
    settings_letters,
    settings_offices,
    settings_people,
    settings_policy,
    settings_record,
)
from admin.rendering import page

door = Door()
DOORS: tuple[Door, ...] = (
    door, settings_people.door, settings_offices.door, settings_changes.door, settings_agencies.door,
    settings_calendar.door, settings_policy.door, settings_letters.door,
    settings_record.door,
)  # fmt: skip


@dataclass(frozen=True)
class Tile:
    """One room of the settings."""

    href: str
    title: str
    says: str
    needs: str


TILES = (
    Tile("/settings/people", "People and offices", "Who holds which office, deputies, absences.", "see_directory"),
    Tile("/settings/changes", "Changes to confirm", "What waits for a second person.", "see_directory"),
    Tile("/settings/agencies", "Agencies", "Names, contacts, safeguarding leads.", "see_directory"),
    Tile("/settings/calendar", "Calendar", "Bank holidays, closures, and what a new one would move.", "see_calendar"),
    Tile("/settings/policy", "Policy", "The numbers the process runs on, each with its clause.", "see_policy"),
    Tile("/settings/letters", "Letters", "Every letter as its reader sees it.", "see_letters"),
    Tile("/settings/record", "Record and service", "The audit trail, the keys, and what waits.", "verify_audit"),
)


@door.see("/settings", "see_calendar")
def index(request: Request, at: Admitted) -> Response:
    """The rooms of the settings."""
    return page(request, "settings/index.html", tiles=[tile for tile in TILES if at.may(tile.needs)])
