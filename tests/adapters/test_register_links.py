"""Links for agencies: signed, expiring, revocable, for one person; a code is the second step (S1-S3)."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from adapters.register import Register
from adapters.register.links import MOST_CODES, MOST_TRIES, LinkRefused
from models.people import SERVICE
from tests.adapters.book import CASE
from tests.adapters.book import MON_23_NOV as AT

UNTIL = AT + timedelta(days=30)


@pytest.fixture
def token(register: Register) -> str:
    return register.link_for(CASE, "A-010", "P-0021", AT, UNTIL)


def refusal(register: Register, token: str, at: object = AT) -> str:
    with pytest.raises(LinkRefused) as refused:
        register.read_link(token, at)  # type: ignore[arg-type]
    return refused.value.code


def test_the_same_person_has_one_link_while_it_lives(register: Register, token: str) -> None:
    again = register.link_for(CASE, "A-010", "P-0021", AT + timedelta(days=1), UNTIL)
    another = register.link_for(CASE, "A-010", "P-0022", AT, UNTIL)

    assert again == token
    assert another != token


def test_looking_uses_nothing_up(register: Register, token: str) -> None:
    seen = [register.read_link(token, AT) for _ in range(50)]

    assert len(set(seen)) == 1
    assert seen[0].state(AT) == "sent"


@pytest.mark.parametrize("at_end", ["", "x", "é"])
def test_a_guessed_or_altered_token_opens_nothing(register: Register, token: str, at_end: str) -> None:
    other = "A" if token[-9] != "A" else "B"
    altered = token + at_end if at_end else f"{token[:-9]}{other}{token[-8:]}"

    assert refusal(register, altered) == "unknown"


def test_a_link_expires_and_can_be_revoked(register: Register, token: str) -> None:
    link = register.read_link(token, AT)

    assert refusal(register, token, UNTIL) == "expired"
    register.revoke_link(link.id, "withdrawn", SERVICE, AT)
    assert refusal(register, token) == "revoked"


def test_the_code_opens_the_link_once(register: Register, token: str) -> None:
    _, code = register.new_link_code(token, AT)

    secret, visit = register.open_link(token, f" {code} ", AT)
    found = register.link_visit(secret, AT + timedelta(minutes=29))

    assert found == visit
    assert visit.link.holder.agency == "A-010"
    with pytest.raises(LinkRefused, match="spent"):
        register.open_link(token, code, AT)


def test_a_code_lives_ten_minutes_and_five_tries(register: Register, token: str) -> None:
    _, code = register.new_link_code(token, AT)
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    codes = []

    for _ in range(MOST_TRIES):
        with pytest.raises(LinkRefused) as refused:
            register.open_link(token, wrong, AT)
        codes.append(refused.value.code)

    assert codes == ["wrong"] * (MOST_TRIES - 1) + ["spent"]
    with pytest.raises(LinkRefused, match="spent"):
        register.open_link(token, code, AT)
    _, later = register.new_link_code(token, AT)
    with pytest.raises(LinkRefused, match="spent"):
        register.open_link(token, later, AT + timedelta(minutes=10))


def test_codes_are_not_sent_without_end(register: Register, token: str) -> None:
    for _ in range(MOST_CODES):
        register.new_link_code(token, AT)

    with pytest.raises(LinkRefused, match="often"):
        register.new_link_code(token, AT)
    assert register.new_link_code(token, AT + timedelta(hours=1))


def test_a_visit_ends_when_idle_when_old_and_with_its_link(register: Register, token: str) -> None:
    _, code = register.new_link_code(token, AT)
    secret, visit = register.open_link(token, code, AT)
    busy = [AT + timedelta(minutes=25 * n) for n in range(21)]

    alive = [register.link_visit(secret, at) is not None for at in busy]

    assert all(earlier or not later for earlier, later in pairwise(alive)), "once ended, it stays ended"
    assert alive[10]
    assert not alive[-1], "eight hours are the end"
    assert register.link_visit(secret + "x", AT) is None
    register.revoke_link(visit.link.id, "wrong_person", SERVICE, AT)
    assert register.link_visit(secret, AT) is None


def test_every_step_is_on_record_and_the_chain_holds(register: Register, token: str) -> None:
    link, code = register.new_link_code(token, AT)
    register.open_link(token, code, AT)
    register.revoke_link(link.id, "reissued", SERVICE, AT)

    actions = [entry.action for entry in register.audit_of(CASE)]

    assert actions == ["link_issued", "link_code_sent", "link_opened", "link_revoked"]
    assert register.verify().ok
    assert [row.revoked_why for row in register.links_of(CASE, "A-010")] == ["reissued"]
