"""The security log: each attempt and each refusal is a line, by reference and code; none repeats what was typed."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from starlette.datastructures import UploadFile
from structlog.testing import capture_logs

from adapters.logs import only_known_names
from admin.uploads import UploadRefused, taken
from models.people import SERVICE
from tests.admin.conftest import Pages
from tests.admin.entrance import PASSWORD, ROBIN, Entrance, entrance, real_service
from tests.admin.standing_cases import opened

__all__ = ["entrance"]
TYPED = "what somebody typed"


def lines(act: Callable[[], object]) -> list[dict[str, Any]]:
    """What the log keeps of what an act says, without the level."""
    with capture_logs() as said:
        act()
    kept = [only_known_names(None, "", line) for line in said]
    return [{name: value for name, value in line.items() if name != "level"} for line in kept]


def test_signing_in_is_a_line(entrance: Entrance) -> None:
    said = lines(entrance.browser().sign_in)

    assert said == [{"event": "signed_in", "person": "P-0002", "method": "password"}]


@pytest.mark.parametrize(("email", "person"), [(ROBIN, "P-0002"), ("some.body@typed.example", "")])
def test_a_wrong_password_is_a_line_without_what_was_typed(entrance: Entrance, email: str, person: str) -> None:
    said = lines(lambda: entrance.browser().sign_in(email, TYPED))

    assert said == [{"event": "sign_in_refused", "person": person, "code": "password"}]


def test_too_many_tries_are_a_line(entrance: Entrance) -> None:
    for _ in range(10):
        entrance.browser().sign_in(ROBIN, TYPED)

    said = lines(lambda: entrance.browser().sign_in(ROBIN, PASSWORD))

    assert said == [{"event": "too_often", "action": "passwords"}]


def test_what_a_role_may_not_do_is_a_line(entrance: Entrance) -> None:
    entrance.give_account("P-0004")
    browser = entrance.signed_in("alex.sample@social-care.example")
    case = opened(entrance.register, 14)

    of_no_case = lines(lambda: browser.open("/account/of/P-0002"))
    of_a_case = lines(lambda: browser.open(f"/cases/{case}/do/check-report"))

    refused = {"event": "refused", "person": "P-0004", "code": "not_entitled"}
    assert of_no_case == [{**refused, "case": "", "action": "change_directory"}]
    assert of_a_case == [{**refused, "case": case, "action": "check_report"}]


def test_a_form_of_another_site_is_a_line(entrance: Entrance) -> None:
    browser = entrance.signed_in()

    without = lines(lambda: browser.client.post("/sign-out", data={"_csrf": TYPED}))
    elsewhere = lines(lambda: browser.client.post("/sign-out", headers={"sec-fetch-site": "cross-site"}))

    assert without == [{"event": "form_refused", "code": "token", "person": "P-0002"}]
    assert elsewhere == [{"event": "form_refused", "code": "another_site"}]


def test_a_request_for_another_host_is_a_line(pages: Pages) -> None:
    browser = real_service(pages).browser()

    said = lines(lambda: browser.open("/sign-in", host="evil.example"))

    assert said == [{"event": "request_refused", "code": "another_host"}]


async def test_a_file_that_may_not_come_in_is_a_line() -> None:
    with capture_logs() as said, suppress(UploadRefused):
        await taken(UploadFile(io.BytesIO(b"MZ"), filename=f"{TYPED}.exe"))

    assert [(line["event"], line["code"]) for line in said] == [("upload_refused", "ending")]
    assert TYPED not in str(said)


def test_whoever_was_shut_out_is_a_line_and_on_record(entrance: Entrance) -> None:
    entrance.register.shut_out("P-0002", entrance.clock.now(), SERVICE)

    said = lines(entrance.browser().sign_in)

    assert said == [{"event": "sign_in_refused", "person": "P-0002", "code": "password"}]
    assert entrance.recorded("sign_in_refused") == [{"of": "P-0002", "why": "password", "by": "service"}]
