"""A case's file as the pages get it: with the plans its parts obey now, or without where a page needs no dates."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends
from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request

from admin.admission import Admission, admitted
from admin.case.file import CaseFile, file_of
from admin.case.live_plans import plans_of
from admin.wiring import Wiring, wiring_of
from models.case import Part


def _without(request: Request) -> CaseFile:
    return file_of(wiring_of(request), admitted(request))


async def _with(request: Request) -> CaseFile:
    wiring, at = wiring_of(request), admitted(request)
    parts = await run_in_threadpool(_open_parts, wiring, at)
    plans = await plans_of(wiring, at.row, parts)
    return await run_in_threadpool(file_of, wiring, at, plans)


def _open_parts(wiring: Wiring, at: Admission) -> list[Part]:
    return [row.part for row in wiring.register.standings(at.row.reference) if not row.standing.ended]


Filed = Annotated[CaseFile, Depends(_without)]
FiledWithPlans = Annotated[CaseFile, Depends(_with)]
