"""The shell while Temporal is away: what is handed in is kept, what is asked is answered (K4, K5, N4, N11)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.shell.at_the_shell import CONSTABULARY, COORDINATOR, HEALTH, Shell, set_up
from tests.shell.at_the_shell import FORMS as FILES

CASE = "GSCP-2026-001"
CFC = str(FILES / "cfc-split-vote.json")
TRACEBACK = "Traceback"


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A shell over a new register, with nobody answering where Temporal should be."""
    set_up(tmp_path, monkeypatch, "away")
    return Shell(capsys, tmp_path)


def opened(shell: Shell) -> str:
    """The reference of a case opened while Temporal is away."""
    return str(shell("notify", "cfc", CFC, "--json").json["case"])


def vote(shell: Shell, case: str, *more: str, person: str = HEALTH) -> tuple[str, ...]:
    partner = "health" if person == HEALTH else "constabulary"
    return ("cast-vote", case, "--as", person, "--partner", partner, "--proceed", "--reasons", "Why not.", *more)


def test_a_form_filed_while_temporal_is_away_is_kept_and_its_dates_are_told(shell: Shell) -> None:
    told = shell("notify", "cfc", CFC)

    assert told.code == 5
    assert "kept" in told.err
    assert "National Panel   expects the report by" in told.err
    assert "vote of the statutory partners (T2)" in told.err
    assert "/workflows/GSCP-" in told.err


def test_the_same_form_under_the_same_token_opens_one_case(shell: Shell) -> None:
    first = shell("notify", "cfc", CFC, "--command-id", "c-1", "--json")
    again = shell("notify", "cfc", CFC, "--command-id", "c-1", "--json")

    assert (first.code, again.code) == (5, 5)
    assert first.json["case"] == again.json["case"]
    assert shell("cases", "--json").json["total"] == 1


def test_probable_duplicates_are_shown_and_opened_when_a_person_says_so(shell: Shell) -> None:
    case = opened(shell)

    stopped = shell("notify", "cfc", CFC)
    all_the_same = shell("notify", "cfc", CFC, "--open-duplicates", "--json")

    assert stopped.code == 4
    assert case in stopped.err
    assert "--open-duplicates" in stopped.err
    assert all_the_same.json["possible_duplicates"] == [case]


def test_an_incomplete_form_is_accepted_and_its_gaps_are_told_by_their_labels(shell: Shell) -> None:
    told = shell("notify", "cfc", str(FILES / "cfc-incomplete.json"))

    assert told.code == 5
    assert "Child 1, Date of birth (children.0.date_of_birth)" in told.err


def test_a_form_that_cannot_be_used_is_refused_box_by_box_and_nothing_is_opened(shell: Shell, tmp_path: Path) -> None:
    form = tmp_path / "form.json"
    form.write_text(json.dumps({"case_summary": 7, "children": [{"date_of_birth": "2019-02-30"}], "colour": "red"}))

    told = shell("notify", "cfc", str(form), "--json")

    assert told.code == 2
    assert {each["field"] for each in told.error["fields"]} == {"case_summary", "children.0.date_of_birth", "colour"}
    assert all(each["mend"] for each in told.error["fields"])
    assert shell("cases", "--json").json["total"] == 0


@pytest.mark.parametrize("text", ["", "{", "[]", "7", "[" * 100_000, '{"a": "\\ud800"}'])
def test_what_is_no_form_is_refused_without_a_traceback(shell: Shell, tmp_path: Path, text: str) -> None:
    form = tmp_path / "form.json"
    form.write_text(text)

    told = shell("notify", "cfc", str(form))

    assert told.code == 2
    assert TRACEBACK not in told.err


def test_a_decision_is_kept_and_the_case_shows_the_dates_it_opened_with(shell: Shell) -> None:
    case = opened(shell)

    kept = shell(*vote(shell, case, "--json"))
    page = shell("show", case)

    assert kept.code == 5
    assert kept.json["taken"] == "waiting"
    assert page.code == 0
    assert "these are the dates the case opened with" in page.out


def test_a_decision_of_somebody_not_entitled_is_refused_and_logged_without_a_word_of_it(shell: Shell) -> None:
    case = opened(shell)

    told = shell("cast-vote", case, "--as", COORDINATOR, "--partner", "health", "--proceed", "--reasons", "Hush now.")

    log = (shell.state / "logs" / "shell.log").read_text()
    assert told.code == 3
    assert "not_entitled" in told.err
    assert case in log
    assert "not_entitled" in log
    assert "Hush" not in log


def test_who_holds_two_roles_acts_in_the_one_that_may(shell: Shell) -> None:
    case = opened(shell)

    told = shell(*vote(shell, case, "--json"))  # member and Chair of the QiiP; only a member votes

    assert told.json["taken"] == "waiting"


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (("cast-vote", CASE, "--as", "P-9999", "--partner", "health", "--proceed", "--reasons", "x"), 6, "not_found"),
        (("cast-vote", CASE, "--partner", "health", "--proceed", "--reasons", "x"), 2, "nobody_named"),
        (("cast-vote", CASE, "--as", CONSTABULARY, "--partner", "health", "--proceed", "--reasons", " "),
         2, "form_refused"),
        (("cast-vote", CASE, "--as", CONSTABULARY, "--role", "executive", "--partner", "health", "--proceed",
          "--reasons", "x"), 3, "role_not_held"),
        (("sign-report", CASE, "--as", HEALTH, "--capacity", "health", "--report-version", "1"), 2, "role_ambiguous"),
        (("show", "GSCP-2026-999"), 6, "not_found"),
        (("show", "../../etc/passwd"), 6, "not_found"),
        (("explain", CASE, "lunch"), 6, "unknown_step"),
        (("read", CASE, "D-none", "--as", COORDINATOR, "--why", "to test"), 6, "not_found"),
        (("template", "lunch"), 6, "unknown_form"),
        (("calendar", "withdraw", "2026-12-24"), 6, "not_proclaimed"),
        (("reopen", CASE, CFC), 3, None),
        (("notify", "cfc", CFC, "--case", CASE), 2, "usage"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_has_its_own_exit_code(
    shell: Shell, arguments: tuple[str, ...], code: int, why: str | None
) -> None:
    case = opened(shell)

    told = shell(*(case if each == CASE else each for each in arguments), "--json")

    assert (told.code, TRACEBACK in told.err) == (code, False)
    assert why is None or told.error["code"] == why


def test_another_thing_under_a_used_token_is_refused(shell: Shell) -> None:
    case = opened(shell)
    shell(*vote(shell, case, "--command-id", "c-2"))

    told = shell(*vote(shell, case, "--command-id", "c-2", person=CONSTABULARY), "--json")

    assert told.code == 2
    assert told.error["code"] in ("command_conflict", "document_refused")


def test_reading_a_document_shows_it_and_is_on_record(shell: Shell) -> None:
    case = opened(shell)
    document = shell("documents", case, "--json").json[0]["id"]

    told = shell("read", case, document, "--as", COORDINATOR, "--why", "to prepare the ballot", "--json")

    viewed = [each for each in shell("timeline", case, "--json").json if each["action"] == "document_viewed"]
    assert told.json["says"]["raised_by"]["name"]
    assert [(each["by"]["person"], each["detail"]["why"]) for each in viewed] == [
        (COORDINATOR, "to prepare the ballot")
    ]


def test_papers_are_not_read_by_who_has_no_part_in_them(shell: Shell) -> None:
    case = opened(shell)
    document = shell("documents", case, "--json").json[0]["id"]

    told = shell("read", case, document, "--as", "P-0027", "--why", "curiosity", "--json")  # an agency's contact

    assert (told.code, told.error["code"]) == (3, "not_entitled")


def test_every_view_of_a_case_prints_for_people_and_for_programs(shell: Shell) -> None:
    case = opened(shell)

    for command in ("cases", "calendar list", "forms"):
        assert shell(*command.split()).code == 0
        json.loads(shell(*command.split(), "--json").out)
    for command in ("show", "timeline", "documents", "post", "web", "explain"):
        assert shell(command, case).code == 0
        json.loads(shell(command, case, "--json").out)


def test_what_waits_is_counted_and_sent_on_later(shell: Shell) -> None:
    opened(shell)

    told = shell("redeliver", "--json")

    assert (told.code, told.json) == (5, {"answered": 0, "waiting": 1})


def test_without_a_register_the_shell_says_what_to_run_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REVIEW_STATE", str(tmp_path / "nothing"))
    shell = Shell(capsys, tmp_path)

    told = shell("cases")

    assert told.code == 7
    assert "make up" in told.err
    assert TRACEBACK not in told.err


def test_a_referral_of_the_designated_doctor_is_filed_like_the_others(shell: Shell) -> None:
    told = shell("notify", "referral", str(FILES / "alte-referral.json"), "--json")

    assert told.code == 5
    assert told.json["case"].startswith("GSCP-")


def test_a_form_from_who_may_not_file_it_is_refused_and_logged(shell: Shell) -> None:
    told = shell("notify", "cfc", CFC, "--as", "P-0020", "--json")  # the scrutineer

    assert (told.code, told.error["code"]) == (3, "not_entitled")
    assert "not_entitled" in (shell.state / "logs" / "shell.log").read_text()
    assert shell("cases", "--json").json["total"] == 0


def test_only_the_local_authority_notifies_a_sin(shell: Shell, tmp_path: Path) -> None:
    form = tmp_path / "sin.json"
    form.write_text(json.dumps({"notification": "sin", "abuse_known_or_suspected": "yes"}))

    refused = shell("notify", "sin", str(form), "--as", CONSTABULARY, "--json")
    taken = shell("notify", "sin", str(form), "--as", "P-0018", "--json")  # its representative

    assert (refused.code, refused.error["code"]) == (3, "not_entitled")
    assert taken.code == 5
