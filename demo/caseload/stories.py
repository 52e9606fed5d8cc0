"""The whole caseload: a case for every stage there is, oldest first, so that references follow the days."""

from __future__ import annotations

from demo.caseload import ended, local, opening, reporting, reviewing
from demo.caseload.story import Story

_ALL = (*opening.STORIES, *reviewing.STORIES, *reporting.STORIES, *local.STORIES, *ended.STORIES)
STORIES: tuple[Story, ...] = tuple(sorted(_ALL, key=lambda story: -story.age))
