"""What a form of questions posts beside its answers: token, version of the draft, button, section (K4, K5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.datastructures import FormData

_MOST_GIVEN = 50


@dataclass(frozen=True)
class PostedSlip:
    """The hidden fields of a form, and the button that was pressed."""

    token: str
    version: int
    seen: int
    does: str
    about: str
    section: str
    is_check: bool
    back: str
    acts_as: str
    given: tuple[str, ...]
    pasted: str

    @classmethod
    def of(cls, form: FormData) -> PostedSlip:
        """The slip of a posted form; what is not there is blank."""
        does, _, about = _text(form, "_do").partition(" ")
        return cls(
            token=_text(form, "_token"),
            version=_number(form, "_version"),
            seen=_number(form, "_seen"),
            does=does or "continue",
            about=about,
            section=_text(form, "_section"),
            is_check=_text(form, "_check") == "yes",
            back=_text(form, "_back"),
            acts_as=_text(form, "_as"),
            given=tuple(str(each) for each in form.getlist("_given")[:_MOST_GIVEN]),
            pasted=_whole_text(form, f"_paste.{about}"),
        )


def answers_posted(form: FormData) -> Iterable[tuple[str, object]]:
    """The names and values that are answers."""
    return ((name, value) for name, value in form.multi_items() if not name.startswith("_"))


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value[:300] if isinstance(value, str) else ""


def _whole_text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _number(form: FormData, name: str) -> int:
    text = _text(form, name)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0
