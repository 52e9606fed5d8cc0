"""The exchange with the National Panel: what is owed after each of its words (R14)."""

from __future__ import annotations

import pytest

from models.message import DocumentRef
from models.messages.panel_reply import AnswerQueries, CloseWait, PanelReplied, ReconsiderLcspr, Reply
from models.panel_reply import Exchange, Stage
from tests.models.later_parts import at, code, told


def after(*replies: Reply) -> Exchange:
    exchange = Exchange()
    for reply in replies:
        exchange.receive(told(PanelReplied, reply=reply))
    return exchange


@pytest.mark.parametrize(
    ("replies", "stage"),
    [
        ((), Stage.REPLY),
        ((Reply.AGREES,), Stage.ENDED),
        ((Reply.QUERIES,), Stage.ANSWER),
        ((Reply.QUERIES, Reply.AGREES), Stage.ENDED),
        ((Reply.DISAGREES,), Stage.RECONSIDERATION),
        ((Reply.DISAGREES, Reply.AGREES), Stage.ENDED),
        ((Reply.NATIONAL_REVIEW,), Stage.NATIONAL_REVIEW),
        ((Reply.NATIONAL_REVIEW, Reply.AGREES), Stage.NATIONAL_REVIEW),
        ((Reply.NATIONAL_REVIEW, Reply.QUERIES), Stage.ANSWER),
    ],
)
def test_the_panel_s_last_word_says_what_is_owed(replies: tuple[Reply, ...], stage: Stage) -> None:
    assert after(*replies).stage() is stage


def test_further_queries_do_not_give_more_time_for_the_first() -> None:
    exchange = Exchange()

    exchange.receive(told(PanelReplied, when=at("2026-03-02 10:00"), reply=Reply.QUERIES))
    exchange.receive(told(PanelReplied, when=at("2026-03-09 10:00"), reply=Reply.QUERIES))

    assert exchange.queries_since == at("2026-03-02 10:00")


def test_an_answer_that_is_still_to_be_sent_is_refused() -> None:
    answer = told(AnswerQueries, answer=DocumentRef(id="d"), sent_at=at("2026-03-03 10:00"))

    assert code(after(Reply.QUERIES).refuses_answer(answer)) == "sent_in_future"


def test_the_decision_taken_again_settles_the_exchange() -> None:
    exchange = after(Reply.DISAGREES)

    exchange.reconsider(told(ReconsiderLcspr, commission=False, reasons="d"))

    assert (exchange.stage(), exchange.lcspr) == (Stage.ENDED, False)


def test_the_wait_is_not_closed_over_a_disagreement() -> None:
    assert code(after(Reply.DISAGREES).refuses_closing()) == "reconsidering"


def test_nothing_more_is_decided_once_a_person_closed_the_wait() -> None:
    exchange = after()

    exchange.close(told(CloseWait, reasons="d"))

    assert code(exchange.refuses_when_ended()) == "exchange_ended"
