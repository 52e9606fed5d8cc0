"""What must be there before a worker starts: the master keys, the register's tables, its people."""

import os
import tomllib
from pathlib import Path

from adapters.encryption import MasterKeys
from adapters.settings import PROJECT, Profile, Settings, SettingsRefused
from shell.demo_accounts import open_demo_accounts
from shell.house import open_house
from shell.state import HouseNotReady

DEMO_DIRECTORY = PROJECT / "demo" / "directory.toml"
DEMO_KEY = "demo-1"  # production refuses key ids that begin with demo


def prepare_register(settings: Settings) -> str:
    """Brings the register's tables up to date and loads people into an empty one; returns a note about new keys."""
    note = _first_keys(settings)
    with open_house(settings) as house:
        house.register.migrate()
        source = settings.directory or _demo_people(settings)
        if source is not None and source.is_file() and not house.register.agencies():
            house.register.load_directory(tomllib.loads(source.read_text("utf-8")), at=house.clock.now())
        open_demo_accounts(house)
    return note


def _demo_people(settings: Settings) -> Path | None:
    return None if settings.profile is Profile.PRODUCTION else DEMO_DIRECTORY


def _first_keys(settings: Settings) -> str:
    if settings.master_keys.get_secret_value() or settings.keys_path.exists():
        return ""
    if settings.profile is Profile.PRODUCTION:
        raise SettingsRefused([f"REVIEW_MASTER_KEYS_FILE: there is no file {settings.keys_path}"])
    if (settings.state / "register.db").exists():
        raise HouseNotReady(
            f"{settings.keys_path} is gone, and the register beside it can be read with no other keys. "
            "Put the file back, or move the whole state folder away to begin anew."
        )
    _write_secret(settings.keys_path, MasterKeys.generate(DEMO_KEY).text())
    return f"  New keys       {settings.keys_path}: without this file nothing personal can be read again; keep a copy."


def _write_secret(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
