"""The post through the real outbox, directory, stationery and mailbox, on both databases (E2, E3)."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from activities.correspondence import CorrespondenceActivities
from adapters.letters import Letters
from adapters.mail.mailbox import MailboxFolder, kept_letters
from adapters.mail.message import Sender
from adapters.register import Register
from models.case import Part
from models.post import Envelope, Posted
from models.record import Letter, PostOrder, PostReport, Record
from shell.letters import SAMPLE_HEAD
from tests.adapters.book import MON_23_NOV, OfficeNineToFive

CASE = "GSCP-2026-001"
FRI_27_NOV = date(2026, 11, 27)
NOTICE = Letter(purpose="information_requested", to="agency:A-1", due=FRI_27_NOV, facts={"short_notice": "no"})
TO_EXECUTIVE = Letter(
    purpose="refusal_to_executive", to="role:executive", due=FRI_27_NOV, facts={"report_version": "2"}
)
LATE_EVENING = MON_23_NOV.replace(hour=22)


def directory(*executive: str) -> dict[str, Any]:
    people = ("P-1", "P-2", "P-3", "P-4")
    return {
        "people": [{"ref": ref, "name": f"Person {ref}", "email": f"{ref.lower()}@x.example"} for ref in people],
        "agencies": [{"ref": "A-1", "name": "Fernwick Academy (fictional)", "kind": "school"}],
        "appointments": [
            {"person": "P-1", "role": "agency_contact", "agency": "A-1"},
            *({"person": ref, "role": "executive"} for ref in executive),
        ],
    }


class Killed(Exception):
    """The worker ended here."""


class Faltering(MailboxFolder):
    """Delivers, and once ends the worker before it can say so."""

    falls_over = False

    async def send(self, envelope: Envelope) -> Posted:
        posted = await super().send(envelope)
        if self.falls_over:
            self.falls_over = False
            raise Killed
        return posted


class Post:
    def __init__(self, register: Register, folder: Path) -> None:
        self.register = register
        self.folder = folder
        self.mail = Faltering(folder, Sender(address="reviews@partnership.example"))
        hours = OfficeNineToFive()
        self.activities = CorrespondenceActivities(register, register, Letters(SAMPLE_HEAD), self.mail, hours)
        register.load_directory(directory("P-2", "P-3"), MON_23_NOV)

    def write(self, *letters: Letter) -> None:
        self.register.record(Record(case=CASE, part=Part.RAPID_REVIEW, at=MON_23_NOV, letters=letters))

    async def deliver(self, minutes: int = 0, seconds: int = 0) -> PostReport:
        now = MON_23_NOV + timedelta(minutes=minutes, seconds=seconds)
        return await self.activities.deliver(PostOrder(case=CASE, part=Part.RAPID_REVIEW, now=now))

    def delivered(self) -> list[str]:
        return sorted(letter.to for letter in kept_letters(self.folder))

    def states(self) -> list[str]:
        return [str(row.state) for row in self.register.outbox_of(CASE)]


@pytest.fixture
def post(register: Register, tmp_path: Path) -> Post:
    return Post(register, tmp_path / "mailbox")


async def test_a_letter_goes_once_however_often_it_is_written_and_delivered(post: Post) -> None:
    post.write(NOTICE)
    post.write(NOTICE)

    reports = [await post.deliver(minutes) for minutes in (0, 1, 2)]

    assert [report.sent for report in reports] == [1, 0, 0]
    assert post.delivered() == ["p-1@x.example"]
    assert reports[-1].post_due is None


async def test_each_holder_of_an_office_gets_one_letter_of_their_own(post: Post) -> None:
    post.write(TO_EXECUTIVE)

    report = await post.deliver()
    again = await post.deliver(1)

    assert (report.sent, again.sent) == (2, 0)
    assert post.delivered() == ["p-2@x.example", "p-3@x.example"]
    assert set(post.states()) == {"sent"}
    assert post.register.verify().ok


async def test_a_delivery_killed_after_sending_leaves_one_letter_in_the_mailbox(post: Post) -> None:
    post.write(NOTICE)
    post.mail.falls_over = True
    with pytest.raises(Killed):
        await post.deliver()

    waiting = await post.deliver(seconds=5)
    settled = await post.deliver(2)

    assert waiting.sent == 0
    assert waiting.post_due is not None
    assert waiting.post_due > MON_23_NOV
    assert (settled.sent, settled.undeliverable) == (1, ())
    assert post.delivered() == ["p-1@x.example"]
    assert post.states() == ["sent"]


async def test_out_of_hours_the_letter_waits_for_the_morning(post: Post) -> None:
    post.write(NOTICE)
    evening = int((LATE_EVENING - MON_23_NOV).total_seconds() // 60)

    report = await post.deliver(evening)

    assert post.delivered() == []
    assert report.post_due == MON_23_NOV.replace(day=24, hour=9, minute=0)


async def test_who_has_left_the_office_gets_nothing(post: Post) -> None:
    post.write(TO_EXECUTIVE)
    post.register.load_directory(directory("P-4"), MON_23_NOV)

    await post.deliver()

    assert post.delivered() == ["p-4@x.example"]


async def test_no_letter_names_anybody(post: Post) -> None:
    post.write(NOTICE, TO_EXECUTIVE)

    await post.deliver()

    for letter in kept_letters(post.folder):
        assert "Person" not in letter.subject + letter.text
        assert "Fernwick Academy" not in letter.subject + letter.text
