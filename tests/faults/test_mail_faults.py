"""What a case does when its mail server refuses, loses answers, or is away (E2, E5)."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import time, timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope
from pydantic import SecretStr

from adapters.register.outbox import OutboxRow, PostState
from demo.skipped_time import skipped_time
from models.case import Part
from models.london import london_instant
from models.post import STATUTORY_NOTICES
from tests.adapters.servers import free_port
from tests.faults.looking import until
from tests.faults.office import MON_1_FEB, TEN, Office, at_work, office_on

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

LOOPBACK = "127.0.0.1"
ELEVEN = time(11, 0)
TUE_2_FEB = MON_1_FEB + timedelta(days=1)
SPLIT = "split"


class MailServer:
    """A real SMTP server in a mood: it refuses recipients, or hangs up once it has the letter."""

    def __init__(self) -> None:
        self.port = free_port()
        self.kept: list[tuple[str, str]] = []  # Message-ID, recipient
        self.answer_to: dict[str, str] = {}  # recipient ("" for everybody) -> answer
        self.hangs_up = 0  # how many letters it keeps without saying so
        self._server: asyncio.Server | None = None

    async def handle_RCPT(self, server: Any, session: Any, envelope: Envelope, address: str, options: Any) -> str:
        answer = self.answer_to.get(address) or self.answer_to.get("", "250 ok")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        letter = message_from_bytes(envelope.content)
        self.kept.append((str(letter["Message-ID"]), envelope.rcpt_tos[0]))
        if self.hangs_up:
            self.hangs_up -= 1
            server.transport.abort()
        return "250 kept"

    async def open(self) -> None:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: SMTP(self, loop=loop), LOOPBACK, self.port)

    def close(self) -> None:
        if self._server is not None:
            self._server.close()

    @property
    def ids(self) -> list[str]:
        return [message_id for message_id, _ in self.kept]


@pytest.fixture
async def server() -> AsyncIterator[MailServer]:
    server = MailServer()
    yield server
    server.close()


@pytest.fixture
async def office(founded: Path, tmp_path: Path, server: MailServer) -> AsyncIterator[Office]:
    url = SecretStr(f"smtp://{LOOPBACK}:{server.port}?starttls=never")
    async with (
        skipped_time(london_instant(MON_1_FEB, TEN)) as env,
        office_on(env, founded, tmp_path / "state", mail_url=url) as office,
        at_work(office),
    ):
        yield office


async def a_review(office: Office) -> str:
    case = await office.open_sin()
    await office.stands(case, Part.RAPID_REVIEW)
    return case


def letters(office: Office, case: str) -> list[OutboxRow]:
    """The letters of a case, those to several people counted one by one."""
    return [row for row in office.register.outbox_of(case) if row.message_id != SPLIT]


async def all_are(office: Office, case: str, *states: PostState) -> None:
    await until(
        lambda: {row.state for row in letters(office, case)} <= set(states) and bool(letters(office, case)),
        f"every letter is {' or '.join(states)}",
    )


async def test_letters_refused_for_now_go_later_and_once(office: Office, server: MailServer) -> None:
    await server.open()
    server.answer_to[""] = "451 come again"
    case = await a_review(office)
    await all_are(office, case, PostState.RETRY)

    server.answer_to.clear()
    await office.until(MON_1_FEB, ELEVEN)
    await all_are(office, case, PostState.SENT)

    assert max(Counter(server.ids).values()) == 1
    assert len(server.kept) == len(letters(office, case))
    await office.verify(case, mail=server.ids)


async def test_an_address_that_does_not_exist_becomes_somebody_to_telephone(office: Office, server: MailServer) -> None:
    await server.open()
    server.answer_to["indy.trial@fernwick-academy.example"] = "550 nobody here"
    case = await a_review(office)

    await all_are(office, case, PostState.SENT, PostState.PERMANENT)
    failed = [row for row in letters(office, case) if row.state is PostState.PERMANENT]
    asked = {f"telephone:agency:A-010:{row.purpose}" for row in failed}
    await until(lambda: asked <= set(_tasks(office, case)), "somebody is asked to telephone for each letter")

    assert {row.recipient for row in failed} == {"agency:A-010"}
    await office.verify(case, mail=server.ids)


def _tasks(office: Office, case: str) -> list[str]:
    return [task for standing in office.standings(case).values() for task in standing.tasks if "telephone" in task]


async def test_an_answer_lost_after_the_letter_was_handed_over_makes_no_second_letter(
    office: Office, server: MailServer
) -> None:
    await server.open()
    server.hangs_up = 4
    case = await a_review(office)

    await all_are(office, case, PostState.SENT, PostState.PERMANENT)

    lost = [row for row in letters(office, case) if row.why in ("unknown_outcome", "sent_again")]
    ids_of = Counter(recipient for _, recipient in set(server.kept))
    letters_to = Counter(recipient for _, recipient in dict(server.kept).items())
    assert len(lost) == 4
    assert ids_of == letters_to  # a letter that came twice came under one Message-ID
    again = [row for row in lost if row.state is PostState.SENT]
    assert all(row.purpose in STATUTORY_NOTICES for row in again)
    await office.verify(case, mail=server.ids)


async def test_a_mail_server_away_for_a_day_gets_every_letter_once_when_it_is_back(
    office: Office, server: MailServer
) -> None:
    case = await a_review(office)
    await office.until(TUE_2_FEB)
    assert PostState.SENT not in {row.state for row in letters(office, case)}

    await server.open()
    await office.until(TUE_2_FEB, time(12, 0))
    await all_are(office, case, PostState.SENT, PostState.PERMANENT)

    given_up = [row for row in letters(office, case) if row.state is PostState.PERMANENT]
    tasks = [f"telephone:{row.recipient}:{row.purpose}" for row in given_up]
    assert all(row.any_hour and row.why == "gave_up" for row in given_up)  # what is urgent is tried at night too
    assert sorted(_tasks(office, case)) == sorted(tasks)
    assert max(Counter(server.ids).values()) == 1
    assert len(server.kept) == len(letters(office, case)) - len(given_up)
    await office.verify(case, mail=server.ids)
