"""What is handed in wrongly is refused field by field, and what was typed travels nowhere (K3, K4)."""

import asyncio
import json

import pytest

from adapters.register import Register
from adapters.register.store import RegisterError
from desk.desk import Desk
from desk.opening import Filing, Reception
from models.forms import FormRefused, file_form
from models.messages.rapid_review import AppointChair, RecordSubmission
from models.messages.review import LinkProcess
from models.people import Actor
from tests.desk.conftest import AnsweringCases
from tests.desk.filing import DECLARATION, TUE_24_NOV, a_case, chair, form


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"declaration": DECLARATION}, "chair"),
        ({"chair": "P-0013"}, "declaration"),
        ({"chair": "P-0013", "declaration": "   "}, "declaration"),
        ({"chair": "P-0013", "declaration": "x" * 20_001}, "declaration"),
        ({**chair(), "conflict": "perhaps"}, "conflict"),
        (chair("Frankie Pretend"), "chair"),
        (chair("P-9999"), "chair"),
        ({**chair(), "role": "executive"}, "role"),
        ({**chair(), "by": "P-0011"}, "by"),
    ],
)
async def test_bad_input_names_its_field_and_nothing_is_kept(
    desk: Desk, reception: Reception, register: Register, manager: Actor, values: dict[str, object], named: str
) -> None:
    case = await a_case(reception, manager)

    with pytest.raises(FormRefused) as refused:
        await desk.hand_in(AppointChair, case, manager, "token-1", values)

    assert [error.field for error in refused.value.errors] == [named]
    assert register.command("token-1") is None
    assert [row.kind for row in register.documents_of(case)] == ["sin"]


async def test_optional_texts_may_be_left_blank(
    desk: Desk, reception: Reception, cases: AnsweringCases, manager: Actor
) -> None:
    case = await a_case(reception, manager)

    values = {"report_version": 1, "sha256": "ab", "sent_at": "2026-12-01T10:00:00+00:00", "receipt": ""}
    await desk.hand_in(RecordSubmission, case, manager, "token-1", values)

    told = cases.asked[0]
    assert isinstance(told, RecordSubmission)
    assert told.receipt == ""


async def test_an_unknown_case_is_an_error(desk: Desk, manager: Actor) -> None:
    with pytest.raises(RegisterError, match="GSCP-2026-999"):
        await desk.hand_in(AppointChair, "GSCP-2026-999", manager, "token-1", chair())


async def test_fifty_clicks_at_once_are_one_decision(
    desk: Desk, reception: Reception, cases: AnsweringCases, manager: Actor
) -> None:
    case = await a_case(reception, manager)

    clicks = (desk.hand_in(AppointChair, case, manager, "token-1", chair()) for _ in range(50))
    outcomes = await asyncio.gather(*clicks)

    assert {outcome.code for outcome in outcomes} == {"chair_commissioned"}
    assert {told.command_id for told in cases.asked} == {"token-1"}


async def test_no_name_typed_is_in_any_command(
    desk: Desk, reception: Reception, register: Register, manager: Actor
) -> None:
    filing = Filing(kind="sin", data=form("sin-two-children"), by=manager, command_id="open-1")
    opened = await reception.open_case(filing, TUE_24_NOV)
    await desk.hand_in(AppointChair, opened.opening.case, manager, "token-1", chair())

    kept = json.dumps([row.body for id in ("open-1", "token-1") if (row := register.command(id)) is not None])

    assert "Madeup" not in kept
    names = file_form("sin", form("sin-two-children"), TUE_24_NOV.date()).personal_values()
    assert names
    assert [name for name in names if name in kept] == []


@pytest.mark.parametrize("process", ["a story about Robin", "criminal\n", "x" * 501])
async def test_what_travels_in_clear_is_a_code_and_never_a_story(
    desk: Desk, reception: Reception, register: Register, manager: Actor, process: str
) -> None:
    case = await a_case(reception, manager)

    with pytest.raises(FormRefused) as refused:
        await desk.hand_in(LinkProcess, case, manager, "token-1", {"process": process, "contact": "The desk."})

    assert [error.field for error in refused.value.errors] == ["process"]
    assert "Robin" not in "".join(refused.value.lines)
    assert register.command("token-1") is None
