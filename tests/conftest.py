"""For all tests: which are slow, and that no property fails because the machine was; speed lives in bench/."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", parent=settings.get_profile("calm"), max_examples=15)
settings.load_profile("calm")

TESTS = Path(__file__).resolve().parent
SLOW_ROOMS = ("browser", "process", "faults", "replay")  # a real server each
SLOW_FILES = ("test_shell_starts_fast.py", "test_register_migrations.py", "test_audit.py")  # processes, databases


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave what needs servers, processes or minutes out of the fast run."""
    for item in items:
        place = item.path.relative_to(TESTS)
        if place.parts[0] in SLOW_ROOMS or place.name in SLOW_FILES:
            item.add_marker(pytest.mark.slow)
