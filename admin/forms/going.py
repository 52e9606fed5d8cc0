"""Drafts that go soon, because nobody has saved them for long or their case is closed: their owner is told before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from adapters.register.drafts import DraftRow
from adapters.register.housekeeping import NOTICE
from admin.wiring import Wiring
from models.london import london_date


def drafts_going(wiring: Wiring, drafts: Sequence[DraftRow]) -> dict[str, date]:
    """On which day (London) each of these drafts goes, for those that go within the time of notice."""
    if not drafts:
        return {}
    ends = wiring.register.drafts_end(drafts, timedelta(days=wiring.settings.draft_days))
    return {id: london_date(at) for id, at in ends.items() if at <= wiring.now() + NOTICE}
