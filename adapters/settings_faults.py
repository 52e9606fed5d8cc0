"""What is wrong with settings: each fault by the setting's name, never by its value (K3, K6)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from adapters.virus_scanner import is_address

if TYPE_CHECKING:
    from adapters.settings import Settings


def faults_of(settings: Settings) -> list[str]:
    """What no installation can work with."""
    faults = []
    if not settings.local_accounts and not settings.oidc_issuer:
        faults.append("REVIEW_LOCAL_ACCOUNTS: without local accounts people need REVIEW_OIDC_ISSUER to sign in with")
    if settings.oidc_issuer and not settings.oidc_client_id:
        faults.append("REVIEW_OIDC_CLIENT_ID: missing (the provider has given these pages one)")
    if urlsplit(settings.public_url).path.strip("/") or urlsplit(settings.public_url).query:
        faults.append("REVIEW_PUBLIC_URL: must be a host alone, such as https://reviews.example, without a path")
    if settings.virus_scanner and not is_address(settings.virus_scanner):
        faults.append("REVIEW_VIRUS_SCANNER: must be tcp://HOST:PORT or unix:///PATH")
    return faults


def production_faults(settings: Settings) -> list[str]:
    """What a real service must not start with, or without."""
    return [*_missing(settings), *_demo_ware(settings), *_plain_transport(settings)]


def _missing(settings: Settings) -> list[str]:
    absent = {
        "register_url": not settings.register_url.get_secret_value(),
        "master_keys": not settings.master_keys.get_secret_value() and settings.master_keys_file is None,
        "mail_url": not settings.mail_url.get_secret_value(),
        "public_url": not settings.public_url,
    }
    return [
        f"REVIEW_{name.upper()}: missing ({type(settings).model_fields[name].description}); "
        f"set it, or put it into the secret file review_{name}"
        for name, is_absent in absent.items()
        if is_absent
    ]


def _demo_ware(settings: Settings) -> list[str]:
    faults = []
    keys = settings.master_keys_file  # where none is set that is missing, whatever a demo left in its folder
    text = settings.master_keys.get_secret_value() or (keys.read_text() if keys and keys.is_file() else "")
    if any(line.strip().startswith("demo") for line in text.splitlines()):
        faults.append("REVIEW_MASTER_KEYS: these are demo keys; make your own (docs/operations.md)")
    if settings.directory is not None and "demo" in settings.directory.parts:
        faults.append("REVIEW_DIRECTORY: demo people are not for production")
    if settings.register_url.get_secret_value().startswith("sqlite"):
        faults.append("REVIEW_REGISTER_URL: SQLite is for the embedded system; production needs PostgreSQL")
    return faults


def _plain_transport(settings: Settings) -> list[str]:
    faults = []
    if settings.public_url and not settings.public_url.startswith("https://"):
        faults.append("REVIEW_PUBLIC_URL: must begin with https:// in production")
    if settings.oidc_issuer and not settings.oidc_issuer.startswith("https://"):
        faults.append("REVIEW_OIDC_ISSUER: must begin with https:// in production")
    if settings.mail_url.get_secret_value().startswith("folder:"):
        faults.append("REVIEW_MAIL_URL: a folder is for the embedded system; production needs smtp:// or smtps://")
    if "starttls=never" in settings.mail_url.get_secret_value():
        faults.append("REVIEW_MAIL_URL: starttls=never sends letters in clear; leave it out in production")
    return faults
