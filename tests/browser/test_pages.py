"""Every page there is, on a system filled by `demo-data`: seen by each role, and held to the standards (K1, K4)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from models.london import london_date
from tests.browser.errands import Errands
from tests.browser.house import House
from tests.browser.screens import Screens
from tests.browser.standards import faults_of
from tests.browser.tour import EMPTY, GET, NOT_PAGES, Seen, Tour

pytestmark = pytest.mark.timeout(1500)

COORDINATOR = "P-0002"
OTHERS = ("P-0001", "P-0006", "P-0010", "P-0011", "P-0013", "P-0016", "P-0018", "P-0019", "P-0020", "P-0027")
ROOMS = 4  # cases whose room of one kind the Coordinator looks into
SEEN_ELSEWHERE = {
    "/link/{token}": "followed from a letter (test_journey_other_ways)",
    "/mailbox/{letter}/{number}": "a download (tests/admin/test_mailbox_attachments)",
    **{path: "an agency's, by its link (test_journey_other_ways)" for path in GET if path.startswith("/request")},
    "/account/still-here": "asked by a script before a session ends (test_sign_in)",
    "/sign-in/back": "only an OpenID provider leads there, and on from there (tests/admin/test_oidc)",
    "/sign-in/code": "on the way in, where there is an app (test_sign_in)",
    "/sign-in/confirm/{token}": "before what binds, after five minutes (test_sign_in)",
    "/sign-in/continue/{token}": "after a form was interrupted (test_sign_in)",
    "/sign-in/invitation/{token}": "followed from a letter (test_sign_in)",
    "/sign-in/set-up": "only a real service asks for it; the page is that of one's own account (test_sign_in)",
}


@pytest.fixture(scope="module")
async def told(house: House) -> list[dict[str, Any]]:
    """What `demo-data` says when it has filled the house, at first and again."""
    return [json.loads(await house.runs("demo-data", "--json")) for _ in range(2)]


@pytest.fixture(scope="module")
async def tour(house: House, window: Screens, told: list[dict[str, Any]]) -> Tour:
    """Everybody has followed every link."""
    tour = Tour(window)
    await tour.of("", ["/sign-in", "/work"], {}, 1)
    cases = [f"/cases/{each['case']}" for each in told[0]["cases"]]
    many = {"/cases/{case}": len(cases)} | {path: ROOMS for path in GET if path.startswith("/cases/{case}/")}
    await tour.of(COORDINATOR, ["/work", *cases], many, 2)
    for person in OTHERS:
        await tour.of(person, ["/work"], {}, 1)
    done = await Errands(tour, london_date(house.live.now())).all(which(told[0], "no Independent Chair"))
    await tour.of(COORDINATOR, [*done, f"/cases/{which(told[0], 'all three partners said No')}/threshold"], {}, 1)
    return tour


def which(told: dict[str, Any], words: str) -> str:
    """The case that `demo-data` told of in these words."""
    (case,) = (each["case"] for each in told["cases"] if words in each["shows"])
    return str(case)


def test_a_case_stands_in_every_stage_and_filling_again_changes_nothing(told: list[dict[str, Any]]) -> None:
    first, again = told

    assert [each["left"] for each in first["cases"] if each["left"]] == []
    assert first["new"] == len(first["cases"]) > 30
    assert again["new"] == 0
    assert [each["case"] for each in again["cases"]] == [each["case"] for each in first["cases"]]


async def test_no_link_leads_nowhere(tour: Tour) -> None:
    lost = [seen.name for seen in tour.seen if seen.status >= 400 and not is_an_error_that_was_asked_for(seen)]

    assert not lost, listed(lost)


async def test_every_page_is_seen_by_somebody(tour: Tour) -> None:
    seen = {each.pattern for each in tour.seen if each.status < 400}

    unseen = {path for path in GET if path not in seen and not NOT_PAGES.search(path)}

    assert unseen == set(SEEN_ELSEWHERE), listed(sorted(unseen ^ set(SEEN_ELSEWHERE)))


async def test_no_page_has_a_barrier_that_wcag_2_2_aa_forbids(tour: Tour) -> None:
    found = [f"{seen.name}: {barrier}" for seen in tour.seen for barrier in seen.barriers]

    assert not found, listed(found)


async def test_no_page_has_to_be_scrolled_sideways_on_a_narrow_screen(tour: Tour) -> None:
    over = [f"{seen.name}: {seen.over} pixels" for seen in tour.seen if seen.over]

    assert not over, listed(over)


async def test_every_page_is_html_as_the_standard_has_it(tour: Tour, tmp_path: Path) -> None:
    for number, seen in enumerate(tour.seen):
        (tmp_path / f"{number}.html").write_text(seen.html, "utf-8")

    faults = faults_of(tmp_path)

    found = [f"{tour.seen[int(Path(name).stem)].name}: {'; '.join(said[:3])}" for name, said in faults.items()]
    assert not found, listed(found)


async def test_nothing_went_on_behind_the_pages(tour: Tour) -> None:
    assert not tour.screens.watch.offences, listed(tour.screens.watch.offences)


def listed(found: list[str]) -> str:
    """All that was found, a line each."""
    return "\n" + "\n".join(found)


def is_an_error_that_was_asked_for(seen: Seen) -> bool:
    """A form sent empty says what is missing; one that may be empty, why the case does not take it now."""
    return seen.path.endswith(EMPTY) and seen.status in (409, 422)
