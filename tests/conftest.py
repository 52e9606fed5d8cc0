"""For all tests: which are slow, and that no property fails because the machine was; speed lives in bench/."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", parent=settings.get_profile("calm"), max_examples=15)
settings.load_profile("calm")

TESTS = Path(__file__).resolve().parent
SLOW_ROOMS = ("browser", "faults", "process", "replay")  # a real server each; the longest first
SLOW_FILES = ("test_shell_starts_fast.py", "test_register_migrations.py", "test_audit.py")  # processes, databases


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave what needs servers, processes or minutes out of the fast run; in a whole run it begins first.

    What is begun last is waited for at the end by a processor that has nothing else to do: that should be short.
    """
    for item in items:
        place = item.path.relative_to(TESTS)
        if place.parts[0] in SLOW_ROOMS or place.name in SLOW_FILES:
            item.add_marker(pytest.mark.slow)
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    room = item.path.relative_to(TESTS).parts[0]
    return SLOW_ROOMS.index(room) if room in SLOW_ROOMS else len(SLOW_ROOMS)
