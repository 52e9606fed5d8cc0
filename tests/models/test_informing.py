"""The information request says what the notification said, and nothing more (R3)."""

from __future__ import annotations

import json
from datetime import date

import pytest

from adapters.settings import PROJECT
from models.forms.informing import information_request, opening_form

FRI_27_MAR = date(2026, 3, 27)
NAMES = {"A-001": "Severn County Council (fictional)"}


def opened_with(kind: str, name: str) -> object:
    return opening_form(kind, json.loads((PROJECT / "demo" / "forms" / f"{name}.json").read_text("utf-8")))


@pytest.mark.parametrize(("kind", "name"), [("sin", "sin-two-children"), ("appendix_1", "cfc-split-vote")])
def test_every_child_of_the_notification_stands_in_the_request(kind: str, name: str) -> None:
    opening = opened_with(kind, name)

    request = information_request(opening, "GSCP-2026-014", "unit@partnership.example", FRI_27_MAR, NAMES)  # type: ignore[arg-type]

    assert [(each.forename, each.date_of_birth) for each in request.children] == [
        (each.forename, each.date_of_birth)
        for each in opening.family()  # type: ignore[attr-defined]
    ]
    assert request.outline
    assert (request.subject, request.return_by) == ("GSCP-2026-014", FRI_27_MAR)


def test_what_was_not_said_is_left_blank() -> None:
    opening = opening_form("sin", {"notification": "sin"})

    request = information_request(opening, "GSCP-2026-014", "unit@partnership.example", None, NAMES)

    assert (request.children, request.outline, request.return_by) == ((), "", None)
    assert "children" in request.gaps()


def test_a_form_that_opens_nothing_is_refused() -> None:
    with pytest.raises(TypeError, match="not a form that opens a case"):
        opening_form("appendix_2", {})
