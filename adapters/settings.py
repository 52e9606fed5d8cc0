"""The one place where settings are read: environment, secret files, defaults (K3, K6).

Every setting is `REVIEW_<NAME>` in the environment, or a file `review_<name>` in the folder of secrets
(`/run/secrets`, or `REVIEW_SECRETS`). Where Temporal is goes through the SDK's own `TEMPORAL_*` variables and file.
"""

import os
import shutil
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

if TYPE_CHECKING:
    from temporalio.envconfig import ClientConfigProfile

DEFAULT_SECRETS = Path("/run/secrets")
PROJECT = Path(__file__).resolve().parent.parent


class Profile(StrEnum):
    """How strict the start is: `demo` fills every gap by itself, `production` refuses to."""

    DEMO = "demo"
    PRODUCTION = "production"


class SettingsRefused(Exception):
    """The start stops here; the text names each setting that is missing or wrong, never its value."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("The settings do not allow a start:\n" + "\n".join(f"  - {fault}" for fault in faults))
        self.faults = faults


class Settings(BaseSettings):
    """Everything that differs between two installations and is not policy (policy is a file of its own, C7)."""

    model_config = SettingsConfigDict(env_prefix="REVIEW_", extra="ignore", frozen=True, hide_input_in_errors=True)

    profile: Profile = Profile.DEMO
    state: Path = Field(default=Path(".state"), description="the one folder in which the embedded system keeps itself")
    register_url: SecretStr = Field(default=SecretStr(""), description="the register's database, e.g. postgresql://…")
    master_keys: SecretStr = Field(default=SecretStr(""), description="the master keys, as text")
    master_keys_file: Path | None = Field(default=None, description="the file of master keys; must be mode 0600")
    mail_url: SecretStr = Field(default=SecretStr(""), description="folder:PATH, smtp://… (STARTTLS) or smtps://…")
    mail_from: str = Field(default="reviews@partnership.invalid", description="the sender of every letter")
    public_url: str = Field(default="", description="where people reach the pages; stands in letters")
    telephone: str = Field(default="", description="the Business Unit's telephone number; stands in letters")
    policies: Path = Field(default=PROJECT / "policies", description="the folder of policy editions (C7)")
    partnership: str = Field(default="gscp", description="whose policy it is; its editions name it")
    directory: Path | None = Field(default=None, description="people and agencies to load into an empty register")
    temporal_binary: Path | None = Field(default=None, description="one's own `temporal`, instead of the packaged one")
    temporal_port: int = Field(default=7233, ge=1, le=65535, description="embedded Temporal: gRPC")
    web_port: int = Field(default=8233, ge=1, le=65535, description="embedded Temporal: Web")
    pages_host: str = Field(default="127.0.0.1", description="the address the pages listen on")
    pages_port: int = Field(default=8080, ge=1, le=65535, description="the port the pages listen on")
    trusted_proxies: str = Field(default="", description="addresses of the proxy before the pages, comma-separated")
    virus_scanner: str = Field(default="", description="clamd for attached files: tcp://HOST:PORT or unix:///PATH")
    local_accounts: bool = Field(default=True, description="whether people sign in with a password kept here")
    oidc_issuer: str = Field(default="", description="the OpenID provider people sign in with; empty: none")
    oidc_client_id: str = Field(default="", description="what the provider calls these pages")
    oidc_client_secret: SecretStr = Field(default=SecretStr(""), description="what proves these pages to the provider")
    oidc_name: str = Field(default="your work account", description="what people call the provider")
    oidc_trusts_email: bool = Field(default=False, description="the provider checks addresses without saying so")
    session_idle_minutes: float = Field(default=30, gt=0, le=60, description="a session ends unused after so long")
    session_hours: float = Field(default=12, gt=0, le=24, description="a session ends in any case after so long")
    draft_days: int = Field(default=90, ge=28, le=365, description="a draft nobody saves is deleted after so many days")
    link_days: int = Field(default=90, ge=30, le=3650, description="so long a closed case's links are listed after all")
    temporal_web_url: str = Field(default="", description="where engineers reach Temporal Web; empty: the embedded one")
    connect_seconds: float = Field(default=60.0, gt=0, description="how long a start waits for Temporal")
    graceful_shutdown_seconds: float = Field(default=20.0, gt=0, description="what a stopping worker lets finish")
    log_level: str = Field(default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")
    log_json: bool = Field(default=False, description="one JSON object a line, for a log collector")

    @model_validator(mode="after")
    def _ready(self) -> Self:
        from adapters.settings_faults import faults_of, production_faults  # which judge what is described here

        if faults := faults_of(self) + (production_faults(self) if self.profile is Profile.PRODUCTION else []):
            raise SettingsRefused(faults)
        return self

    @property
    def register_address(self) -> str:
        """The register's database URL: SQLite in the state folder unless one is set."""
        return self.register_url.get_secret_value() or f"sqlite:///{self.state.resolve() / 'register.db'}"

    @property
    def mail_address(self) -> str:
        """Where letters go: the mailbox folder in the state folder unless a URL is set."""
        return self.mail_url.get_secret_value() or f"folder:{self.mailbox}"

    @property
    def mailbox(self) -> Path:
        """The folder of `.eml` files of the embedded system."""
        return self.state.resolve() / "mailbox"

    @property
    def address_note(self) -> Path:
        """The file in which a running `make up` notes where its Temporal, its Web and the pages listen, a line each."""
        return self.state.resolve() / "temporal.address"

    @property
    def embedded_address(self) -> str:
        """Where Temporal is when `TEMPORAL_ADDRESS` does not say: what a running `make up` noted, or the default."""
        return self._noted(0) or f"127.0.0.1:{self.temporal_port}"

    @property
    def temporal_web(self) -> str:
        """Where Temporal Web is: the address set, what a running `make up` noted, or the default."""
        return self.temporal_web_url.rstrip("/") or self._noted(1) or f"http://127.0.0.1:{self.web_port}"

    @property
    def pages_address(self) -> str:
        """Where people reach the pages: the address set, what a running `make up` noted, or the default."""
        return self.public_url.rstrip("/") or self._noted(2) or self.own_pages

    @property
    def own_pages(self) -> str:
        """Where the pages answer on this machine."""
        return f"http://127.0.0.1:{self.pages_port}"

    @property
    def demo_password(self) -> Path:
        """The file with the one password of all fictional people of a demo."""
        return self.state.resolve() / "keys" / "demo.password"

    def _noted(self, line: int) -> str:
        noted = self.address_note.read_text().split() if self.address_note.is_file() else []
        return noted[line] if line < len(noted) else ""

    @property
    def keys_path(self) -> Path:
        """The file of master keys: the one set, or the one `make up` wrote into the state folder."""
        return self.master_keys_file or self.state.resolve() / "keys" / "master.keys"


def load_settings() -> Settings:
    """The settings of this process; raises SettingsRefused naming every setting that is missing or wrong."""
    folder = Path(os.environ.get("REVIEW_SECRETS", str(DEFAULT_SECRETS)))
    try:
        return Settings(_secrets_dir=folder if folder.is_dir() else None)
    except ValidationError as error:
        raise SettingsRefused([_named(fault["loc"], fault["msg"]) for fault in error.errors()]) from None


def temporal_profile() -> "ClientConfigProfile":
    """Where Temporal is, from `TEMPORAL_*` and the SDK's configuration file; empty fields mean the embedded one."""
    from temporalio.envconfig import ClientConfigProfile  # what only looks into the register does without the engine

    return ClientConfigProfile.load()


def temporal_binary(settings: Settings) -> Path:
    """The `temporal` to run embedded: the one set, the packaged one beside this Python, or the one on the path."""
    if settings.temporal_binary is not None:
        return _existing(settings.temporal_binary)
    packaged = Path(sys.executable).parent / "temporal"
    found = packaged if packaged.exists() else shutil.which("temporal")
    if not found:
        raise SettingsRefused(["REVIEW_TEMPORAL_BINARY: no `temporal` was found; run make, or set it to your own"])
    return Path(found)


def master_keys_text(settings: Settings) -> str:
    """The master keys as text, from the secret or the file; raises SettingsRefused where neither can be read."""
    if secret := settings.master_keys.get_secret_value():
        return secret
    try:
        if settings.keys_path.stat().st_mode & 0o077:
            raise SettingsRefused([f"REVIEW_MASTER_KEYS_FILE: others may read {settings.keys_path}: chmod 600 it"])
        return settings.keys_path.read_text()
    except OSError as error:
        raise SettingsRefused(
            [
                f"REVIEW_MASTER_KEYS_FILE: {settings.keys_path} cannot be read ({error.strerror}); "
                "`make up` makes keys for a demo, docs/operations.md says how to make real ones"
            ]
        ) from None


def child_environment(**changes: str) -> dict[str, str]:
    """This process's environment with some variables changed, for the processes it starts."""
    return {**os.environ, **changes}


def _existing(binary: Path) -> Path:
    if not os.access(binary, os.X_OK):
        raise SettingsRefused(["REVIEW_TEMPORAL_BINARY: there is no program at that path that may be run"])
    return binary


def _named(where: tuple[int | str, ...], message: str) -> str:
    return f"REVIEW_{'_'.join(str(part) for part in where).upper()}: {message}"
