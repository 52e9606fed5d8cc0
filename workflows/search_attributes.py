"""What Temporal Web and its lists can be searched by: few, typed, and never a name (N15)."""

from __future__ import annotations

from typing import Any

from temporalio.common import SearchAttributeKey

CASE_KIND = SearchAttributeKey.for_keyword("CaseKind")
STAGE = SearchAttributeKey.for_keyword("Stage")
HOLDER = SearchAttributeKey.for_keyword("Holder")
NEXT_DUE = SearchAttributeKey.for_datetime("NextDue")

SEARCH_ATTRIBUTES: list[SearchAttributeKey[Any]] = [CASE_KIND, STAGE, HOLDER, NEXT_DUE]
