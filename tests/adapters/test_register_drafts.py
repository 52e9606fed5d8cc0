"""Drafts: kept sealed for whoever wrote them, and not overwritten from a stale window (K3, K4)."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from adapters.encryption import KeyDestroyed
from adapters.register import Register
from adapters.register.drafts import DraftMoved, DraftRow, UnknownDraft
from models.people import SERVICE

TUE = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
NEW = DraftRow("d-1", "P-0002", "GSCP-2026-001", "cast_vote", 0, TUE, TUE)
BODY = {"answers": {"reasons": ["The child was seen. Żółć"]}}


def test_a_draft_is_read_again_by_whoever_wrote_it(register: Register) -> None:
    saved = register.save_draft(NEW, BODY)

    assert saved == replace(NEW, version=1)
    assert register.read_draft("d-1", "P-0002") == (saved, BODY)
    assert register.drafts_of("P-0002") == [saved]


def test_a_draft_is_nobody_elses(register: Register) -> None:
    register.save_draft(NEW, BODY)

    assert register.draft("d-1", "P-0004") is None
    assert not register.drop_draft("d-1", "P-0004")
    with pytest.raises(UnknownDraft):
        register.read_draft("d-1", "P-0004")
    with pytest.raises(UnknownDraft):
        register.save_draft(replace(NEW, person="P-0004", version=1), {})


def test_a_draft_stays_with_its_case_and_its_command(register: Register) -> None:
    saved = register.save_draft(NEW, BODY)

    with pytest.raises(UnknownDraft):
        register.save_draft(replace(saved, case="GSCP-2026-002"), {})
    with pytest.raises(UnknownDraft):
        register.save_draft(replace(saved, command="appoint_chair"), {})


def test_a_stale_window_does_not_overwrite_what_was_saved_since(register: Register) -> None:
    first = register.save_draft(NEW, BODY)
    register.save_draft(first, {"answers": {"reasons": ["second"]}})

    with pytest.raises(DraftMoved) as moved:
        register.save_draft(first, {"answers": {"reasons": ["stale"]}})

    assert moved.value.version == 2
    assert register.read_draft("d-1", "P-0002")[1] == {"answers": {"reasons": ["second"]}}


def test_what_is_written_stands_nowhere_in_clear(register: Register) -> None:
    register.save_draft(NEW, BODY)

    with register._store.reading() as session:
        body = session.scalar(text("SELECT body FROM drafts"))

    assert b"child was seen" not in bytes(body)


def test_the_draft_of_a_case_ends_with_the_case_s_key(register: Register) -> None:
    register.save_draft(NEW, BODY)
    register.save_draft(replace(NEW, id="d-2", case=""), BODY)
    register.destroy_case_key("GSCP-2026-001", SERVICE, TUE)

    with pytest.raises(KeyDestroyed):
        register.read_draft("d-1", "P-0002")
    assert register.read_draft("d-2", "P-0002")[1] == BODY


def test_a_draft_that_was_handed_in_is_gone(register: Register) -> None:
    register.save_draft(NEW, BODY)

    assert register.drop_draft("d-1", "P-0002")
    assert register.drafts_of("P-0002") == []
