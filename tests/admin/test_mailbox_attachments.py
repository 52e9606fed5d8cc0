"""What was sent with a letter: listed, to be kept, never opened as a page of ours (E1, K4)."""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import format_datetime

import pytest

from admin.downloads import SANDBOX
from tests.admin.conftest import Pages
from tests.desk.filing import a_case

COORDINATOR = "P-0002"


@pytest.fixture
async def case(pages: Pages) -> str:
    return await a_case(pages.wiring.reception, pages.register.actor("P-0001", on=pages.clock.at.date()))


def with_attachments(pages: Pages, case: str) -> str:
    """A letter with an invitation beside its text and a page that would like to be opened; its id."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.example", "c@d.example", f"{case}: panel"
    message["Date"], message["Message-ID"] = format_datetime(pages.clock.at), "<made-by-hand@b.example>"
    message.set_content("The panel meets.\n")
    message.add_alternative("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", subtype="calendar")
    message.add_attachment(b"<script>go()</script>", maintype="text", subtype="html", filename='a"\r\nb/../Ü.html')
    folder, id = pages.wiring.settings.mailbox, "a" * 40
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{id}.eml").write_bytes(message.as_bytes())
    return id


async def test_what_was_sent_with_a_letter_is_listed_and_can_be_kept(pages: Pages, case: str) -> None:
    id = with_attachments(pages, case)
    browser = pages.as_(COORDINATOR)

    page, invitation = browser.get(f"/mailbox/{id}").text, browser.get(f"/mailbox/{id}/1")

    assert "The panel meets." in page
    assert "attachment-1.ics" in page
    assert invitation.content.startswith(b"BEGIN:VCALENDAR")
    assert invitation.headers["content-type"].startswith("text/calendar")
    assert invitation.headers["content-disposition"].startswith('attachment; filename="attachment-1.ics";')


async def test_what_was_sent_with_a_letter_never_opens_as_a_page_of_ours(pages: Pages, case: str) -> None:
    id = with_attachments(pages, case)

    answer = pages.as_(COORDINATOR).get(f"/mailbox/{id}/2")

    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-security-policy"] == SANDBOX
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"].startswith('attachment; filename="a_')
    assert "/" not in answer.headers["content-disposition"]


@pytest.mark.parametrize("number", ["0", "3", "-1", "²", "1e3", "99999999999"])
async def test_what_was_not_sent_with_a_letter_is_not_there(pages: Pages, case: str, number: str) -> None:
    id = with_attachments(pages, case)

    assert pages.as_(COORDINATOR).get(f"/mailbox/{id}/{number}").status_code == 404
