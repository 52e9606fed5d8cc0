"""Looking at every page, as kept by people who type markup into everything: it stays text, and looking changes nothing.

Walked by the pages' own links at many stages of two cases (T6, T7, I4, I5; C1, C6, C21, C23, C50, C51).
"""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote, unquote_plus

import pytest
from structlog.testing import capture_logs
from structlog.typing import EventDict

from models.forms import file_form
from models.messages.catalogue import MESSAGES
from tests.admin.conftest import Pages
from tests.admin.crawling import LOOKS, Look, crawl
from tests.admin.forms_filling import demo_form
from tests.admin.hostile import Told, pages_at, tell
from tests.admin.nasty import MARK, Elements, elements_of, got_through
from tests.admin.test_forms_every_page import DEMO_FORMS, LATER, kind_of

pytestmark = pytest.mark.slow
COORDINATOR, MANAGER, CHAIR, HEALTH, SCRUTINEER, CONTACT = "P-0002", "P-0001", "P-0013", "P-0006", "P-0012", "P-0021"
EVERYWHERE = (
    "/work",
    "/cases",
    "/team",
    "/settings",
    "/mailbox",
    "/drafts",
    "/account",
    "/api/work",
    "/api/cases",
    "/",
)
WHO_LOOKS = {
    "voting": (COORDINATOR, HEALTH),
    "chronology settled": (COORDINATOR, CHAIR, CONTACT),
    "check failed": (MANAGER,),
    "partly signed": (COORDINATOR, SCRUTINEER),
    "disagreed": (COORDINATOR,),
    "LCSPR in trouble": (COORDINATOR,),
    "publication held": (COORDINATOR,),
    "year in public": (COORDINATOR,),
}
ALL_FORMS_AT = ("partly signed", "LCSPR in trouble")
LOOKED = "_viewed"  # how the entries end that looking makes
OF_THE_TRAIL = ("audit", "audit_head")


class Walk:
    """Everything looked at, what was logged meanwhile, and how the register differed afterwards."""

    def __init__(self) -> None:
        self.looks: list[Look] = []
        self.logs: list[EventDict] = []
        self.changed: list[str] = []
        self.entered: set[str] = set()


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    return tell(tmp_path_factory.mktemp("told"))


@pytest.fixture(scope="module")
def walk(told: Told, tmp_path_factory: pytest.TempPathFactory) -> Walk:
    found = Walk()
    with capture_logs() as logs:
        for stage, people in WHO_LOOKS.items():
            with pages_at(told, stage, tmp_path_factory.mktemp("walk")) as pages:
                looked_at(pages, told.stages[stage].case, people, stage in ALL_FORMS_AT, found)
    found.logs = logs
    return found


def looked_at(pages: Pages, case: str, people: tuple[str, ...], all_forms: bool, found: Walk) -> None:
    """Let each of these people walk through the pages."""
    file = Path(str(pages.register._store.engine.url.database))
    before, entries = contents(file), actions_on_record(file)
    starts = [*EVERYWHERE, f"/cases/{case}", f"/api/cases/{case}", *(forms_of(case) if all_forms else ())]
    for person in people:
        most = 120 if all_forms and person == people[0] else 2
        found.looks += crawl(pages.as_(person), person, starts, {"/cases/{case}/do/{command}": most})
    after = contents(file)
    found.changed += [table for table in before if before[table] != after[table]]
    found.entered |= set(actions_on_record(file)[len(entries) :])


def forms_of(case: str) -> Iterator[str]:
    return (f"/cases/{case}/do/{command.replace('_', '-')}" for command in MESSAGES)


def contents(file: Path) -> dict[str, str]:
    """A digest of each table of a register but the trail's."""
    with closing(sqlite3.connect(file)) as book:
        tables = [name for (name,) in book.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: digest_of(rows_of(file, name)) for name in tables if name not in OF_THE_TRAIL}


def digest_of(rows: list[tuple[object, ...]]) -> str:
    return sha256(repr(sorted(map(repr, rows))).encode()).hexdigest()


def rows_of(file: Path, table: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as book:
        return book.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - a table of ours


def actions_on_record(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as book:
        return [action for (action,) in book.execute("SELECT action FROM audit ORDER BY seq")]


def pages_of(walk: Walk) -> list[Look]:
    """The looks that showed a page."""
    return [look for look in walk.looks if look.answer.headers.get("content-type", "").startswith("text/html")]


@cache
def elements(look: Look) -> Elements:
    return elements_of(look.answer.text)


def test_the_walk_led_nearly_everywhere_and_nothing_failed(walk: Walk) -> None:
    failed = [f"{look.address}: {look.answer.status_code}" for look in walk.looks if look.answer.status_code >= 500]
    met = {look.route for look in walk.looks if look.answer.status_code == 200}
    inside = [path for path in LOOKS if not path.startswith(("/sign-in", "/request", "/link", "/assets"))]

    assert failed == []
    assert len(walk.looks) > 500
    assert len(met & set(inside)) > 0.75 * len(inside), sorted(set(inside) - met)


def test_no_page_leads_to_one_that_is_not_there(walk: Walk) -> None:
    lost = {f"{look.person} at {look.address}" for look in walk.looks if look.answer.status_code in (404, 405, 422)}

    assert lost == set()


def test_what_was_typed_is_text_on_every_page(walk: Walk) -> None:
    wrong = [f"{look.address}: {each}" for look in pages_of(walk) for each in got_through(elements(look))]
    shown = {look.route for look in pages_of(walk) if MARK in "".join(elements(look).text)}

    assert wrong == []
    assert {
        "/cases/{case}",
        "/cases/{case}/papers/{document}",
        "/cases/{case}/chronology",
        "/mailbox/{letter}",
    } <= shown
    assert len(shown) > 20


def test_no_template_runs_what_was_typed(walk: Walk) -> None:
    texts = ["".join(elements(look).text) for look in pages_of(walk)]

    assert [text for text in texts if f"{MARK}49{MARK}" in text] == []
    assert sum(f"{MARK}{{{{7*7}}}}{MARK}" in text for text in texts) > 20


def test_no_address_title_or_cookie_holds_what_was_typed(walk: Walk) -> None:
    addresses = [look.address for look in walk.looks]
    addresses += [look.answer.headers["location"] for look in walk.looks if "location" in look.answer.headers]
    for look in pages_of(walk):
        found = elements(look).found
        addresses += [given[name] for _, given in found for name in ("href", "action", "src") if name in given]
    titles = [title_of(look) for look in pages_of(walk)]

    assert [address for address in addresses if MARK in unquote(address)] == []
    assert sorted({title[:90] for title in titles if MARK in title}) == []
    assert [look.address for look in walk.looks if MARK in look.answer.headers.get("set-cookie", "")] == []


def title_of(look: Look) -> str:
    return look.answer.text.partition("<title>")[2].partition("</title>")[0]


def test_no_address_title_or_log_holds_a_personal_value_of_any_form(walk: Walk) -> None:
    links = [href for look in pages_of(walk) for _, given in elements(look).found for href in [given.get("href", "")]]
    told = [*links, *(look.address for look in walk.looks), *map(title_of, pages_of(walk)), *map(repr, walk.logs)]
    said = "\n".join(unquote_plus(each) for each in told)
    personal = {value for name in DEMO_FORMS for value in personal_values(demo_form(name))}

    assert len(personal) > 300
    assert sorted(value for value in personal if value in said) == []


def personal_values(form: Any) -> frozenset[str]:
    return file_form(kind_of(form), form, LATER).personal_values()


def test_no_log_holds_what_was_typed(walk: Walk) -> None:
    assert [line for line in walk.logs if MARK in repr(line)] == []


def test_looking_changes_nothing_but_the_record_of_who_looked(walk: Walk) -> None:
    assert walk.changed == []
    assert {action for action in walk.entered if not action.endswith(LOOKED)} == set()
    assert {"case_viewed", "document_viewed", "page_viewed"} <= walk.entered


def test_every_answer_says_what_it_is_and_in_which_letters(walk: Walk) -> None:
    kinds = {look.address: look.answer.headers.get("content-type", "") for look in walk.looks if look.answer.content}
    known = ("text/html; charset=utf-8", "application/json", "text/csv; charset=utf-8", "application/problem+json")

    assert {address: kind for address, kind in kinds.items() if kind not in known} == {}


def test_no_cell_of_a_table_to_take_away_is_a_formula(walk: Walk) -> None:
    tables = [
        look.answer.text for look in walk.looks if look.answer.headers.get("content-type", "").startswith("text/csv")
    ]
    cells = [cell for table in tables for row in csv.reader(io.StringIO(table)) for cell in row]

    assert len(cells) > 100
    assert [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")] == []
