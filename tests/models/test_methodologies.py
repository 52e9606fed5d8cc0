"""The methodologies of a LCSPR: codes that a case takes, each with words (L1)."""

from __future__ import annotations

from models.lcspr import METHODOLOGY_CODE
from models.methodologies import METHODOLOGIES


def test_a_lcspr_takes_the_code_of_every_methodology_there_is_to_choose() -> None:
    refused = [code for code in METHODOLOGIES if not METHODOLOGY_CODE.match(code)]

    assert refused == []
    assert all(words[0].isupper() for words in METHODOLOGIES.values())
