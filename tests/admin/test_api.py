"""What programs may ask: what the pages say, to the same people, in the shapes the document declares (K1, N15)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.exc import OperationalError

from adapters.register import Register
from admin.app import create_app
from admin.headers import HEADERS
from models.case import CaseKind, Part
from tests.admin.conftest import FORM_TOKEN, Pages, PlansAway
from tests.admin.standing_cases import COORDINATOR as BY
from tests.admin.standing_cases import closed, in_ballot, in_review
from tests.admin.visitors import everybody_at

COORDINATOR, HEALTH, CHAIR, OTHER_CHAIR, CONTACT = "P-0002", "P-0006", "P-0013", "P-0014", "P-0021"


class PlansThere(PlansAway):
    """Temporal answers."""

    async def answers(self) -> bool:
        return True


def test_my_work_says_what_the_page_says(pages: Pages) -> None:
    case = in_ballot(pages.register, 1)
    browser = pages.as_(HEALTH)

    said = browser.get("/api/work").json()
    shown = browser.get("/work").text

    [item] = said["items"]
    assert (item["case"], item["due"], item["working_days_left"]) == (case, "2026-11-25T17:00:00Z", 1)
    assert item["form"] in shown
    assert item["what"] in shown
    assert (said["late"], said["today"], said["total"]) == (0, 0, 1)


def test_the_list_takes_the_filters_of_the_page(pages: Pages) -> None:
    in_ballot(pages.register, 1)
    review = in_review(pages.register, 2, kind=CaseKind.SIN)
    ended = closed(pages.register, 3)
    browser = pages.as_(COORDINATOR)

    def found(query: str) -> list[str]:
        return [line["case"] for line in browser.get(f"/api/cases?{query}").json()["cases"]]

    assert found("kind=sin") == [review]
    assert found("state=closed") == [ended]
    assert found("agency=A-010") == [review]
    assert found("due_before=2026-11-26") == ["GSCP-2026-001"]
    assert found("state=all&sort=reference&order=desc") == [ended, review, "GSCP-2026-001"]


def test_a_long_list_comes_in_pages(pages: Pages) -> None:
    for number in range(1, 28):
        in_ballot(pages.register, number)
    browser = pages.as_(COORDINATOR)

    first, second = (browser.get(f"/api/cases?sort=reference&page={number}").json() for number in (1, 2))

    assert [len(first["cases"]), len(second["cases"])] == [25, 2]
    assert [(each["page"], each["pages"], each["total"]) for each in (first, second)] == [(1, 2, 27), (2, 2, 27)]


def test_a_case_says_how_each_part_stands_and_when_what_is_due(pages: Pages) -> None:
    case = in_review(pages.register, 2, kind=CaseKind.SIN)

    said = pages.as_(COORDINATOR).get(f"/api/cases/{case}").json()

    assert (said["case"], said["kind"], said["closed"]) == (case, "sin", False)
    [standing] = said["standings"]
    assert (standing["stage"], standing["holder"]) == ("agency_returns", "the agencies")
    assert said["dates_live"] is False
    assert {"returns", "submission"} <= {each["step"] for each in said["dates"]}
    assert said["dates"] == sorted(said["dates"], key=lambda each: str(each["due_at"]))


def test_a_look_at_a_case_is_on_record(pages: Pages) -> None:
    case = in_review(pages.register, 2)

    pages.as_(COORDINATOR).get(f"/api/cases/{case}")

    [view] = [entry for entry in pages.register.audit_of(case) if entry.action == "case_viewed"]
    assert (view.by.person, view.detail) == (COORDINATOR, {"page": "standing"})


async def test_what_somebody_may_not_see_is_not_told_to_their_programs_either(pages: Pages) -> None:
    case, _ = await everybody_at(pages)

    own, other, walled, agency, nobody = (
        pages.as_(person).get(f"/api/cases/{case}") for person in (CHAIR, OTHER_CHAIR, "P-0005", CONTACT, None)
    )

    assert [each.status_code for each in (own, other, walled, agency, nobody)] == [200, 404, 403, 403, 401]
    assert "conflict of interest" in walled.json()["detail"]
    assert other.json() == pages.as_(COORDINATOR).get("/api/cases/GSCP-2026-999").json()


async def test_the_list_leaves_out_what_somebody_is_walled_off_from(pages: Pages) -> None:
    case, _ = await everybody_at(pages)
    in_ballot(pages.register, 700)

    walled, manager = (pages.as_(person).get("/api/cases").json() for person in ("P-0005", COORDINATOR))

    assert case in [line["case"] for line in manager["cases"]]
    assert [line["case"] for line in walled["cases"]] == ["GSCP-2026-700"]


@pytest.mark.parametrize(
    "query",
    [
        "kind=marmalade",
        "due_before=marmalade",
        "page=0",
        "size=9999",
        "name=Marmalade",
        "stage=marmalade",
        "holder=a%20b",
    ],
)
def test_what_the_list_does_not_know_is_refused_and_not_repeated(pages: Pages, query: str) -> None:
    answer = pages.as_(COORDINATOR).get(f"/api/cases?{query}")

    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert [mistake["field"] for mistake in answer.json()["mistakes"]] == [query.partition("=")[0]]
    assert "marmalade" not in answer.text.lower()


@pytest.mark.parametrize("path", ["/api/work", "/api/cases", "/api/openapi.json", "/api/none", "/healthz", "/readyz"])
def test_programs_get_the_headers_of_every_answer(pages: Pages, path: str) -> None:
    answer = pages.as_(None).get(path)

    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers
    assert answer.headers["content-type"] in ("application/json", "application/problem+json")


def test_a_method_that_is_none_is_told_which_there_are(pages: Pages) -> None:
    answer = pages.as_(COORDINATOR).put("/api/work", data={"_csrf": FORM_TOKEN})

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")


def test_the_document_describes_every_answer_there_is_to_who_is_signed_in(pages: Pages) -> None:
    said = pages.as_(HEALTH).get("/api/openapi.json").json()

    assert set(said["paths"]) == {"/healthz", "/readyz", "/api/work", "/api/cases", "/api/cases/{case}"}
    assert said["components"]["securitySchemes"]["session"]["name"] == "review"
    assert pages.as_(None).get("/api/openapi.json").status_code == 401
    assert pages.as_(HEALTH).get("/docs").status_code == 404


def test_the_pages_are_ready_without_temporal_and_say_how_much_waits(pages: Pages) -> None:
    case = in_ballot(pages.register, 1)
    for number in range(2):
        pages.register.take_command(f"c-{number}", case, Part.THRESHOLD, "recuse", {}, pages.clock.at, BY)
    pages.register.mark_command("c-1", "accepted")

    answer = pages.as_(None).get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "register": "answers", "temporal": "away", "waiting": 1}


def test_the_pages_say_when_temporal_answers(pages: Pages) -> None:
    pages.wiring = replace(pages.wiring, plans=PlansThere())
    pages.app = create_app(pages.wiring)

    assert pages.as_(None).get("/readyz").json()["temporal"] == "answers"


def test_the_pages_are_not_ready_without_the_register(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_: Register) -> None:
        raise OperationalError("SELECT", None, Exception("gone"))

    monkeypatch.setattr(Register, "ping", away)
    browser = pages.as_(None)

    ready, healthy = browser.get("/readyz"), browser.get("/healthz")

    assert (ready.status_code, ready.json()["register"], ready.json()["ready"]) == (503, "away", False)
    assert (healthy.status_code, healthy.headers["retry-after"]) == (503, "60")
    assert "gone" not in ready.text + healthy.text


def test_parts_of_the_list_and_of_a_case_name_nobody(pages: Pages) -> None:
    case = in_review(pages.register, 2)
    names = [person.name for person in pages.register.people(BY, pages.clock.at, "test")]

    said = [pages.as_(COORDINATOR).get(path).text for path in ("/api/work", "/api/cases", f"/api/cases/{case}")]

    assert Part.RAPID_REVIEW in said[2]
    assert [name for name in names for text in said if name in text] == []
