"""The pages of one case, as one list of doors."""

from __future__ import annotations

from admin.door import Door
from admin.pages import case, case_dates, case_timeline

DOORS: tuple[Door, ...] = (case_timeline.door, case_dates.door, case.door)
