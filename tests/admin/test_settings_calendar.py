"""The calendar in the settings: preview first, then apply, every open case told once, whatever is away (C6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from admin.app import create_app
from admin.pages import settings_calendar
from models.brief import PlanView
from models.case import Part
from models.record import Record, Standing
from tests.admin.conftest import FORM_TOKEN, Pages
from tests.admin.settings_forms import COORDINATOR, MANAGER, MEMBER, actions, actor, day, hidden_in
from tests.calendars import drawn, request
from tests.desk.filing import filed
from workflows.client import NoAnswerYet, PartNotRunning

MON_30_NOV, SAT_5_DEC, CHRISTMAS = date(2026, 11, 30), date(2026, 12, 5), date(2026, 12, 25)
CLOSED = {"kind": "closure", "reason": "The offices are flooded"}


class PlansOfTuesday:
    """Every Rapid Review counts from Tuesday 24 November 2026; other parts have no plan."""

    async def plan(self, case: str, part: Part) -> PlanView:
        if part is not Part.RAPID_REVIEW:
            raise PartNotRunning(part)
        return PlanView(request=request("2026-11-24", policy="gscp-2023"), timetable=drawn("2026-11-24", "gscp-2023"))

    async def answers(self) -> bool:
        return True


def with_plans(pages: Pages) -> Pages:
    pages.wiring = replace(pages.wiring, plans=PlansOfTuesday())
    pages.app = create_app(pages.wiring)
    return pages


async def cases(pages: Pages, count: int) -> list[str]:
    found = []
    for _ in range(count):
        filing = filed("sin", "sin-two-children", actor(pages), anyway=True)
        case = (await pages.wiring.reception.open_case(filing, pages.clock.at)).opening.case
        due = datetime(2026, 12, 1, 17, tzinfo=UTC)
        standing = Standing(stage="agency_returns", next_action="chase", holder="agencies", due=due)
        record = Record(case=case, part=Part.RAPID_REVIEW, at=pages.clock.at, events=(), standing=standing)
        pages.register.record(record)
        found.append(case)
    return found


def filled(on: date, **more: str) -> dict[str, str]:
    return {name.replace("__", "."): value for name, value in {**day("on", on), **CLOSED, **more}.items()}


def previewed(pages: Pages, on: date, who: str = MANAGER, **more: str) -> Response:
    browser = pages.as_(who)
    opened = browser.get("/settings/calendar/new")
    return browser.post(
        "/settings/calendar/preview", data={**hidden_in(opened), **filled(on, **more), "_csrf": FORM_TOKEN}
    )


def applied(pages: Pages, preview: Response, on: date, **more: str) -> Response:
    data = {**filled(on, **more), "_token": hidden_in(preview)["_token"], "_csrf": FORM_TOKEN}
    return TestClient(pages.app, follow_redirects=False).post("/settings/calendar/apply", data=data)


def test_the_calendar_shows_each_bank_holiday_with_its_weekday_and_source(pages: Pages) -> None:
    shown = pages.as_(MEMBER).get("/settings/calendar?year=2026").text

    assert "Friday 25 December 2026" in shown
    assert "Christmas Day" in shown
    assert "Published for England" in shown
    assert "Proclaim" not in shown


@pytest.mark.parametrize(
    ("asked", "year"), [("2028", 2028), ("2024", 2024), ("1999", 2026), ("²⁰²⁶", 2026), ("", 2026)]
)
def test_two_years_either_way_are_shown(pages: Pages, asked: str, year: int) -> None:
    shown = pages.as_(MEMBER).get("/settings/calendar", params={"year": asked}).text

    assert f'<h1 class="govuk-heading-l">Calendar {year}</h1>' in shown


async def test_a_day_is_previewed_with_old_and_new_dates_and_nothing_changes(pages: Pages) -> None:
    (case,) = await cases(with_plans(pages), 1)

    shown = previewed(pages, MON_30_NOV)

    assert shown.status_code == 200
    assert f'href="/cases/{case}"' in shown.text
    assert "Monday 30 November 2026" in shown.text  # due on that day, were it not closed
    assert "Tuesday 1 December 2026" in shown.text
    assert "Open case 1 of 1" in shown.text
    assert pages.register.calendar_version() == 0
    assert pages.cases.told == []


async def test_a_day_applied_is_proclaimed_and_every_open_case_is_told_once(pages: Pages) -> None:
    told = await cases(with_plans(pages), 3)
    preview = previewed(pages, MON_30_NOV)

    answers = [applied(pages, preview, MON_30_NOV) for _ in range(2)]

    assert [answer.headers["location"] for answer in answers] == ["/settings/calendar/1?done=day-applied"] * 2
    assert sorted(fact.case for fact in pages.cases.told) == told
    assert [day.reason for day in pages.register.calendar_days()] == [CLOSED["reason"]]
    assert actions(pages).count("calendar_day_proclaimed") == 1
    assert "Every open case has been told" in pages.as_(MANAGER).get("/settings/calendar/1").text


async def test_many_cases_are_told_some_at_a_time_and_going_on_reaches_the_last(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings_calendar, "CASES_TOLD", 2)
    told = await cases(with_plans(pages), 5)
    applied(pages, previewed(pages, MON_30_NOV), MON_30_NOV)
    browser = pages.as_(COORDINATOR)
    first = browser.get("/settings/calendar/1").text
    reminded = browser.get("/settings/calendar").text

    addresses = [browser.post("/settings/calendar/1/tell", data={"_csrf": FORM_TOKEN}) for _ in range(2)]

    assert "Tell the next cases" in first
    assert "3 open cases have not been told of the last change" in reminded
    assert addresses[-1].headers["location"] == "/settings/calendar/1?done=all-told"
    assert sorted(fact.case for fact in pages.cases.told) == told


async def test_while_the_service_is_away_the_preview_says_so_and_what_is_told_is_kept(pages: Pages) -> None:
    await cases(pages, 2)  # PlansAway
    preview = previewed(pages, MON_30_NOV)
    pages.cases.fails = NoAnswerYet("away")

    answer = applied(pages, preview, MON_30_NOV)

    pages.clock.at += timedelta(minutes=1)
    shown = pages.as_(MANAGER).get(answer.headers["location"]).text
    assert "cannot be shown now" in preview.text
    assert len(pages.register.pending_commands(pages.clock.at)) == 1
    assert '<dd class="govuk-summary-list__value">1</dd>' in shown


async def test_a_proclaimed_day_is_taken_back_after_a_preview(pages: Pages) -> None:
    await cases(with_plans(pages), 1)
    applied(pages, previewed(pages, MON_30_NOV), MON_30_NOV)
    shown = pages.as_(MANAGER).get("/settings/calendar?year=2026").text

    preview = previewed(pages, MON_30_NOV, kind="withdrawn")
    answer = applied(pages, preview, MON_30_NOV, kind="withdrawn")

    assert "Take it back<span" in shown
    assert "taken back" in preview.text
    assert answer.headers["location"] == "/settings/calendar/2?done=day-applied"
    assert pages.register.calendar_days() == []


@pytest.mark.parametrize(
    ("on", "more", "named"),
    [
        (SAT_5_DEC, {}, "#on.day"),
        (CHRISTMAS, {"kind": "holiday"}, "#on.day"),
        (MON_30_NOV, {"reason": " "}, "#reason"),
        (MON_30_NOV, {"reason": "x" * 201}, "#reason"),
        (MON_30_NOV, {"kind": "feast"}, "#kind"),
        (MON_30_NOV, {"kind": "withdrawn"}, "#on.day"),
        (MON_30_NOV, {"on__month": "14"}, "#on.day"),
    ],
)
def test_a_day_that_cannot_be_proclaimed_says_what_to_mend(
    pages: Pages, on: date, more: dict[str, str], named: str
) -> None:
    answer = previewed(pages, on, **more)

    assert answer.status_code == 422
    assert f'<a href="{named}">' in answer.text
    assert f'value="{on.year}"' in answer.text


def test_an_old_page_proclaims_nothing(pages: Pages) -> None:
    with_plans(pages)
    preview = previewed(pages, MON_30_NOV)
    pages.as_(COORDINATOR)

    answer = applied(pages, preview, MON_30_NOV)

    assert answer.status_code == 422
    assert "This was not done" in answer.text
    assert pages.register.calendar_version() == 0


def test_proclaiming_is_for_the_business_unit(pages: Pages) -> None:
    browser = pages.as_(MEMBER)

    answers = [browser.get("/settings/calendar/new"), browser.get("/settings/calendar/1")]

    assert [answer.status_code for answer in answers] == [403, 403]


def test_a_version_that_never_was_is_a_page_that_does_not_exist(pages: Pages) -> None:
    browser = pages.as_(MANAGER)

    told = browser.post("/settings/calendar/7/tell", data={"_csrf": FORM_TOKEN})
    looked = [browser.get(f"/settings/calendar/{version}").status_code for version in ("7", "0", "-1", "9" * 30, "x")]

    assert told.status_code == 404
    assert looked == [404] * 5
