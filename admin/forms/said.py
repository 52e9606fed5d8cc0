"""What a page of a form says beside its questions: its button, its errors, a refusal, what has changed meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from admin.forms.answers import Wrong
from admin.forms.changed import Change
from admin.forms.drawn import View


@dataclass(frozen=True)
class Primary:
    """The button a page is about."""

    value: str
    words: str


CONTINUE, SEND = Primary("continue", "Continue"), Primary("send", "Send")
SAVE_AND_CONTINUE, ALL_THE_SAME = Primary("continue", "Save and continue"), Primary("send", "Send all the same")
AS_LAST_TIME = "As last time in this case. Choose another if you act otherwise now."


@dataclass(frozen=True)
class Said:
    """What a page has to say beside its questions."""

    wrongs: Sequence[Wrong] = ()
    refusal: str = ""
    changes: Sequence[Change] = ()
    saved: bool = False
    back: str = ""


NOTHING = Said()


@dataclass(frozen=True)
class PartView:
    """A part of a page under its heading; ``titled``: its tables need headings of their own."""

    id: str
    title: str
    hint: str
    titled: bool
    views: tuple[View, ...]


@dataclass(frozen=True)
class ErrorView:
    """A line of the error summary."""

    href: str
    text: str
