"""`python -m shell.prepare register|temporal`: what is done once before a release starts; repeating it is harmless."""

import asyncio
import sys
from datetime import timedelta

from adapters.settings import Settings, SettingsRefused, load_settings, temporal_profile
from adapters.temporal import TemporalAway, connect, ensure_namespace, ensure_search_attributes, wait_until_serving
from shell.groundwork import prepare_register
from shell.leaving import leave
from shell.state import HouseNotReady
from shell.up import say_plainly
from workflows.search_attributes import SEARCH_ATTRIBUTES


async def prepare_temporal(settings: Settings) -> None:
    """Creates the namespace and registers the search attributes, where they are not there yet."""
    patience = timedelta(seconds=settings.connect_seconds)
    client = await connect(
        temporal_profile(), patience=patience, fallback_address=settings.embedded_address, identity="prepare"
    )
    created = await ensure_namespace(client)
    await wait_until_serving(client, patience)  # a new namespace is known everywhere only some seconds later
    registered = await ensure_search_attributes(client, SEARCH_ATTRIBUTES)
    say_plainly(f"namespace {client.namespace}: {'created' if created else 'was there'}")
    say_plainly(f"search attributes: {', '.join(registered) or 'were there'}")


def main(what: list[str]) -> int:
    """The exit code: 0 done, 1 not asked for anything known, 2 it could not be done."""
    try:
        match what:
            case ["register"]:
                prepare_register(load_settings())
                say_plainly("register: up to date")
            case ["temporal"]:
                asyncio.run(prepare_temporal(load_settings()))
            case _:
                sys.stderr.write("usage: python -m shell.prepare register|temporal\n")
                return 1
    except (SettingsRefused, HouseNotReady, TemporalAway) as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 2
    return 0


if __name__ == "__main__":
    leave(main(sys.argv[1:]))
