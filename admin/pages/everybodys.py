"""The lists everybody begins with, as one list of doors: work, the team's work, cases."""

from __future__ import annotations

from admin.door import Door
from admin.pages import cases, work

DOORS: tuple[Door, ...] = (work.door, cases.door)
