"""Accounts for the fictional people of a demo: one password for all, made at the first start, never in production."""

from __future__ import annotations

import os
import secrets

from adapters.settings import Profile, Settings
from admin.passwords import hash_of
from models.people import SERVICE
from shell.house import House

_SYLLABLES = [start + vowel for start in "bdfghklmnprstvz" for vowel in "aeiou"]


def open_demo_accounts(house: House) -> None:
    """Gives everybody in a fictional directory an account with the password of the state folder, if nobody has one."""
    register, settings = house.register, house.settings
    is_embedded = settings.profile is Profile.DEMO and not settings.register_url.get_secret_value()
    if not is_embedded or not register.is_made_up() or register.accounts():
        return
    now, password = house.clock.now(), _password(settings)
    kept = hash_of(password)  # one for all: hashing is slow on purpose, and this password is no secret between them
    with register.transaction():
        for person in register.people(SERVICE, now, "demo_accounts"):
            register.set_password(person.ref, kept, now, SERVICE, action="account_opened")


def _password(settings: Settings) -> str:
    path = settings.demo_password
    if path.is_file():
        return path.read_text("utf-8").strip()
    made = "-".join("".join(secrets.choice(_SYLLABLES) for _ in range(3)) for _ in range(3))
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(made + "\n")
    return made
