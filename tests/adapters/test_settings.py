"""Settings: defaults for the embedded system, secrets from files, and a production start that refuses demo ware."""

import re
from pathlib import Path

import pytest

from adapters.settings import (
    PROJECT,
    Profile,
    Settings,
    SettingsRefused,
    load_settings,
    temporal_binary,
    temporal_profile,
)

PRODUCTION = {
    "REVIEW_PROFILE": "production",
    "REVIEW_REGISTER_URL": "postgresql://register@db/register",
    "REVIEW_MASTER_KEYS": "key-of-our-own",
    "REVIEW_MAIL_URL": "smtps://relay.example",
    "REVIEW_PUBLIC_URL": "https://reviews.example",
}


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"REVIEW_{name.upper()}", raising=False)
    monkeypatch.setenv("REVIEW_SECRETS", str(tmp_path / "no-secrets"))


def set_all(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)


def test_without_any_setting_everything_stays_in_one_folder() -> None:
    settings = load_settings()

    state = settings.state.resolve()
    assert settings.register_address == f"sqlite:///{state}/register.db"
    assert settings.mail_address == f"folder:{state}/mailbox"
    assert settings.keys_path == state / "keys" / "master.keys"


def test_a_secret_is_read_from_its_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "review_register_url").write_text("postgresql://from-a-file/register\n")
    monkeypatch.setenv("REVIEW_SECRETS", str(tmp_path))

    settings = load_settings()

    assert settings.register_address == "postgresql://from-a-file/register"


def test_a_secret_is_not_shown_when_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIEW_MASTER_KEYS", "very-secret")

    shown = repr(load_settings())

    assert "very-secret" not in shown


def test_a_wrong_value_is_named_and_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIEW_TEMPORAL_PORT", "secret-in-the-wrong-place")

    with pytest.raises(SettingsRefused, match="REVIEW_TEMPORAL_PORT") as refusal:
        load_settings()

    assert "secret-in-the-wrong-place" not in str(refusal.value)


def test_production_starts_with_everything_set(monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(monkeypatch, PRODUCTION)

    assert load_settings().profile is Profile.PRODUCTION


@pytest.mark.parametrize(
    "absent", ["REVIEW_REGISTER_URL", "REVIEW_MASTER_KEYS", "REVIEW_MAIL_URL", "REVIEW_PUBLIC_URL"]
)
def test_production_names_what_is_missing(monkeypatch: pytest.MonkeyPatch, absent: str) -> None:
    set_all(monkeypatch, {name: value for name, value in PRODUCTION.items() if name != absent})

    with pytest.raises(SettingsRefused, match=f"{absent}: missing") as refusal:
        load_settings()

    assert len(refusal.value.faults) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("REVIEW_MASTER_KEYS", "demo-1 AAAA"),
        ("REVIEW_DIRECTORY", "demo/directory.toml"),
        ("REVIEW_REGISTER_URL", "sqlite:///register.db"),
        ("REVIEW_MAIL_URL", "folder:mailbox"),
        ("REVIEW_MAIL_URL", "smtp://relay.example?starttls=never"),
        ("REVIEW_PUBLIC_URL", "http://reviews.example"),
    ],
)
def test_production_refuses_what_belongs_to_the_demo(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    set_all(monkeypatch, {**PRODUCTION, name: value})

    with pytest.raises(SettingsRefused, match=name):
        load_settings()


def test_production_refuses_a_file_of_demo_keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    keys = tmp_path / "master.keys"
    keys.write_text("demo-1 AAAA")
    without_keys = {name: value for name, value in PRODUCTION.items() if name != "REVIEW_MASTER_KEYS"}
    set_all(monkeypatch, {**without_keys, "REVIEW_MASTER_KEYS_FILE": str(keys)})

    with pytest.raises(SettingsRefused, match="demo keys"):
        load_settings()


def test_where_temporal_is_comes_from_the_sdk_s_own_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEMPORAL_ADDRESS", "temporal.example:7233")
    monkeypatch.setenv("TEMPORAL_NAMESPACE", "reviews")

    profile = temporal_profile()

    assert (profile.address, profile.namespace) == ("temporal.example:7233", "reviews")


def test_one_s_own_temporal_must_be_a_program(tmp_path: Path) -> None:
    with pytest.raises(SettingsRefused, match="REVIEW_TEMPORAL_BINARY"):
        temporal_binary(Settings(temporal_binary=tmp_path / "nothing"))


def test_every_setting_is_told_in_the_operations_page() -> None:
    page = (PROJECT / "docs" / "operations.md").read_text("utf-8")
    table = page[page.index("<!-- settings") : page.index("## Is it well?")]

    told = {name for row in re.findall(r"^\| (`[^|]+) \|", table, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)}

    assert told == {name.upper() for name in Settings.model_fields}


def test_what_a_running_system_noted_says_where_temporal_and_its_web_are(tmp_path: Path) -> None:
    settings = Settings(state=tmp_path)
    before = (settings.embedded_address, settings.temporal_web)

    settings.address_note.write_text("127.0.0.1:17233\nhttp://127.0.0.1:18233\n")

    assert before == ("127.0.0.1:7233", "http://127.0.0.1:8233")
    assert (settings.embedded_address, settings.temporal_web) == ("127.0.0.1:17233", "http://127.0.0.1:18233")
