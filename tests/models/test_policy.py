"""The editions that ship: valid, with a clause beside every number, and names that change with dates (C7)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from adapters.policies import POLICIES, PolicyFolder, UnknownEdition, policy_file
from models.people import Role
from models.policy_problems import PolicyError
from tests.calendars import policy

EDITIONS = sorted(POLICIES.glob("*.toml"))
CLAUSE = re.compile(r"^[NTRLPGCEK][1-9][0-9]?$")


def _tables(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _tables(value)


@pytest.mark.parametrize("path", EDITIONS, ids=lambda path: path.stem)
def test_an_edition_is_valid_and_named_as_its_file(path: Path) -> None:
    assert policy_file(path).edition == path.stem


@pytest.mark.parametrize("path", EDITIONS, ids=lambda path: path.stem)
def test_every_number_has_its_clause_beside_it(path: Path) -> None:
    tables = [
        table
        for table in _tables(tomllib.loads(path.read_text(encoding="utf-8")))
        if any(isinstance(value, int) for value in table.values())
    ]

    assert len(tables) > 40
    assert all(CLAUSE.match(table["clause"]) for table in tables)


def test_the_health_partner_s_name_changed_on_1_july_2022() -> None:
    names = {on: policy().body("health", on) for on in (date(2022, 6, 30), date(2022, 7, 1))}

    assert [named and named.short for named in names.values()] == ["CCG", "ICB"]
    assert policy().body("lighthouse_keepers", date(2022, 7, 1)) is None


def test_the_guidance_changed_on_15_december_2023() -> None:
    folder = PolicyFolder()

    before, after = (folder.edition_on("gscp", date(2023, 12, day)) for day in (14, 15))

    assert (before.edition, before.guidance.short) == ("gscp-2021", "WT2018")
    assert (after.edition, after.guidance.short) == ("gscp-2023", "WT2023")
    assert before.title(Role.EXECUTIVE) != after.title(Role.EXECUTIVE)


def test_a_role_without_a_title_is_called_by_its_own_word() -> None:
    assert policy().title(Role.COORDINATOR) == "Statutory Review Coordinator"
    assert policy().title(Role.SERVICE) == "Service"


def test_a_second_partnership_differs_wherever_a_policy_may() -> None:
    ours, theirs = policy("gscp-2023"), policy("severnmouth-2024")

    for part in ("prefix", "hours", "counting", "calendar", "rules", "publication", "lcspr", "bodies"):
        assert getattr(ours, part) != getattr(theirs, part), part


def test_an_edition_that_is_not_there_is_told_with_those_that_are() -> None:
    for wanted in ("gscp-1066", "../policies/gscp-2021"):
        with pytest.raises(UnknownEdition, match="known are gscp-2021, gscp-2023, severnmouth-2024"):
            PolicyFolder().edition(wanted)


def test_a_date_no_edition_is_valid_on_is_told() -> None:
    with pytest.raises(UnknownEdition, match="valid on 1999-01-01"):
        PolicyFolder().edition_on("gscp", date(1999, 1, 1))


def _copy(folder: Path, name: str, *changes: tuple[str, str]) -> Path:
    text = (POLICIES / "gscp-2021.toml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_two_files_with_one_edition_or_overlapping_dates_are_refused(tmp_path: Path) -> None:
    _copy(tmp_path, "one.toml")
    _copy(tmp_path, "two.toml")

    with pytest.raises(PolicyError, match=r"two\.toml: edition: gscp-2021 is used twice"):
        PolicyFolder(tmp_path).edition("gscp-2021")

    _copy(tmp_path, "two.toml", ('edition = "gscp-2021"', 'edition = "gscp-2021b"'))
    with pytest.raises(UnknownEdition, match="more than one"):
        PolicyFolder(tmp_path).edition_on("gscp", date(2022, 1, 1))
    assert PolicyFolder(tmp_path).edition("gscp-2021b").edition == "gscp-2021b"


def test_a_file_that_is_not_toml_names_its_line(tmp_path: Path) -> None:
    path = _copy(tmp_path, "broken.toml", ('prefix = "GSCP"', "prefix = GSCP"))

    with pytest.raises(PolicyError, match=r"broken\.toml: TOML: cannot be read: .*line \d+"):
        policy_file(path)


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bytes.toml"
    path.write_bytes(b"\xff\xfe")

    with pytest.raises(PolicyError, match="not UTF-8"):
        policy_file(path)


def test_an_error_names_the_file_and_the_key(tmp_path: Path) -> None:
    path = _copy(tmp_path, "wrong.toml", ("plan_days = { value = 25", 'plan_days = { value = "25"'))

    with pytest.raises(PolicyError, match=r"wrong\.toml: rapid_review\.plan_days\.value: must be a whole number"):
        policy_file(path)
