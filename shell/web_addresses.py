"""Where Temporal Web shows a case: references only, never a name (N15)."""

from __future__ import annotations

from urllib.parse import quote

from adapters.settings import Settings, temporal_profile
from models.case import Part
from workflows.addresses import workflow_id


def web_address(settings: Settings, case: str, part: Part) -> str:
    """The page of one part of a case in Temporal Web."""
    namespace = temporal_profile().namespace or "default"
    return f"{settings.temporal_web}/namespaces/{quote(namespace)}/workflows/{quote(workflow_id(case, part), safe='')}"
