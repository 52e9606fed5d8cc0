"""`make demo` as a reader sees it: three cases end as told, what matters is on the page, and no child is named."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from adapters.settings import PROJECT
from demo.skipped_time import FORMS

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
FAMILY = ("children", "siblings", "adults")


def demo(*options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "demo", *options]
    return subprocess.run(
        command,
        cwd=PROJECT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "kept"


@pytest.fixture(scope="module")
def told(kept: Path) -> dict[str, Any]:
    """The three cases, told once; the environment speaks of an installation that the demo must not touch."""
    run = demo("--json", "--keep", str(kept), REVIEW_REGISTER_URL="sqlite:////nowhere/at/all.db")
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def of_case(told: dict[str, Any], number: int, *kinds: str) -> list[dict[str, Any]]:
    case = told["cases"][number - 1]["case"]
    return [entry for entry in told["entries"] if entry["case"] == case and (not kinds or entry["kind"] in kinds)]


def names() -> Iterator[str]:
    for path in FORMS.glob("*.json"):
        form = json.loads(path.read_text("utf-8"))
        for person in (person for group in FAMILY for person in form.get(group) or ()):
            yield from (person[part] for part in ("forename", "last_name", "address") if person.get(part))


def test_each_case_ends_as_told_with_every_letter_sent_once_and_the_chain_whole(told: dict[str, Any]) -> None:
    ends = [(case["case"], case["outcome"]) for case in told["cases"]]

    assert ends == [
        ("GSCP-2026-001", "learning_implemented"),
        ("GSCP-2026-002", "lcspr_published"),
        ("GSCP-2026-003", "learning_implemented"),
    ]
    assert all(case["chain"]["ok"] for case in told["cases"])
    assert all(case["letters"] > 50 for case in told["cases"])


def test_reminders_and_escalations_come_by_themselves_at_their_hour(told: dict[str, Any]) -> None:
    christmas = [(entry["at"], entry["purpose"]) for entry in of_case(told, 1, "clock")]

    assert ("2026-12-17T09:00+00:00", "return_reminder") in christmas
    assert ("2026-12-31T09:00+00:00", "report_due") in christmas
    assert not [at for at, _ in christmas if at.startswith(("2026-12-25", "2026-12-26", "2026-12-27", "2026-12-28"))]


def test_the_split_vote_proceeds(told: dict[str, Any]) -> None:
    closed = [entry["text"] for entry in of_case(told, 2, "record") if entry["action"] == "ballot_closed"]

    assert closed == ["The ballot closes. The vote was split, and on a split decision the presumption is to proceed."]


def test_the_worker_is_killed_twice_and_another_process_goes_on(told: dict[str, Any]) -> None:
    machine_room = of_case(told, 2, "worker")

    pids = [entry["pid"] for entry in machine_room]
    assert ["SIGKILL" in entry["text"] for entry in machine_room] == [True, False, True, False]
    assert pids[1] == pids[2]
    assert len(set(pids)) == 3


def test_after_the_outage_letters_say_that_they_are_late_and_what_came_in_time_counts(told: dict[str, Any]) -> None:
    late = [(entry["at"], entry["purpose"], entry["to"]) for entry in of_case(told, 2, "late")]

    assert late == [
        ("2026-11-16T11:00+00:00", "return_overdue", ["agency:A-014"]),
        ("2026-11-16T11:00+00:00", "return_escalated", ["lead:A-014"]),
    ]


def test_publishing_early_and_taking_down_early_are_refused_with_the_day(told: dict[str, Any]) -> None:
    refusals = {entry["code"]: entry["text"] for entry in of_case(told, 2, "refused")}

    assert "2027-05-19" in refusals["too_early"]
    assert "2028-05-20" in refusals["within_the_year"]
    assert "A-010" in refusals["not_ready"]


def test_the_unanimous_no_opens_again_without_a_vote(told: dict[str, Any]) -> None:
    acts = [entry.get("message") for entry in of_case(told, 3, "act")]

    assert acts.count("cast_vote") == 3
    assert acts.index("submit_report") > acts.index("cast_vote")
    assert [entry["action"] for entry in of_case(told, 3, "record")].count("case_closed") == 2


def test_no_child_parent_or_address_is_in_the_diary(told: dict[str, Any]) -> None:
    diary = json.dumps(told, ensure_ascii=False)

    assert [name for name in names() if name in diary] == []


def test_the_kept_folder_is_one_the_shell_works_on(told: dict[str, Any], kept: Path) -> None:
    shell = [sys.executable, "starter.py", "mailbox", "list", "--json"]

    run = subprocess.run(
        shell, cwd=PROJECT, env={**os.environ, "REVIEW_STATE": str(kept)}, capture_output=True, text=True, check=True
    )

    assert len(json.loads(run.stdout)) == sum(case["letters"] for case in told["cases"])


def test_the_printed_diary_reads_by_day_and_ends_with_the_balance() -> None:
    run = demo("--case", "3")

    assert run.returncode == 0, run.stderr
    assert "\x1b" not in run.stdout
    assert "Mon 2 Nov 2026 · working day 1 of 15 (National Panel's count: day 0)\n  09:30  Kit Rehearsal" in run.stdout
    assert "clock    the report to the National Panel is late → " in run.stdout
    assert "GSCP-2026-001  learning implemented, no LCSPR" in run.stdout


def test_a_case_there_is_not_and_a_folder_in_use_are_refused(tmp_path: Path) -> None:
    (tmp_path / "something").touch()

    assert demo("--case", "4").returncode == 2
    assert demo("--keep", str(tmp_path)).returncode == 2
