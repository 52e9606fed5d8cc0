"""What an SMTP dialogue's end means for the letter (E2, E5)."""

from __future__ import annotations

import socket
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from adapters.mail.message import Sender
from adapters.mail.smtp import MailUrlRefused, SmtpMail, mail_server
from models.post import Envelope, MailOutcome, Posted, WrittenLetter
from tests.adapters.post_servers import Catcher, Rude, catching, certificate, misbehaving, today

SENDER = Sender(address="reviews@partnership.example", name="Partnership")
LETTER = WrittenLetter(subject="GSCP-2026-014: please vote", text="Words.\n.\n.hidden dots\n")


def envelope(to: str = "someone@agency.example") -> Envelope:
    return Envelope(key="k", to=to, letter=LETTER, at=datetime(2026, 12, 14, 10, tzinfo=UTC))


async def post(port: int, options: str = "?starttls=never", scheme: str = "smtp") -> Posted:
    return await SmtpMail(f"{scheme}://127.0.0.1:{port}{options}", SENDER, seconds=0.5).send(envelope())


async def test_a_letter_reaches_a_real_server_whole_and_for_one_recipient() -> None:
    catcher = Catcher()

    async with catching(catcher) as port:
        posted = await post(port)

    caught = catcher.caught[0]
    message = message_from_bytes(caught.original_content or b"", policy=default)
    assert posted.outcome is MailOutcome.SENT
    assert caught.rcpt_tos == ["someone@agency.example"]
    assert caught.mail_from == "reviews@partnership.example"
    assert message.get_content().replace("\r\n", "\n") == LETTER.text
    assert message["Message-ID"] == posted.message_id


@pytest.mark.parametrize(
    ("script", "outcome", "why"),
    [
        ({"RCPT": "451 later"}, MailOutcome.RETRY, "smtp_451"),
        ({"RCPT": "550 nobody here"}, MailOutcome.PERMANENT, "smtp_550"),
        ({"RCPT": "552 full"}, MailOutcome.PERMANENT, "smtp_552"),
        ({"RCPT": None}, MailOutcome.RETRY, "lost_while_recipient"),
        ({"RCPT": "..."}, MailOutcome.RETRY, "lost_while_recipient"),
        ({"MAIL": "550 not from you"}, MailOutcome.RETRY, "smtp_550"),
        ({"GREET": "554 go away"}, MailOutcome.RETRY, "smtp_554"),
        ({"GREET": None}, MailOutcome.RETRY, "lost_while_connecting"),
        ({"GREET": "..."}, MailOutcome.RETRY, "lost_while_connecting"),
        ({"DATA": "451 later"}, MailOutcome.RETRY, "smtp_451"),
        ({"DATA": None}, MailOutcome.RETRY, "lost_while_data"),
        ({"DATA": "..."}, MailOutcome.RETRY, "lost_while_data"),
        ({"BODY": "451 later"}, MailOutcome.RETRY, "smtp_451"),
        ({"BODY": "554 refused"}, MailOutcome.PERMANENT, "smtp_554"),
        ({"BODY": None}, MailOutcome.AMBIGUOUS, "answer_lost"),
        ({"BODY": "..."}, MailOutcome.AMBIGUOUS, "answer_lost"),
        ({"BODY": "what?"}, MailOutcome.AMBIGUOUS, "answer_lost"),
    ],
    ids=lambda value: str(value),
)
async def test_each_end_of_a_dialogue_means_what_it_means(
    script: dict[str, str | None], outcome: MailOutcome, why: str
) -> None:
    rude = Rude(**script)

    async with misbehaving(rude) as port:
        posted = await post(port)

    assert (posted.outcome, posted.why) == (outcome, why)
    assert bool(rude.bodies) == ("BODY" in script)


async def test_after_a_fault_that_is_not_the_recipients_other_letters_need_not_be_tried() -> None:
    async with misbehaving(Rude(MAIL="530 sign in first")) as port:
        ours = await post(port)
    async with misbehaving(Rude(RCPT="550 nobody here")) as port:
        theirs = await post(port)

    assert (ours.away, theirs.away) == (True, False)


async def test_a_refused_connection_is_tried_again() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))

        posted = await post(taken.getsockname()[1])

    assert (posted.outcome, posted.away) == (MailOutcome.RETRY, True)


async def test_without_encryption_on_offer_no_letter_goes() -> None:
    catcher = Catcher()

    async with catching(catcher) as port:
        posted = await post(port, options="")

    assert (posted.outcome, catcher.caught) == (MailOutcome.RETRY, [])


async def test_over_a_trusted_certificate_a_letter_goes(tmp_path: Path) -> None:
    catcher = Catcher()
    context, trusted = certificate(tmp_path, today())

    async with catching(catcher, tls_context=context, require_starttls=True) as port:
        posted = await post(port, options=f"?ca={trusted}")

    assert (posted.outcome, len(catcher.caught)) == (MailOutcome.SENT, 1)


async def test_over_a_certificate_nobody_vouches_for_no_letter_goes(tmp_path: Path) -> None:
    catcher = Catcher()
    context, _ = certificate(tmp_path, today())

    async with catching(catcher, tls_context=context, require_starttls=True) as port:
        posted = await post(port, options="?starttls=required")

    assert (posted.outcome, catcher.caught) == (MailOutcome.RETRY, [])


async def test_an_address_that_is_two_never_reaches_the_server() -> None:
    catcher = Catcher()

    async with catching(catcher) as port:
        mail = SmtpMail(f"smtp://127.0.0.1:{port}?starttls=never", SENDER, seconds=0.5)
        posted = await mail.send(envelope("a@b.example, evil@x.example"))

    assert (posted.outcome, posted.why, catcher.caught) == (MailOutcome.PERMANENT, "bad_address", [])


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("http://mail.example", "scheme"),
        ("smtp://", "host"),
        ("smtp://mail.example?starttls=maybe", "starttls"),
        ("smtp://mail.example?timeout=3", "options"),
        ("smtp://mail.example/inbox", "path"),
        ("smtp://mail.example:seven", "port"),
    ],
)
def test_a_mail_url_that_cannot_be_used_names_its_part_and_not_its_secret(url: str, named: str) -> None:
    with pytest.raises(MailUrlRefused, match=named) as refused:
        mail_server(url.replace("//", "//user:secret@"))

    assert "secret" not in str(refused.value)


def test_a_mail_url_says_everything_about_the_server() -> None:
    server = mail_server("smtp://user%40a:p%2Fw@mail.example")

    assert (server.host, server.port, server.user, server.password) == ("mail.example", 587, "user@a", "p/w")
    assert (server.starttls, server.encrypted_from_start) == (True, False)
    assert mail_server("smtps://mail.example").port == 465
    assert "p/w" not in repr(server)
