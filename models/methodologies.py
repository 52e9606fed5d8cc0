"""The methodologies of a LCSPR from which the QiiP chooses: each code with its words (L1)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

METHODOLOGIES: Mapping[str, str] = MappingProxyType(
    {
        "systems_review": "Systems review (such as Learning Together)",
        "silp": "Significant Incident Learning Process",
        "child_practice_review": "Child Practice Review (the Welsh model)",
        "root_cause_analysis": "Root cause analysis",
        "appreciative_inquiry": "Appreciative inquiry",
        "practitioner_event": "Practitioner learning event with agency reports",
        "thematic_review": "Thematic review of several cases",
        "other": "Another methodology, told in the reasons",
    }
)
