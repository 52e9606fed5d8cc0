"""Where Temporal Web shows a case: references only, never a name (N15)."""

from __future__ import annotations

from adapters.settings import Settings, temporal_profile
from models.case import Part
from workflows.client import web_path


def web_address(settings: Settings, case: str, part: Part) -> str:
    """The page of one part of a case in Temporal Web."""
    return settings.temporal_web + web_path(temporal_profile().namespace or "default", case, part)
