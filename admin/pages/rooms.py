"""All rooms of a case, and the tracker of all cases' actions, as one list of doors."""

from __future__ import annotations

from admin.door import Door
from admin.pages import (
    rooms_actions,
    rooms_chronology,
    rooms_closing,
    rooms_lcspr,
    rooms_panel,
    rooms_publication,
    rooms_reply,
    rooms_report,
    rooms_returns,
    rooms_submission,
    rooms_threshold,
    tracker,
)
from admin.rooms import (  # noqa: F401 - they register what forms begin with
    prefills_chronology,
    prefills_lcspr,
    prefills_panel,
    prefills_report,
    prefills_returns,
    prefills_sending,
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
    rooms_actions.door,
    rooms_closing.door,
    tracker.door,
)
