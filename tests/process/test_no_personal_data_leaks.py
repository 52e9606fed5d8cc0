"""No word of a form, or typed by anybody, leaves the register: a whole case's histories, letters, logs, bytes (K3).

Everything the case has kept is opened, each personal value in it looked for wherever it must not be.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pytest
from google.protobuf.json_format import MessageToDict
from temporalio.service import RPCError

from models.case import Part
from models.forms import stored_form
from models.messages import panel_reply as replies
from models.messages import publication as public
from models.messages import review as says
from models.messages.threshold import CastVote
from tests.process import courses as course
from tests.process import diary as people
from tests.process import local_courses as lcspr
from tests.process.diary import Diary, filed

pytestmark = pytest.mark.slow
SHORTEST_TEXT = 3


async def tell_a_whole_case(diary: Diary) -> None:
    """From an incomplete form over a split vote, returns, a report and a LCSPR to publication."""
    await diary.on(date(2027, 2, 1))
    await diary.opens("cfc", filed("cfc-split-vote"))
    await diary.does(people.SCHOOL, says.FillGaps, form=filed("cfc-split-vote"))
    await diary.does(
        people.MANAGER, says.OrderImmediateAction, action="Wrenna sleeps at Aunt Violeta's.", owner="A-001"
    )
    for member, partner, proceed in (
        (people.SOCIAL_CARE, "childrens_social_care", False),
        (people.HEALTH, "health", False),
        (people.POLICE, "constabulary", True),
    ):
        reasons = f"Zdenka Examplová told {partner} that she is afraid."
        await diary.does(member, CastVote, partner=partner, proceed=proceed, reasons=reasons)
    await course.a_chair_is_commissioned(diary)
    for agency, form in (("A-001", "return-partial"), ("A-010", "return-full"), ("A-001", "return-corrected")):
        await course.a_return_comes(diary, agency, form)
    await diary.on(date(2027, 2, 10))
    await course.rest_of_a_review(diary, "report-lcspr", minutes="minutes-lcspr")
    await diary.does(people.COORDINATOR, replies.PanelReplied, reply="agrees", letter="Wrenna's case is well told.")
    await lcspr.the_lcspr_is_drafted(diary)
    await lcspr.the_lcspr_becomes_ready(diary)
    await lcspr.governance_signs_off(diary)
    await lcspr.the_report_goes_to_both_bodies(diary)
    await diary.on(date(2027, 3, 1))
    await diary.does(people.COORDINATOR, public.PublishReport, **lcspr.publishing())
    await diary.on(date(2027, 4, 12))


def everything_personal(diary: Diary) -> set[str]:
    """Every personal value of every form kept for the case, and every text typed."""
    register, by = diary.office.house.register, diary.who(people.MANAGER)
    found: set[str] = set()
    for row in register.documents_of(diary.case):
        payload = register.read_document(diary.case, row.id, by, diary.office.clock.at, "a test looks for leaks")
        if isinstance(payload, str):
            found.add(payload)
        else:
            found |= stored_form(row.kind, payload).personal_values()
    return {value for value in found if len(value) >= SHORTEST_TEXT}


async def histories(diary: Diary) -> list[str]:
    """Every history of the case as text, payloads decoded."""
    texts = []
    for part in Part:
        try:
            history = await diary.handle(part).fetch_history()
        except RPCError:
            continue
        for event in history.events:
            texts.append(json.dumps(MessageToDict(event), ensure_ascii=False))
            texts.extend(payloads(event))
    return texts


def payloads(message: Any) -> Iterator[str]:
    """The payloads of a message, however deep, as text."""
    for field, value in message.ListFields():
        if field.message_type is None:
            continue
        parts: Iterable[Any] = [value]
        if field.message_type.GetOptions().map_entry:
            parts = [each for each in value.values() if hasattr(each, "ListFields")]
        elif field.is_repeated:
            parts = value
        for part in parts:
            if field.message_type.name == "Payload" or part.DESCRIPTOR.name == "Payload":
                yield part.data.decode("utf-8", "replace")
                yield unescaped(part.data)
            else:
                yield from payloads(part)


def unescaped(data: bytes) -> str:
    """JSON without escapes, so that a name with an accent is found in it."""
    try:
        return json.dumps(json.loads(data), ensure_ascii=False)
    except ValueError:
        return ""


def escaped(value: str) -> bytes:
    """A value as JSON would write it in plain ASCII."""
    return json.dumps(value)[1:-1].encode()


async def test_no_personal_value_of_a_whole_case_is_anywhere_but_in_ciphertext(
    diary: Diary, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await tell_a_whole_case(diary)

    personal = everything_personal(diary)

    assert {"Wrenna", "Examplová", "Wrenna's case is well told."} <= personal
    assert len(personal) > 100
    in_histories = "\n".join(await histories(diary))
    assert "cast_vote" in in_histories
    assert sorted(value for value in personal if value in in_histories) == []
    letters = "\n".join(f"{each.to}\n{each.subject}\n{each.text}" for each in diary.office.post())
    assert diary.case in letters
    assert sorted(value for value in personal if value in letters) == []
    logs = "\n".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)
    assert sorted(value for value in personal if value in logs) == []
    state = diary.office.house.settings.state
    data = b"".join(path.read_bytes() for path in state.rglob("*") if path.is_file() and path.suffix != ".eml")
    assert diary.case.encode() in data
    assert sorted(value for value in personal if value.encode() in data or escaped(value) in data) == []
    assert diary.is_sound()
