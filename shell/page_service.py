"""The pages as a process: the same house as the worker's, served by uvicorn until told to stop.

It starts whether Temporal answers or not: pages read the register, forms are kept, decisions wait (K5).
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from adapters.logs import configure_logs
from adapters.register.store import RegisterError
from adapters.settings import Settings, SettingsRefused, load_settings
from adapters.virus_scanner import Clamd
from admin.app import create_app
from admin.sessions import RegisterSessions
from admin.wiring import Wiring
from desk.desk import Desk
from desk.opening import Reception
from shell.cases_on_demand import CasesOnDemand
from shell.house import open_house, refuse_demo_people
from shell.leaving import leave
from shell.parent import has_parent, released, when_input_ends
from shell.state import HouseNotReady


@contextmanager
def wired(settings: Settings) -> Iterator[Wiring]:
    """Everything the pages use; closed again after."""
    with open_house(settings) as house:
        house.register.ping()
        refuse_demo_people(house)
        cases = CasesOnDemand(settings)
        desk = Desk(house.register, cases, house.clock)
        yield Wiring(
            settings=settings,
            clock=house.clock,
            register=house.register,
            desk=desk,
            reception=Reception(desk, house.register, house.policies, house.calendars, settings.partnership),
            plans=cases,
            policies=house.policies,
            calendars=house.calendars,
            letters=house.letters(),
            sessions=RegisterSessions(house.register, house.clock, settings),
            mail=house.mail(),
            scanner=Clamd(settings.virus_scanner) if settings.virus_scanner else None,
        )


async def serve(wiring: Wiring, *, with_parent: bool = False) -> None:
    """Serve until SIGTERM or SIGINT, or until nobody watches; uvicorn lets requests under way finish."""
    server = server_of(wiring.settings, create_app(wiring))
    if with_parent:
        await when_input_ends(lambda: setattr(server, "should_exit", True))
    await server.serve()


def server_of(settings: Settings, app: ASGIApp) -> uvicorn.Server:
    """The web server: it believes only the trusted proxies about whose a request is, and says nothing of itself."""
    config = uvicorn.Config(
        app,
        host=settings.pages_host,
        port=settings.pages_port,
        http="h11",  # it refuses what can be read in two ways
        log_config=None,
        access_log=False,  # an address may hold a link's secret
        server_header=False,
        date_header=True,
        forwarded_allow_ips=settings.trusted_proxies or None,
        proxy_headers=bool(settings.trusted_proxies),
        timeout_graceful_shutdown=int(settings.graceful_shutdown_seconds),
        lifespan="off",
        limit_concurrency=200,
        h11_max_incomplete_event_size=16_384,
    )
    return uvicorn.Server(config)


def main() -> int:
    """The exit code: 0 stopped when asked, 2 the settings or the register refuse a start."""
    with_parent = has_parent()
    try:
        if with_parent and not released():
            return 0
        settings = load_settings()
        configure_logs(settings.log_level, as_json=settings.log_json)
        with wired(settings) as wiring:
            asyncio.run(serve(wiring, with_parent=with_parent))
    except (SettingsRefused, HouseNotReady, RegisterError) as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 2
    return 0


if __name__ == "__main__":
    leave(main())
