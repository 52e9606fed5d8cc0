"""Whether Temporal answers is asked of Temporal itself: a port that is open is not enough (K5)."""

from __future__ import annotations

from pathlib import Path

import pytest

from shell.cases_on_demand import CasesOnDemand
from shell.state import prepare_state
from shell.up import embedded_plan
from tests.faults.live import Server, live_settings
from tests.faults.looking import until


@pytest.mark.slow
async def test_temporal_answers_while_it_works_and_not_before_or_after(tmp_path: Path) -> None:
    settings = live_settings(tmp_path)
    prepare_state(settings)
    cases, server = CasesOnDemand(settings), Server(embedded_plan(settings))

    before = await cases.answers()
    server.start()
    await until(cases.answers, "Temporal answers", every=0.1)
    server.kill()
    after = await cases.answers()

    assert (before, after) == (False, False)
