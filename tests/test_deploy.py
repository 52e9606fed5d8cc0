"""The Compose file and the image: what a schema cannot say about them. They are run where Docker is, not here."""

import re
from typing import Any

import pytest
import yaml

from adapters.settings import Settings, SettingsRefused
from tests.test_house import PROJECT

COMPOSE: dict[str, Any] = yaml.safe_load((PROJECT / "docker-compose.yml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {"temporal-prepare", "register-migrations", "worker", "pages"}
MAY_WRITE = {"temporal-web"}
SET_OTHERWISE = {  # by the image, by a mounted file of one's own, or for the embedded system alone
    "log_json", "policies", "directory", "master_keys_file", "oidc_client_secret", "temporal_binary", "temporal_port",
    "web_port", "pages_port", "temporal_web_url", "connect_seconds", "graceful_shutdown_seconds",
}  # fmt: skip


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_listens_on_this_machine_only(name: str) -> None:
    published = SERVICES[name].get("ports", [])

    assert all(port.startswith("127.0.0.1:") for port in published)


def test_only_the_pages_web_and_the_mail_catcher_listen_at_all() -> None:
    listening = {name for name, service in SERVICES.items() if service.get("ports")}

    assert listening == {"pages", "temporal-web", "mail"}


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_has_no_rights_it_does_not_need(name: str) -> None:
    service = SERVICES[name]

    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert service["read_only"] is (name not in MAY_WRITE)
    assert "memory" in service["deploy"]["resources"]["limits"]


@pytest.mark.parametrize("name", sorted(set(SERVICES) - MAY_WRITE))
def test_a_service_runs_as_a_user_of_its_own(name: str) -> None:
    user = SERVICES[name]["user"]

    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", user)


@pytest.mark.parametrize("name", sorted(set(SERVICES) - OURS))
def test_an_image_of_others_is_pinned_to_a_release(name: str) -> None:
    image = SERVICES[name]["image"]

    assert re.search(r":v?\d+\.\d+", image)


def test_the_server_and_its_tools_are_of_one_release() -> None:
    releases = {SERVICES[name]["image"].split(":")[1] for name in ("temporal", "temporal-schema")}

    assert len(releases) == 1


@pytest.mark.parametrize("name", SERVICES)
def test_no_password_stands_in_an_environment(name: str) -> None:
    environment = SERVICES[name].get("environment", {})

    loud = {
        key
        for key in environment
        if re.search("PASSWORD|PWD|SECRET|KEYS|REGISTER_URL", key) and not key.endswith("_FILE")
    }
    assert loud == set()


def test_every_secret_a_service_asks_for_is_declared_and_made() -> None:
    asked = {secret for service in SERVICES.values() for secret in service.get("secrets", [])}

    made = set(re.findall(r"^secret (\w+)", (PROJECT / "deploy" / "make-secrets.sh").read_text("utf-8"), re.MULTILINE))

    assert asked == set(COMPOSE["secrets"]) == made


def test_the_stores_are_on_no_network_with_a_way_out() -> None:
    inner = {name for name, network in COMPOSE["networks"].items() if (network or {}).get("internal")}

    assert set(SERVICES["postgres"]["networks"]) | set(SERVICES["temporal"]["networks"]) <= inner


def test_everything_mounted_or_copied_is_there() -> None:
    mounted = {
        volume.split(":")[0]
        for service in SERVICES.values()
        for volume in service.get("volumes", [])
        if volume.startswith("./")
    }
    copied = {
        source
        for line in re.findall(r"^COPY (?!--from)(.+)$", (PROJECT / "Dockerfile").read_text("utf-8"), re.MULTILINE)
        for source in line.split()[:-1]
    }

    missing = {path for path in mounted | copied if not (PROJECT / path).exists()}

    assert missing == set()


def test_the_image_leaves_out_what_it_does_not_copy() -> None:
    let_in = {line[1:] for line in (PROJECT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}

    copied = set(
        re.findall(
            r"[\w./-]+",
            " ".join(
                re.findall(r"^COPY (?!--from)(.+) \S+$", (PROJECT / "Dockerfile").read_text("utf-8"), re.MULTILINE)
            ),
        )
    )

    assert let_in == copied


def test_every_package_of_ours_is_in_the_image() -> None:
    packages = re.search(r"^packages = \[(.+)\]$", (PROJECT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    assert packages
    copied = set(re.findall(r"^COPY (\w+) \w+$", (PROJECT / "Dockerfile").read_text("utf-8"), re.MULTILINE))

    assert set(re.findall(r'"(\w+)"', packages[1])) <= copied


def test_whatever_a_service_may_have_to_set_reaches_the_pages() -> None:
    pages = SERVICES["pages"]
    files = {name.removeprefix("review_") for name in pages["secrets"] if name.startswith("review_")}
    passed = {name.removeprefix("REVIEW_").lower() for name in pages["environment"] if name.startswith("REVIEW_")}

    unknown = (passed | files) - set(Settings.model_fields)
    unreachable = set(Settings.model_fields) - passed - files - SET_OTHERWISE

    assert unknown == set()
    assert unreachable == set()


def test_the_pages_of_a_real_service_refuse_what_only_a_demo_may_have() -> None:
    as_shipped = {
        name.removeprefix("REVIEW_").lower(): re.sub(r"\$\{\w+:-(.*)\}", r"\1", str(value))
        for name, value in SERVICES["pages"]["environment"].items()
        if name.startswith("REVIEW_")
    }
    shipped = {**as_shipped, "public_url": "http://127.0.0.1:8080", "profile": "production"}
    keys = {"master_keys": "demo:AAAA", "register_url": "sqlite:///register.db"}

    with pytest.raises(SettingsRefused) as refused:
        Settings(**shipped, **keys)  # type: ignore[arg-type]

    named = {fault.partition(":")[0] for fault in refused.value.faults}
    assert named == {"REVIEW_MASTER_KEYS", "REVIEW_REGISTER_URL", "REVIEW_MAIL_URL", "REVIEW_PUBLIC_URL"}


def test_what_is_run_in_a_service_of_ours_is_there() -> None:
    modules = {part for name in OURS for part in SERVICES[name].get("command", []) if part.startswith("shell.")}

    missing = {name for name in modules if not (PROJECT / f"{name.replace('.', '/')}.py").is_file()}

    assert missing == set()
