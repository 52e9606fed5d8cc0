"""What a program may ask of the list of cases: the page's own filters, each choice declared, nothing else accepted."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from adapters.register.lists import Order, Pressing
from admin.lists.asked import CasesAsked, asked_cases
from models.case import CaseKind
from models.stage_order import STAGE_ORDER

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _written_out(given: object) -> object:
    """A date as ISO 8601 has it; a bare number is none, though pydantic would count seconds from 1970."""
    if isinstance(given, str) and not _ISO_DAY.fullmatch(given):
        raise ValueError("give a date such as 2026-12-14")
    return given


Day = Annotated[date, BeforeValidator(_written_out)]
Reference = Annotated[str, Field(pattern=r"^[A-Za-z0-9:_-]{0,64}$", max_length=64)]


class CasesQuery(BaseModel):
    """The filters, the order and the page; what is left out is as on the page: open cases, the soonest due first."""

    model_config = ConfigDict(extra="forbid")

    reference: Reference = Field("", description="The beginning of a reference, or its number.")
    kind: CaseKind | None = None
    stage: str | None = Field(None, json_schema_extra={"enum": [*STAGE_ORDER]}, pattern=f"^({'|'.join(STAGE_ORDER)})$")
    holder: Reference = ""
    agency: Reference = Field("", description="Was asked for information.")
    chair: Reference = Field("", description="Chairs the Rapid Review, or leads the LCSPR.")
    risk: Pressing | None = None
    state: Literal["open", "closed", "all"] = "open"
    due_before: Day | None = None
    sort: Order = Order.DUE
    order: Literal["asc", "desc"] = "asc"
    size: Literal["25", "50", "100"] = "25"
    page: int = Field(1, ge=1, le=1_000_000)

    def asked(self) -> CasesAsked:
        """The same as the page's address would ask."""
        plain = self.model_dump(mode="json", exclude={"due_before"}, exclude_none=True)
        day = self.due_before
        parts = {"due-day": day.day, "due-month": day.month, "due-year": f"{day.year:04}"} if day else {}
        return asked_cases({name: str(value) for name, value in {**plain, **parts}.items()})
