"""The papers of a case: listed unopened, each read whole with every box, every reading on record first (K2, K3)."""

from __future__ import annotations

import html
import re

import pytest

from models.case import Part
from models.forms import FORMS, stored_form
from models.forms.filed_form import boxes, is_blank, pieces
from models.people import Actor, Role
from tests.admin.conftest import Pages
from tests.admin.standing_cases import COORDINATOR, MON_23_NOV, happened, in_review
from tests.desk.filing import form

UNIT, CONSTABULARY, CHAIR, OTHER_CHAIR, SCRUTINEER, AGENCY = "P-0002", "P-0008", "P-0013", "P-0014", "P-0020", "P-0027"
SCHOOL = Actor(person="P-0027", role=Role.AGENCY_CONTACT, agency="A-010")
FILED = {
    "sin": "sin-two-children",
    "appendix_1": "cfc-split-vote",
    "appendix_2": "return-full",
    "appendix_3": "report-v2",
    "kloes": "kloes",
    "panel_minutes": "minutes-quorate",
    "wt_checklist": "checklist-failed",
    "lcspr_report": "lcspr-report",
    "response_plan": "response-plan",
    "record_of_decision": "record-of-decision",
    "terms_of_reference": "terms-of-reference",
    "learning_action": "learning-action",
}


def text_of(page: str) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", page.split('id="main-content"')[1]).split()))


def kept(pages: Pages, case: str, kind: str, payload: object, by: Actor = COORDINATOR) -> str:
    return pages.register.store_document(case, kind, payload, by, MON_23_NOV).id  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", sorted(FILED))
def test_every_box_of_a_form_is_shown_with_its_label_and_its_answer(pages: Pages, kind: str) -> None:
    case = in_review(pages.register, 1)
    filed = stored_form(kind, form(FILED[kind]))
    document = kept(pages, case, kind, filed.as_filed())

    said = text_of(pages.as_(UNIT).get(f"/cases/{case}/papers/{document}").text)

    assert FORMS[kind].title in said
    for box in boxes(filed):
        if isinstance(box.value, str) and not is_blank(box.value) and not hasattr(box.value, "name"):
            assert " ".join(box.value.split()) in said or box.value.startswith("A-"), box.path
    rows = [piece for path, piece in pieces(filed) if path]
    assert all(type(row).shown_as in said for row in rows)


def test_what_was_left_blank_and_is_asked_for_is_named(pages: Pages) -> None:
    case = in_review(pages.register, 1)
    document = kept(pages, case, "appendix_1", stored_form("appendix_1", form("cfc-incomplete")).as_filed())

    said = text_of(pages.as_(UNIT).get(f"/cases/{case}/papers/{document}").text)

    assert "Left blank, and asked for:" in said


def test_a_text_keeps_its_lines_and_is_never_taken_for_markup(pages: Pages) -> None:
    case = in_review(pages.register, 1)
    document = kept(pages, case, "text", "First line.\n<b>Second</b> & {{ third }}")

    page = pages.as_(UNIT).get(f"/cases/{case}/papers/{document}").text

    assert "First line.\n&lt;b&gt;Second&lt;/b&gt; &amp; {{ third }}" in page


def test_a_form_of_another_release_is_shown_as_it_was_kept(pages: Pages) -> None:
    case = in_review(pages.register, 1)
    document = kept(pages, case, "kloes", {"a_box_of_long_ago": "What it said.", "rows": [{"one": "Uno"}]})

    said = text_of(pages.as_(UNIT).get(f"/cases/{case}/papers/{document}").text)

    assert "a box of long ago: What it said." in said
    assert "one: Uno" in said


def test_the_list_names_papers_and_opens_none(pages: Pages) -> None:
    case = in_review(pages.register, 1)
    kept(pages, case, "appendix_2", stored_form("appendix_2", form("return-full")).as_filed(), SCHOOL)
    kept(pages, case, "text", "The reasons.")

    said = text_of(pages.as_(UNIT).get(f"/cases/{case}/papers").text)

    assert "Agency return of Mon 23 Nov 2026, 09:30 Filed by Agency's QiiP contact, Fernwick Academy" in said
    assert "The reasons." not in said
    assert "document_viewed" not in [each.action for each in pages.register.audit_of(case)]


def test_a_text_is_listed_with_what_it_was_given_with(pages: Pages) -> None:
    case = in_review(pages.register, 1)
    evidence, other = (kept(pages, case, "text", said) for said in ("It is in use.", "Nobody knows of it."))
    happened(pages.register, case, Part.RAPID_REVIEW, "action_agreed", action="RR-1", owner="A-001", due="2026-12-01")
    happened(
        pages.register, case, Part.RAPID_REVIEW, "action_completed", action="RR-1", owner="A-001", evidence=evidence
    )

    page = pages.as_(UNIT).get(f"/cases/{case}/papers").text
    titles = dict(re.findall(rf'href="/cases/{case}/papers/(D-[^"]+)">([^<]+)<', page))

    assert titles[evidence].startswith("Evidence: ")
    assert "RR-1" in titles[evidence]
    assert titles[other] == "Text"


def test_each_reading_is_on_record_with_reader_and_capacity(pages: Pages) -> None:
    case = in_review(pages.register, 1)
    document = kept(pages, case, "text", "The reasons.")

    pages.as_(CHAIR).get(f"/cases/{case}/papers/{document}")

    read = [each for each in pages.register.audit_of(case) if each.action == "document_viewed"]
    assert [(each.by.person, each.by.role, each.detail["document"]) for each in read] == [
        (CHAIR, Role.INDEPENDENT_CHAIR, document)
    ]


@pytest.mark.parametrize(
    ("person", "status"),
    [(UNIT, 200), (CONSTABULARY, 200), (CHAIR, 200), (SCRUTINEER, 200), (OTHER_CHAIR, 404), (AGENCY, 403),
     ("P-0018", 403)],
)  # fmt: skip
def test_papers_are_read_by_those_the_table_names(pages: Pages, person: str, status: int) -> None:
    case = in_review(pages.register, 1)
    document = kept(pages, case, "text", "The reasons.")

    for path in ("papers", f"papers/{document}"):
        assert pages.as_(person).get(f"/cases/{case}/{path}").status_code == status


@pytest.mark.parametrize("document", ["D-none", "D%20none", "x" * 300])
def test_a_paper_there_is_not_is_not_found(pages: Pages, document: str) -> None:
    case = in_review(pages.register, 1)

    assert pages.as_(UNIT).get(f"/cases/{case}/papers/{document}").status_code == 404
    assert "document_viewed" not in [each.action for each in pages.register.audit_of(case)]


def test_a_paper_of_another_case_is_not_found_through_this_one(pages: Pages) -> None:
    case, other = in_review(pages.register, 1), in_review(pages.register, 2)
    document = kept(pages, other, "text", "Of another family.")

    answer = pages.as_(UNIT).get(f"/cases/{case}/papers/{document}")

    assert answer.status_code == 404
    assert "Of another family." not in answer.text
