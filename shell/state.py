"""The folder in which the embedded system keeps itself, and what is said when something to stand on is missing."""

from adapters.settings import Settings


class HouseNotReady(Exception):
    """Something the system stands on is not fit for a start; the text says what to do."""


def prepare_state(settings: Settings) -> None:
    """Makes the folder in which the embedded system keeps itself, readable by this user only."""
    settings.state.mkdir(parents=True, exist_ok=True)
    settings.state.chmod(0o700)
    for name in ("mailbox", "keys", "logs"):
        (settings.state / name).mkdir(exist_ok=True, mode=0o700)
