"""Letters put into words by the templates staff can read and change (E1, N15).

A template is one ``Subject:`` line, a blank line, and the text. Greeting, link and signature are put around
it by ``layout/frame.txt``. Templates run sandboxed and see a closed set of words: a word that is not given
is an error, never a blank.
"""

from __future__ import annotations

import textwrap
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, select_autoescape
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel, ConfigDict

from models.case import is_case_reference
from models.letter_facts import fact_words
from models.letters import PURPOSES, Purpose
from models.post import CannotBeWritten, LetterOrder, WrittenLetter, faults_in_facts
from models.wording import date_words, day_words, instant_words, recipient_words

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "emails"
ABOUT_ACCOUNTS = TEMPLATES.parent / "accounts"  # letters about no case: to one person, about their own way in
WIDTH = 76
_SUBJECT = "Subject: "
_HELD = "\u00a0"  # a space at which no line ends


class LetterHead(BaseModel):
    """What is the same in every letter of a partnership."""

    model_config = ConfigDict(frozen=True)

    partnership: str = "Safeguarding Children Partnership"
    telephone: str = ""  # the Business Unit's
    base_url: str = ""  # where the pages are; without it letters carry no link
    due_hour: str = "17:00"  # the policy's due hour (C2)


class Letters:
    """Writes any letter of ``models.letters`` from the templates in a folder."""

    def __init__(self, head: LetterHead, folder: Path = TEMPLATES) -> None:
        self._head = head
        self._environment = ImmutableSandboxedEnvironment(
            loader=FileSystemLoader([folder, ABOUT_ACCOUNTS]),
            undefined=StrictUndefined,
            autoescape=select_autoescape(("html",)),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    def write(self, order: LetterOrder) -> WrittenLetter:
        """Put a letter into words. Raises CannotBeWritten, which says why as a code and repeats no content."""
        _check(order)
        purpose = PURPOSES[order.purpose]
        context = self._context(order, purpose)
        try:
            subject, words = _parted(self._environment.get_template(purpose.template).render(context))
            framed = self._environment.get_template("layout/frame.txt").render({**context, "words": words})
        except TemplateError as error:
            raise CannotBeWritten("template", f"{purpose.template}: {error.message}") from None
        return WrittenLetter(subject=subject, text=_set(framed))

    def about_account(self, template: str, **facts: str) -> WrittenLetter:
        """A letter to one person about their own account; ``template`` names a file of ``templates/accounts``."""
        known = {"partnership": self._head.partnership, "telephone": self._head.telephone, **facts}
        try:
            subject, words = _parted(self._environment.get_template(f"{template}.txt").render(known))
        except TemplateError as error:
            raise CannotBeWritten("template", f"{template}: {error.message}") from None
        return WrittenLetter(subject=subject, text=_set(words))

    def _context(self, order: LetterOrder, purpose: Purpose) -> dict[str, Any]:
        head = self._head
        outside = order.to.startswith("body:")  # bodies have no way in to the page
        place = f"link/{order.token}" if order.token else f"cases/{order.case}"
        link = f"{head.base_url.rstrip('/')}/{place}" if head.base_url and not outside else ""
        return {
            "reference": order.case,
            "to": recipient_words(order.to),
            "partnership": head.partnership,
            "telephone": head.telephone,
            "link": link,
            "is_own_link": bool(order.token),
            "meant_for": _hold(instant_words(order.meant_for)) if order.meant_for else "",
            **(_deadline(order.due, head.due_hour) if purpose.deadline else {}),
            **_facts(order, purpose),
        }


def _check(order: LetterOrder) -> None:
    if not is_case_reference(order.case):
        raise CannotBeWritten("case_reference")
    faults = [fault for fault in faults_in_facts(order.purpose, order.facts) if not fault.startswith("missing:")]
    if faults:
        raise CannotBeWritten("facts", ", ".join(faults))


def _deadline(due: date, hour: str) -> dict[str, Any]:
    """Only letters with a deadline know one: a notice's due date is just the day it was written."""
    return {"due": _hold(f"{date_words(due)}, {hour}"), "due_day": day_words(due), "due_hour": hour}


def _hold(words: str) -> str:
    return words.replace(" ", _HELD)


def _facts(order: LetterOrder, purpose: Purpose) -> dict[str, Any]:
    try:
        return {name: fact_words(name, order.facts.get(name)) for name in purpose.facts}
    except ValueError:
        raise CannotBeWritten("facts", "a fact is not of its kind") from None


def _parted(rendered: str) -> tuple[str, str]:
    first, _, rest = rendered.partition("\n")
    if not first.startswith(_SUBJECT) or not rest.startswith("\n"):
        raise CannotBeWritten("template", "the first line is not a subject with a blank line after it")
    return " ".join(first.removeprefix(_SUBJECT).split()), rest.strip()


def _set(text: str) -> str:
    """Set the paragraphs anew, for the words put in change their length; a date is kept on one line."""
    paragraphs = [part for part in text.strip().split("\n\n") if part.strip()]
    return "\n\n".join(_paragraph(part.strip()) for part in paragraphs).replace(_HELD, " ") + "\n"


def _paragraph(text: str) -> str:
    items: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.startswith("- "):
            items.append([])
        items[-1].append(line.strip())
    return "\n".join(_fill(" ".join(item), "  " if item[0].startswith("- ") else "") for item in items if item)


def _fill(text: str, indent: str) -> str:
    return textwrap.fill(text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
