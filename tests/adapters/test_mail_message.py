"""One message, one address, one Message-ID (E2, E4, I3)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from adapters.mail.message import AddressRefused, Sender, compose, message_id, one_address
from models.post import Envelope, WrittenLetter

SENDER = Sender(address="reviews@partnership.example", name="Fernwick Partnership (fictional)")
MON_14_DEC_10 = datetime(2026, 12, 14, 10, tzinfo=UTC)


def envelope(key: str = "k", text: str = "Words.\n") -> Envelope:
    letter = WrittenLetter(subject="GSCP-2026-014: please vote", text=text)
    return Envelope(key=key, to="someone@agency.example", letter=letter, at=MON_14_DEC_10)


@pytest.mark.parametrize("address", ["a@b.example", "first.last+reviews@sub.agency.example", "o'brien@b-c.example"])
def test_a_plain_address_is_taken_as_it_is(address: str) -> None:
    assert one_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "@b.example",
        "a@",
        "a@localhost",
        "a@b.example, evil@x.example",
        "a@b.example,evil@x.example",
        "a@b.example;evil@x.example",
        "a@b.example evil@x.example",
        "A Name <a@b.example>",
        "a@b@c.example",
        '"a,b"@c.example',
        "a@b.c,evil@x.example",
        "a@[127.0.0.1]",
        "a..b@c.example",
        ".a@c.example",
        "a@-c.example",
        "a@c..example",
        "a@b.example\r\nBcc: evil@x.example",
        "a@b.example\n",
        "a\x0b@b.example",
        "a\u2028@b.example",
        "ä@b.example",
        "a@" + "b" * 64 + ".example",
        "a" * 65 + "@b.example",
    ],
)
def test_anything_but_one_plain_address_is_refused_without_repeating_it(address: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        one_address(address)

    assert not address or address not in str(refused.value)


@given(
    st.text(max_size=30), st.sampled_from(list(',;<>()[]\\": \t\r\n\x00\x0b\x0c\x85\u2028\u2029')), st.text(max_size=30)
)
def test_no_address_with_a_separator_or_control_character_is_taken(before: str, bad: str, after: str) -> None:
    with pytest.raises(AddressRefused):
        one_address(f"{before}a{bad}{after}@b.example")


def test_a_message_has_one_recipient_and_says_that_a_machine_sent_it() -> None:
    message = compose(envelope(), SENDER)

    assert message.get_all("To") == ["someone@agency.example"]
    assert (message["Cc"], message["Bcc"]) == (None, None)
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["From"] == '"Fernwick Partnership (fictional)" <reviews@partnership.example>'
    assert message["Date"].datetime == MON_14_DEC_10
    assert message.get_content_type() == "text/plain"


def test_the_same_letter_has_the_same_message_id_and_another_letter_another() -> None:
    first, again, other = (message_id(key, SENDER) for key in ("k", "k", "l"))

    assert first == again != other
    assert first.endswith("@partnership.example>")


def test_text_in_any_script_survives_the_journey() -> None:
    text = "Caerdydd – Ñáñez 孩子 \u202b‏\n.\n.dots\n" + "long " * 300 + "\n"

    message = compose(envelope(text=text), SENDER)

    assert message.get_content() == text
    assert all(len(line) <= 998 for line in message.as_bytes().splitlines())


def test_a_subject_cannot_bring_a_header_with_it() -> None:
    letter = WrittenLetter(subject="GSCP-2026-014: vote\r\nBcc: evil@x.example", text="Words.\n")

    with pytest.raises(ValueError, match="linefeed or carriage return"):
        compose(envelope().model_copy(update={"letter": letter}), SENDER)


@pytest.mark.parametrize(("field", "value"), [("address", "a@b.example, c@d.example"), ("name", "Two\nlines")])
def test_a_sender_is_one_address_under_a_name_of_one_line(field: str, value: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Sender.model_validate({"address": "a@b.example", field: value})

    assert value not in str(refused.value)
