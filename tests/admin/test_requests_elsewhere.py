"""When a request reached somebody else: the ways out for its reader, the Business Unit's way on (S1, R3)."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from pathlib import Path

from activities.correspondence import CorrespondenceActivities
from adapters.mail.mailbox import KeptLetter, kept_letters
from adapters.register.own_post import OwnPost
from shell.own_post import deliver_due
from tests.admin.conftest import Pages
from tests.admin.linking import AGENCY, case, contact, last_letter, opened, post, token
from tests.desk.conftest import NineOClock

__all__ = ["case", "contact", "token"]


def deliver(pages: Pages) -> None:
    """What the worker does every few seconds."""
    own, wiring = OwnPost.of(pages.register), pages.wiring
    post = CorrespondenceActivities(own, own, wiring.letters, wiring.mail, NineOClock())  # type: ignore[arg-type]
    asyncio.run(deliver_due(own, post, pages.clock.at))


def delivered(pages: Pages, tmp_path: Path) -> list[KeptLetter]:
    """The letters that lie in the mailbox once the worker has been round."""
    deliver(pages)
    return kept_letters(tmp_path / "mailbox")


def test_the_wrong_person_ends_the_link_and_the_unit_is_told(pages: Pages, token: str, tmp_path: Path) -> None:
    browser = pages.as_(None)
    browser.get(f"/link/{token}")

    answer = post(browser, "/request/wrong-person", "/request/wrong-person")

    assert answer.status_code == 303  # type: ignore[attr-defined]
    letters = delivered(pages, tmp_path)
    assert len(letters) == 2
    assert all("wrong person" in letter.subject for letter in letters)
    assert delivered(pages, tmp_path) == letters
    assert pages.as_(None).get(f"/link/{token}").status_code == 410


def test_a_colleague_s_name_is_asked_for_kept_sealed_and_shown_to_the_unit(
    pages: Pages, token: str, case: str, tmp_path: Path
) -> None:
    browser = opened(pages, token, tmp_path)

    bad = post(browser, "/request/pass-on", "/request/pass-on", name="Robin Fictional", email="not an address")
    good = post(browser, "/request/pass-on", "/request/pass-on", name="Robin Fictional", email="robin@agency.example")

    assert bad.status_code == 422  # type: ignore[attr-defined]
    assert 'value="Robin Fictional"' in bad.text  # type: ignore[attr-defined]
    assert good.status_code == 303  # type: ignore[attr-defined]
    shown = pages.as_("P-0002").get(f"/cases/{case}/links").text
    assert "Robin Fictional" in shown
    assert "did not reach the right person" in shown
    letters = delivered(pages, tmp_path)
    assert [letter.subject for letter in letters if "for somebody else" in letter.subject]
    assert "Robin" not in "".join(letter.text for letter in letters)


def test_while_mail_is_away_word_of_a_request_gone_astray_waits_and_is_sent_later(
    pages: Pages, token: str, case: str, tmp_path: Path
) -> None:
    (tmp_path / "mailbox").write_text("no folder")  # mail is away
    browser = pages.as_(None)
    browser.get(f"/link/{token}")
    post(browser, "/request/wrong-person", "/request/wrong-person")
    deliver(pages)
    waiting = {str(row.state) for row in pages.register.outbox_of(case)}
    too_soon = OwnPost.of(pages.register).cases_to_deliver(pages.clock.at)

    (tmp_path / "mailbox").unlink()
    pages.clock.at += timedelta(minutes=5)

    assert waiting == {"retry"}
    assert too_soon == []
    assert len(delivered(pages, tmp_path)) == 2


def test_the_unit_sends_a_new_link_and_the_old_one_ends(
    pages: Pages, token: str, case: str, contact: str, tmp_path: Path
) -> None:
    unit = pages.as_("P-0002")

    answer = post(unit, f"/cases/{case}/links", f"/cases/{case}/links/{AGENCY}", person=contact)

    assert answer.status_code == 303  # type: ignore[attr-defined]
    new = re.search(r"/link/(\S+)", last_letter(tmp_path))
    assert new
    assert pages.as_(None).get(f"/link/{token}").status_code == 410
    assert pages.as_(None).get(f"/link/{new[1]}").status_code == 303


def test_a_link_goes_to_nobody_outside_the_agency(pages: Pages, case: str) -> None:
    unit = pages.as_("P-0002")

    answer = post(unit, f"/cases/{case}/links", f"/cases/{case}/links/{AGENCY}", person="P-0013")

    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "is nobody of this agency" in answer.text  # type: ignore[attr-defined]


def test_an_agency_s_contact_may_issue_no_links(pages: Pages, case: str, contact: str) -> None:
    assert pages.as_(contact).get(f"/cases/{case}/links").status_code in (403, 404)


def test_a_request_without_a_reader_stands_on_the_unit_s_list_until_it_has_one(
    pages: Pages, token: str, case: str, contact: str
) -> None:
    browser = pages.as_(None)
    browser.get(f"/link/{token}")
    post(browser, "/request/wrong-person", "/request/wrong-person")

    shown = pages.as_("P-0002").get("/work").text
    to_others = pages.as_("P-0004").get("/work").text
    pages.clock.at += timedelta(minutes=5)
    pages.register.link_for(case, AGENCY, contact, pages.clock.at, pages.clock.at + timedelta(days=30))

    assert f"/cases/{case}/links#{AGENCY}" in shown
    assert "without a reader" not in to_others
    assert "without a reader" not in pages.as_("P-0002").get("/work").text
