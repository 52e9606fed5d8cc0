"""`demo-data` before it speaks to anybody: what it tells, and where it refuses. Told for real in tests/browser."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from adapters.settings import load_settings
from admin.uploads import looked_at
from demo.caseload.stories import STORIES
from demo.caseload.story import Moment, Story
from desk.opening import FORM_OF
from models import authority
from models.forms import file_form
from models.london import in_london
from models.message import Form
from models.messages.catalogue import MESSAGES
from shell.house import open_house
from tests.shell.at_the_shell import Shell, set_up

MON_23_NOV = in_london(datetime.fromisoformat("2026-11-23T10:00:00+00:00"))


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    set_up(tmp_path, monkeypatch, "away")
    return Shell(capsys, tmp_path)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.key)
def test_every_paper_of_a_story_can_be_filed(story: Story) -> None:
    moment = Moment(MON_23_NOV, MON_23_NOV.date())

    file_form(FORM_OF[story.way], story.raised(moment), moment.today)

    for act in story.acts:
        kind = MESSAGES[act.message]
        for name, value in act.values(moment).items():
            for marker in kind.model_fields[name].metadata:
                if isinstance(marker, Form):
                    file_form(marker.kind, value, moment.today)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.key)
def test_everybody_in_a_story_may_do_what_they_do_there(story: Story) -> None:
    refused = {act.id for act in story.acts if act.by.role not in authority.roles_for(act.message)}

    assert refused == set()


def test_every_document_of_a_story_is_one_that_can_be_attached_by_whoever_attaches_it() -> None:
    evidence = [each for story in STORIES for each in story.evidence]
    given = [each.given() for each in evidence]

    assert evidence
    assert [looked_at(each.name, each.content).kind for each in given] == [each.media for each in given]
    assert {each.by.role for each in evidence} <= set(authority.roles_for("attach_document"))


def test_no_two_children_of_the_caseload_are_the_same() -> None:
    moment = Moment(MON_23_NOV, MON_23_NOV.date())
    names = [
        (child["forename"], child.get("last_name")) for story in STORIES for child in story.raised(moment)["children"]
    ]

    assert len(names) == len(set(names))


def test_without_the_service_nothing_is_lost_and_the_ending_says_so(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("demo.caseload.loading.TRIES", 1)

    told = shell("demo-data", "--json")

    assert (told.code, told.error["code"]) == (5, "service_away")


def test_a_partnership_that_may_be_real_is_not_filled(shell: Shell) -> None:
    with open_house(load_settings()) as house:
        agencies = [{"ref": "A-900", "name": "Somewhere Council", "kind": "local authority"}]
        house.register.load_directory({"agencies": agencies}, at=MON_23_NOV)

    told = shell("demo-data", "--json")

    assert (told.code, told.error["code"]) == (7, "not_fictional")
