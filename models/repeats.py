"""Messages that come again: each counts once, and gets the answer it got before (K5).

Temporal answers a repeated Update itself within one run; Signals, and Updates after a continue-as-new, it does not.
"""

from __future__ import annotations

from collections.abc import Mapping

from models.commands import Told

REMEMBERED = 1000


class Repeats:
    """The answers given to the last messages, by command id."""

    def __init__(self, answers: Mapping[str, str] | None = None) -> None:
        self.answers: dict[str, str] = dict(answers or {})

    def answer_to(self, told: Told) -> str | None:
        """What was answered when this very message came before? None: it is new."""
        return self.answers.get(told.command_id)

    def is_repeated(self, told: Told) -> bool:
        """Did this very message come before? It is remembered from now on."""
        if told.command_id in self.answers:
            return True
        self.remember(told, "taken")
        return False

    def remember(self, told: Told, answer: str) -> None:
        """Remember an answer; the oldest is forgotten when there are too many."""
        self.answers[told.command_id] = answer
        while len(self.answers) > REMEMBERED:
            self.answers.pop(next(iter(self.answers)))
