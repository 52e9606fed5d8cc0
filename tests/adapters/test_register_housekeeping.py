"""What is no record and nobody needs goes by itself; what may still be needed stays (K3, G7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from adapters.register import Register
from adapters.register.drafts import DraftRow
from adapters.register.housekeeping import NOTICE, Keeping, Swept
from models.case import Part
from models.people import SERVICE
from tests.admin.standing_cases import closed, happened, opened

TUE = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)
KEEPING = Keeping(drafts=90 * DAY, links=90 * DAY)


def begun(register: Register, id: str, case: str, at: datetime = TUE) -> DraftRow:
    return register.save_draft(DraftRow(id, "P-0002", case, "add_action", 0, at, at), {"answers": {}})


def shut(register: Register, number: int, at: datetime) -> str:
    case = closed(register, number)
    happened(register, case, Part.REVIEW, "case_closed", at)
    return case


def test_a_draft_nobody_saves_goes_after_its_time_and_one_that_is_saved_again_stays(register: Register) -> None:
    case = opened(register, 1)
    begun(register, "old", case)
    kept = begun(register, "gone-on-with", case)
    register.save_draft(replace(kept, saved_at=TUE + 80 * DAY), {"answers": {}})

    too_soon = register.sweep(TUE + 90 * DAY - timedelta(seconds=1), KEEPING)
    swept = register.sweep(TUE + 90 * DAY, KEEPING)

    assert too_soon == Swept()
    assert swept == Swept(drafts=1)
    assert [draft.id for draft in register.drafts_of("P-0002")] == ["gone-on-with"]


def test_a_draft_of_a_closed_case_goes_after_the_notice_but_not_one_that_opens_it_again(register: Register) -> None:
    case = shut(register, 1, TUE + DAY)
    before = begun(register, "before", case)
    after = begun(register, "to-reopen", case, TUE + 2 * DAY)

    ends = register.drafts_end([before, after], KEEPING.drafts)
    swept = register.sweep(TUE + DAY + NOTICE, KEEPING)

    assert ends == {"before": TUE + DAY + NOTICE, "to-reopen": TUE + 92 * DAY}
    assert swept == Swept(drafts=1)
    assert [draft.id for draft in register.drafts_of("P-0002")] == ["to-reopen"]


def test_what_was_sent_and_waits_to_be_sent_on_is_not_swept(register: Register) -> None:
    case = opened(register, 1)
    begun(register, "waits", case)
    register.take_command("waits", case, Part.LEARNING, "add_action", {}, TUE, SERVICE)

    swept = register.sweep(TUE + 200 * DAY, KEEPING)

    assert swept == Swept()


def test_links_of_closed_cases_go_when_they_are_long_over_and_visits_the_day_after(register: Register) -> None:
    open_case, shut_case = opened(register, 1), shut(register, 2, TUE)
    for case in (open_case, shut_case):
        token = register.link_for(case, "A-010", "P-0021", TUE, TUE + 30 * DAY)
        _, code = register.new_link_code(token, TUE)
        register.open_link(token, code, TUE)

    next_day = register.sweep(TUE + 2 * DAY, KEEPING)
    months_later = register.sweep(TUE + 121 * DAY, KEEPING)

    assert next_day == Swept(visits=2)
    assert months_later == Swept(links=1)
    assert register.links_of(shut_case) == []
    assert len(register.links_of(open_case)) == 1


def test_what_was_swept_is_on_record_in_numbers_only(register: Register) -> None:
    begun(register, "old", opened(register, 1))

    register.sweep(TUE + 90 * DAY, KEEPING)
    register.sweep(TUE + 91 * DAY, KEEPING)

    [entry] = [entry for entry in register.audit_of("") if entry.action == "house_kept"]
    assert entry.detail == {"drafts": 1, "links": 0, "visits": 0, "sessions": 0}
    assert entry.case == ""
