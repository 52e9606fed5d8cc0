"""The one registry of patch ids: what changed under running cases, since which release, and when it can go.

A patch id is written into histories, so it is never renamed and never used twice. Workflows ask
``workflow.patched(PATCH)``; a patch is taken out once no case opened before it is still running.
"""

from __future__ import annotations

PATCHES: dict[str, str] = {}
