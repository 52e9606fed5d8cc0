"""The pages of one case, as one list of doors."""

from __future__ import annotations

from admin.door import Door
from admin.pages import attachments, case, case_dates, case_letters, case_timeline, papers, processes, what_if

DOORS: tuple[Door, ...] = (
    case_timeline.door,
    case_dates.door,
    attachments.door,  # before papers: /papers/attach is no document
    papers.door,
    processes.door,
    case_letters.door,
    what_if.door,
    case.door,
)
