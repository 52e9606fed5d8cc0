"""All rooms of a case, as one list of doors."""

from __future__ import annotations

from admin.door import Door
from admin.pages import (
    rooms_chronology,
    rooms_lcspr,
    rooms_panel,
    rooms_publication,
    rooms_reply,
    rooms_report,
    rooms_returns,
    rooms_submission,
    rooms_threshold,
)

DOORS: tuple[Door, ...] = (
    rooms_threshold.door,
    rooms_returns.door,
    rooms_chronology.door,
    rooms_panel.door,
    rooms_report.door,
    rooms_submission.door,
    rooms_reply.door,
    rooms_lcspr.door,
    rooms_publication.door,
)
