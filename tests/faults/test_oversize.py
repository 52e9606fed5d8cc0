"""A message over 64 KiB is refused before it is sent, in words, and the case goes on."""

from __future__ import annotations

import pytest

from adapters.message_size import LARGEST, MessageTooLarge
from desk.outcome import Taken
from models.case import Part
from models.forms import FormRefused
from models.messages.rapid_review import AppointChair
from tests.faults.course import CHAIR, MANAGER
from tests.faults.office import Office

pytestmark = pytest.mark.slow

DECLARATION = "No interests."


async def test_a_reference_of_a_hundred_kilobytes_is_refused_at_the_door_and_the_case_goes_on(office: Office) -> None:
    case = await office.open_sin()
    await office.stands(case, Part.RAPID_REVIEW)
    manager = office.who(MANAGER)

    with pytest.raises(FormRefused) as refused:
        await office.take(AppointChair, case, manager, "huge", chair="P" * 100_000, declaration=DECLARATION)
    usual = await office.take(AppointChair, case, manager, "usual", chair=CHAIR, declaration=DECLARATION)

    assert [error.field for error in refused.value.errors] == ["chair"]
    assert office.register.command("huge") is None
    assert usual.taken is Taken.ACCEPTED
    await office.verify(case)


async def test_the_client_refuses_a_large_message_before_it_is_sent_and_names_it(office: Office) -> None:
    case = await office.open_sin()
    await office.stands(case, Part.RAPID_REVIEW)
    at, manager = await office.partners.now(), office.who(MANAGER)
    told = AppointChair(command_id="huge", case=case, at=at, by=manager, chair="P" * LARGEST, declaration="t")

    with pytest.raises(MessageTooLarge, match=r"appoint_chair: 65,\d{3} bytes encoded, 65,536 are allowed"):
        await office.cases.decide(told)

    assert office.trail(case, "chair_appointed") == []
    await office.verify(case)
