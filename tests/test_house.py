"""The house holds: sizes, who owns which library, what models may import, where the clock may be read.

Import contracts that follow friends of friends are in `.importlinter`; here is what those cannot say.
"""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
LONGEST_FILE, LONGEST_FUNCTION = 250, 40
PURE = frozenset(
    {
        "__future__",
        "abc",
        "importlib",
        "bisect",
        "calendar",
        "collections",
        "copy",
        "dataclasses",
        "datetime",
        "decimal",
        "difflib",
    }
    | {"enum", "functools", "hashlib", "itertools", "json", "math", "operator", "re", "string", "textwrap", "types"}
    | {"typing", "unicodedata", "zoneinfo", "pydantic", "pydantic_core", "typing_extensions", "models"}
)
OWNERS = {
    "sqlalchemy": "adapters/register/",
    "alembic": "adapters/register/",
    "psycopg": "adapters/register/",
    "cryptography": "adapters/encryption.py",
    "aiosmtplib": "adapters/mail/",
    "holidays": "adapters/bank_holidays.py",
    "authlib": "admin/",
    "joserfc": "admin/",
    "pwdlib": "admin/",
    "pyotp": "admin/",
    "segno": "admin/",
    "limits": "admin/",
    "jinja2": ("adapters/letters.py", "admin/rendering.py"),
    "fastapi": "admin/",
    "pydantic_settings": "adapters/settings.py",
}
# the way in from outside, and what the worker wraps around every workflow
MEET_THE_ENGINE = ("workflows/client.py", "workflows/empty_signals.py")
# the demo forgets the settings of whatever installation the environment speaks of
FORGETS_SETTINGS = "demo/__main__.py"
CLOCK = re.compile(r"\b(datetime\.now|datetime\.utcnow|date\.today|time\.time)\(")


def tracked(pattern: str) -> list[Path]:
    """The files under version control that match, and those not yet added."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", pattern],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [PROJECT / name for name in listed.stdout.splitlines() if (PROJECT / name).is_file()]


CODE = [path for path in tracked("*.py") if path.relative_to(PROJECT).parts[0] != "tests"]


def name_of(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def test_no_file_is_longer_than_one_sits_down_to_read() -> None:
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in tracked("*.py")}

    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = {}
    for path in tracked("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
                length = node.end_lineno - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    long[f"{name_of(path)}:{node.name}"] = length

    assert long == {}


def test_models_import_nothing_but_pure_modules() -> None:
    found = {
        f"{name_of(path)}: {module}"
        for path in CODE
        if name_of(path).startswith("models/")
        for module in imports(path)
        if module.split(".")[0] not in PURE
    }

    assert found == set()


@pytest.mark.parametrize(("library", "owner"), OWNERS.items())
def test_a_library_has_one_owner(library: str, owner: str | tuple[str, ...]) -> None:
    found = {
        name_of(path)
        for path in CODE
        if library in {module.split(".")[0] for module in imports(path)}
        and not name_of(path).startswith(
            (*([owner] if isinstance(owner, str) else owner), "bench/")
        )  # a bench measures against the library itself
    }

    assert found == set()


def test_workflows_meet_the_engine_from_inside_only() -> None:
    outside = ("temporalio.client", "temporalio.worker", "temporalio.testing")
    found = {
        f"{name_of(path)}: {module}"
        for path in CODE
        if name_of(path).startswith("workflows/") and name_of(path) not in MEET_THE_ENGINE
        for module in imports(path)
        if module.startswith(outside)
    }

    assert found == set()


def test_settings_are_read_in_one_place() -> None:
    found = {name_of(path) for path in CODE if re.search(r"os\.environ|os\.getenv|getenv\(", path.read_text("utf-8"))}

    assert found <= {"adapters/settings.py", FORGETS_SETTINGS}


def test_the_machine_s_clock_is_read_by_adapters_only() -> None:
    found = {
        name_of(path)
        for path in CODE
        if CLOCK.search(path.read_text("utf-8")) and not name_of(path).startswith("adapters/clock.py")
    }

    assert found == set()


@pytest.mark.parametrize("vague", ["utils", "common", "helpers", "manager", "base", "calendar", "email", "holidays"])
def test_no_module_has_a_name_that_says_nothing_or_shadows_a_library(vague: str) -> None:
    found = [name_of(path) for path in CODE if path.stem == vague]

    assert found == []
