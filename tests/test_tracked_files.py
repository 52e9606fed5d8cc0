"""Nothing of the place a change was made in travels with it: no package index, no path of a machine, no secret."""

import re
from pathlib import Path

from tests.test_house import PROJECT, name_of, tracked

# Spelt in pieces so that this file does not find itself.
PACKAGE_INDEXES = "|".join(
    ["pypi" + r"\.org", "python" + r"hosted\.org", "registry\\.npm" + "js", "registry\\.yarn" + "pkg"]
)
SYSTEM_MIRRORS = "deb\\." + r"debian\.org"
PLACES = r"(?<![\w.$}-])/(home/[a-z]|Users/[A-Z]|root/|work/|mnt/)|file:" + "///"
FOREIGN = re.compile(f"{PACKAGE_INDEXES}|{SYSTEM_MIRRORS}|{PLACES}")
PRIVATE_KEY = re.compile("-----BEGIN [A-Z ]*PRIVATE" + " KEY-----")


def text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


def test_no_tracked_file_names_a_package_index_or_a_place_on_a_machine() -> None:
    found = {name_of(path): match.group() for path in tracked("*") if (match := FOREIGN.search(text_of(path)))}

    assert found == {}


def test_no_tracked_file_holds_a_private_key() -> None:
    found = [name_of(path) for path in tracked("*") if PRIVATE_KEY.search(text_of(path))]

    assert found == []


def test_every_locked_package_is_pinned_by_hash() -> None:
    for lock in ("requirements.txt", "requirements-dev.txt"):
        entries = re.split(r"\n(?=[a-zA-Z])", (PROJECT / lock).read_text("utf-8").strip())

        unpinned = [entry.splitlines()[0] for entry in entries if "==" not in entry or "--hash=sha256:" not in entry]

        assert unpinned == []


def test_the_locks_agree_with_each_other() -> None:
    run, develop = (pins(PROJECT / name) for name in ("requirements.txt", "requirements-dev.txt"))

    differing = {name: (version, develop.get(name)) for name, version in run.items() if develop.get(name) != version}

    assert differing == {}


def pins(lock: Path) -> dict[str, str]:
    return dict(re.findall(r"^([A-Za-z0-9_.\[\]-]+)==([^ ;\\]+)", lock.read_text("utf-8"), flags=re.MULTILINE))
