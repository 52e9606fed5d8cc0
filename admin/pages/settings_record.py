"""The record in the settings: does the audit trail hold, which keys there are, what waits, what did not arrive (K2)."""

from __future__ import annotations

from fastapi.concurrency import run_in_threadpool
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from adapters.register.trail import AuditVerdict
from admin.admission import Admitted, Wired
from admin.door import Door
from admin.partnership.record import does_service_answer, exported, standing_of, verified
from admin.rendering import page
from admin.wiring import Wiring

door = Door()
HOME = "/settings/record"


@door.see(HOME, "verify_audit")
async def standing(request: Request, wiring: Wired) -> Response:
    """How record, keys and service stand."""
    return await _shown(request, wiring, None)


@door.act(f"{HOME}/verify", "verify_audit")
async def verify(request: Request, wiring: Wired, at: Admitted) -> Response:
    """The whole trail verified now; who asked is on record."""
    return await _shown(request, wiring, await run_in_threadpool(verified, wiring, at))


@door.act(f"{HOME}/export", "verify_audit")
async def export(wiring: Wired, at: Admitted) -> Response:
    """The whole trail to keep elsewhere: each line can be verified without this software."""
    path = await run_in_threadpool(exported, wiring, at)
    name = f"audit-trail-{wiring.today().isoformat()}.jsonl"
    return FileResponse(path, filename=name, media_type="application/jsonl", background=BackgroundTask(path.unlink))


async def _shown(request: Request, wiring: Wiring, verdict: AuditVerdict | None) -> Response:
    answers = await does_service_answer(wiring)
    stands = await run_in_threadpool(standing_of, wiring, answers)
    return await run_in_threadpool(lambda: page(request, "settings/record.html", stands=stands, verdict=verdict))
