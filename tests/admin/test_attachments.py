"""A document attached to a case: taken in, listed, saved again, on record; what is refused, with the reason (G1)."""

from __future__ import annotations

import html
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from adapters.register import attachments
from adapters.virus_scanner import ScannerAway
from admin.downloads import SANDBOX
from tests.admin.attaching import CONTACT, UNIT, attach, attached, case_with_actions, hidden_at
from tests.admin.conftest import Pages
from tests.admin.standing_cases import in_review
from tests.admin.test_uploads import EXE, HTML, PDF, SVG, docx, jpeg, png

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
WALLED, SCRUTINEER, OTHER_CHAIR, EXECUTIVE = "P-0005", "P-0020", "P-0014", "P-0011"
FILES = {
    "a.pdf": PDF,
    "b.docx": docx(),
    "c.png": png(),
    "d.jpg": jpeg(),
}


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file_of_each_kind_is_attached_and_comes_out_as_it_went_in(pages: Pages, name: str) -> None:
    case = case_with_actions(pages)
    browser = pages.as_(UNIT)

    document = attached(browser, case, name, FILES[name])

    came = browser.get(f"/cases/{case}/papers/{document}/file")
    assert came.content == FILES[name]
    assert came.headers["content-disposition"] == f"attachment; filename=\"{name}\"; filename*=UTF-8''{name}"


def test_a_file_goes_out_to_be_saved_and_is_never_run(pages: Pages) -> None:
    case = case_with_actions(pages)
    browser = pages.as_(UNIT)

    answer = browser.get(f"/cases/{case}/papers/{attached(browser, case, 'a.pdf', PDF)}/file")

    assert answer.headers["content-type"] == "application/pdf"  # what it is, not what its sender called it
    assert answer.headers["content-security-policy"] == SANDBOX
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"].startswith("attachment;")


def test_it_stands_among_the_papers_and_beside_its_action(pages: Pages) -> None:
    case = case_with_actions(pages)
    browser = pages.as_(UNIT)

    attached(browser, case, "a.pdf", PDF, title="Minutes of <b>May</b>", about="RR-1")

    papers, actions = (browser.get(f"/cases/{case}/{room}").text for room in ("papers", "actions"))
    assert "Minutes of &lt;b&gt;May&lt;/b&gt;</a> (PDF, 1 KB)" in papers
    assert "Action RR-1" in papers
    assert "Minutes of &lt;b&gt;May" in actions.partition('id="action-RR-1"')[2]


def test_it_has_a_page_of_its_own_that_tells_what_it_is(pages: Pages) -> None:
    case = case_with_actions(pages)
    browser = pages.as_(UNIT)
    document = attached(browser, case, "Ñáñez.pdf", PDF, about="immediate-1")

    said = html.unescape(browser.get(f"/cases/{case}/papers/{document}").text)

    assert "Training record" in said
    assert "Ñáñez.pdf" in said
    assert "Immediate action 1" in said
    assert f"/cases/{case}/papers/{document}/file" in said


REFUSED = {
    "virus.com": EICAR, "virus.pdf": EICAR, "a.exe": EXE, "renamed.pdf": EXE, "page.png": HTML, "drawing.jpg": SVG,
    "page.html": HTML, "two.pdf": HTML + PDF, "both.jpg": jpeg() + docx(), "empty.pdf": b"",
    "large.pdf": PDF + b"x" * 10_000_000, "flood.png": png(50_000, 50_000),
    "bomb.docx": docx({"word/media/zeros": b"\0" * 30_000_000}), "macros.docx": docx({"word/vbaProject.bin": b"x"}),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_may_not_come_in_is_refused_beside_its_field_and_the_rest_is_kept(pages: Pages, name: str) -> None:
    case = case_with_actions(pages)

    with capture_logs() as logs:
        answer = attach(pages.as_(UNIT), case, name, REFUSED[name], title="Kept words", about="RR-1")

    assert answer.status_code == 422
    assert '<a href="#file">The file ' in answer.text
    assert 'value="Kept words"' in answer.text
    assert '<option value="RR-1" selected>' in answer.text
    assert "Choose the file again" in answer.text
    assert pages.register.documents_of(case, "attachment") == []
    assert [entry["code"] for entry in logs if entry["event"] == "upload_refused"]
    assert name not in str(logs)


@pytest.mark.parametrize(
    ("said", "field"), [({"title": " "}, "title"), ({"title": "x" * 121}, "title"), ({"about": "RR-9"}, "about")]
)
def test_what_is_missing_is_asked_for(pages: Pages, said: dict[str, str], field: str) -> None:
    case = case_with_actions(pages)

    answer = attach(pages.as_(UNIT), case, "a.pdf", PDF, **said)

    assert answer.status_code == 422
    assert f'<a href="#{field}">' in answer.text


def test_a_form_without_a_file_asks_for_one(pages: Pages) -> None:
    path = f"/cases/{case_with_actions(pages)}/papers/attach"
    browser = pages.as_(UNIT)

    answer = browser.post(path, data={**hidden_at(browser, path), "title": "A title", "file": "a.pdf"})

    assert answer.status_code == 422
    assert "The file is missing. Choose the file to attach." in answer.text


def test_more_than_a_request_may_have_is_cut_off(pages: Pages) -> None:
    assert attach(pages.as_(UNIT), case_with_actions(pages), "a.pdf", b"x" * 12_500_000).status_code == 413


def test_sent_twice_it_is_kept_once_and_another_file_is_not_taken_for_it(pages: Pages) -> None:
    case = case_with_actions(pages)
    browser = pages.as_(UNIT)
    token = hidden_at(browser, f"/cases/{case}/papers/attach")["_token"]

    answers = [attach(browser, case, "a.pdf", content, _token=token) for content in (PDF, PDF, PDF + b"\n")]

    assert [answer.status_code for answer in answers] == [303, 303, 422]
    assert "another file was attached already" in answers[2].text
    assert len(pages.register.documents_of(case, "attachment")) == 1


def test_a_case_has_room_for_so_much(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    case = case_with_actions(pages)
    monkeypatch.setattr(attachments, "MOST_BYTES", 2 * len(PDF))
    browser = pages.as_(UNIT)

    statuses = [attach(browser, case, "a.pdf", PDF).status_code for _ in range(3)]

    assert statuses == [303, 303, 422]


@pytest.mark.parametrize(
    ("person", "asks", "saves"),
    [(UNIT, 200, 200), ("P-0008", 200, 200), ("P-0013", 200, 200), (OTHER_CHAIR, 404, 404), (EXECUTIVE, 403, 200),
     (SCRUTINEER, 403, 200), (CONTACT, 200, 403), ("P-0018", 403, 403), (None, 303, 303)],
)  # fmt: skip
def test_who_attaches_and_who_saves_is_the_table_s_to_say(
    pages: Pages, person: str | None, asks: int, saves: int
) -> None:
    case = case_with_actions(pages)
    document = attached(pages.as_(UNIT), case, "a.pdf", PDF)

    browser = pages.as_(person)

    assert browser.get(f"/cases/{case}/papers/attach").status_code == asks
    assert browser.get(f"/cases/{case}/papers/{document}/file").status_code == saves
    assert browser.get(f"/cases/{case}/papers/{document}").status_code == saves


def test_a_file_of_one_case_is_not_in_another(pages: Pages) -> None:
    case, other = case_with_actions(pages), in_review(pages.register, 2)
    browser = pages.as_(UNIT)
    document = attached(browser, case, "a.pdf", PDF)

    statuses = {browser.get(f"/cases/{other}/papers/{document}{end}").status_code for end in ("", "/file")}

    assert statuses == {404}


def test_whatever_is_done_is_on_record_and_says_no_name(pages: Pages) -> None:
    case = case_with_actions(pages)
    browser = pages.as_(UNIT)
    document = attached(browser, case, "robin-testcase.pdf", PDF, title="Letter of Robin", about="RR-1")
    browser.get(f"/cases/{case}/papers/{document}")
    browser.get(f"/cases/{case}/papers/{document}/file")

    entries = [each for each in pages.register.audit_of(case) if "document" in each.detail]
    said = pages.as_(UNIT).get(f"/cases/{case}/timeline").text

    assert [(each.action, each.by.person) for each in entries] == [
        ("document_attached", UNIT), ("document_viewed", UNIT), ("document_downloaded", UNIT)
    ]  # fmt: skip
    assert {each.detail["document"] for each in entries} == {document}
    assert "A document was attached; it belongs to RR-1." in said
    assert "obin" not in "".join(pages.register.export()) + said
    assert pages.register.verify().ok


class FindsThis:
    """A virus scanner that finds one thing, and is away when it is told to be."""

    is_away = False

    def finds_virus_in(self, content: bytes) -> bool:
        if self.is_away:
            raise ScannerAway("away")
        return b"/Launch" in content


def test_what_the_scanner_finds_or_cannot_look_through_is_not_kept(pages: Pages) -> None:
    case, scanner = case_with_actions(pages), FindsThis()
    pages.app.state.wiring = replace(pages.wiring, scanner=scanner)
    browser, sick = pages.as_(UNIT), PDF.replace(b"/Catalog", b"/Launch")

    clean, found = attach(browser, case, "a.pdf", PDF), attach(browser, case, "b.pdf", sick)
    scanner.is_away = True
    away = attach(browser, case, "c.pdf", PDF)

    assert [answer.status_code for answer in (clean, found, away)] == [303, 422, 422]
    assert "The file holds a virus" in found.text
    assert "Try again in some minutes" in away.text
    assert len(pages.register.documents_of(case, "attachment")) == 1
