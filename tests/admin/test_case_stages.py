"""The pages of a case over real courses: a real server on skipped time, a real worker, every stage as it stood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.encryption import MasterKeys
from adapters.register import Register
from admin.case.letter_words import LETTERS
from admin.case.sentence_table import TOLD
from tests.admin.conftest import Pages
from tests.admin.staged import Stage, stages_of
from tests.admin.stories import a_rapid_review, a_split_vote
from tests.admin.stories_published import a_lcspr
from tests.admin.told_plans import told as with_plans
from tests.desk.conftest import MovedClock, NineOClock

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

UNIT, MANAGER, CONSTABULARY, CHAIR, EXECUTIVE = "P-0002", "P-0001", "P-0008", "P-0013", "P-0011"
PAGES = ("", "/timeline", "/dates", "/what-if", "/papers", "/letters", "/processes")
STAGES = (
    "voting", "voted to proceed", "notified", "returns overdue", "chronology settled", "not quorate", "panel held",
    "report with blanks", "refused", "partly signed", "last day", "submitted late", "queried", "in national review",
    "LCSPR withdrawn", "LCSPR commissioned", "LCSPR in trouble", "LCSPR ready", "publication held",
    "waiting to publish", "published", "year in public",
)  # fmt: skip


@pytest.fixture(scope="module")
async def stages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Stage]:
    return await stages_of((a_split_vote, a_rapid_review, a_lcspr), tmp_path_factory.mktemp("story"))


class AtStage:
    """The pages at one stage."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        (folder / "staged.db").write_bytes(stage.register)
        clock = MovedClock()
        clock.at = stage.at
        url = f"sqlite:///{folder / 'staged.db'}"
        self.register = Register.open(url, MasterKeys.parse(stage.keys), clock, NineOClock())
        pages = Pages(self.register, folder)
        pages.clock.at = stage.at
        self.pages, self.case = with_plans(pages, stage.plans), stage.case

    def seen(self, path: str = "", person: str = UNIT) -> str:
        answer = self.pages.as_(person).get(f"/cases/{self.case}{path}")
        assert answer.status_code == 200, path
        return answer.text

    def words(self, path: str = "", person: str = UNIT) -> str:
        text = self.seen(path, person).split('id="main-content"')[1]
        return " ".join(re.sub(r"<[^>]+>", " ", text).split())


@pytest.fixture
def at(stages: dict[str, Stage], tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[AtStage]:
    found = AtStage(stages[request.param], tmp_path)
    yield found
    found.register.close()


def stage(*names: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("at", names, indirect=True)


@stage(*STAGES)
def test_every_page_is_there_at_every_stage(at: AtStage) -> None:
    for path in PAGES:
        said = at.words(path)

        assert not re.search(r"\b(None|Undefined)\b|\{\{|[a-z]+_[a-z]+_[a-z]+", said), path


@stage(*STAGES)
def test_an_open_case_always_has_a_next_step_and_who_has_it(at: AtStage) -> None:
    said = at.words()

    assert re.search(r"Next [A-Z][a-z].* With \w", said)
    assert "With Nobody" not in said


@stage("notified", "LCSPR in trouble", "year in public")
def test_every_entry_of_a_real_course_has_a_sentence(at: AtStage) -> None:
    actions = {entry.action for entry in at.register.audit_of(at.case)}

    assert actions - (TOLD.keys() | LETTERS.keys()) == set()


@stage("partly signed")
def test_signatures_show_who_signed_which_version_and_who_has_not(at: AtStage) -> None:
    said = at.words()

    assert "Signatures 2 of 4" in said
    assert "Received The health partner , signed version 3" in said
    assert "Waiting The Constabulary , has not signed" in said
    assert f"/cases/{at.case}/do/sign-report" in at.seen(person=CONSTABULARY)
    assert f"/cases/{at.case}/do/sign-report" not in at.seen()


@stage("not quorate")
def test_a_panel_that_has_to_meet_again_is_still_to_come(at: AtStage) -> None:
    assert "Review Panel Working days 8 Due Wed 10 Feb 2027, 17:00 How it stands Under way" in at.words()


@stage("panel held")
def test_a_moved_panel_tells_what_moved_it(at: AtStage) -> None:
    said = at.words("/dates")

    assert "Set to Friday 12 February 2027: Rapid Review Panel. Independent Chair" in said
    assert "moved to Friday 12 February 2027." in said


@stage("last day")
def test_on_the_last_day_the_panel_s_own_date_and_the_slack_are_plain(at: AtStage) -> None:
    said = at.words()

    assert "Monday 22 February 2027 (the National Panel&#39;s own date)" in said
    assert "Working day 16: the 15 days are over" in said
    assert "Submission Working days 14 to 15 Due Fri 19 Feb 2027, 17:00 How it stands Late" in said


@stage("LCSPR in trouble")
def test_a_lcspr_in_trouble_shows_hold_forecast_and_the_notice_that_is_owed(at: AtStage) -> None:
    said = at.words()

    assert "The planned publication is 31 working days after the six months" in said
    assert "On hold The end of hold 1" in said
    assert "Send the notice of delay Do it now" in said
    assert "Also under way LCSPR" in said


@stage("published", "year in public")
def test_a_published_report_leads_to_its_cascade_and_its_checks(at: AtStage) -> None:
    page = at.seen()

    assert re.search(r"/do/record-(cascade|availability-check)", page)


@stage("returns overdue")
def test_the_chair_and_the_executive_see_the_case_each_with_their_own_choices(at: AtStage) -> None:
    assert "/do/settle-chronology" in at.seen(person=CHAIR)
    assert "/do/settle-chronology" not in at.seen(person=EXECUTIVE)
    assert "/do/extend-step" in at.seen(person=MANAGER)


@stage("refused")
def test_every_paper_of_a_real_course_can_be_read(at: AtStage) -> None:
    documents = at.register.documents_of(at.case)

    assert len(documents) > 10
    for row in documents:
        assert "<h1" in at.seen(f"/papers/{row.id}")
