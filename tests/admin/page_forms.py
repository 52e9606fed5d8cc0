"""Every form on a page as a browser has it: where it posts to, its fields, what each holds and offers to choose."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Field:
    """A field: what it holds untouched (None: nothing is sent), what it offers, whether people see it."""

    kind: str
    values: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)


@dataclass
class PageForm:
    """A form that posts."""

    action: str
    fields: dict[str, Field] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def hidden(self) -> dict[str, str]:
        """The fields nobody sees."""
        return {name: each.values[-1] for name, each in self.fields.items() if each.kind == "hidden" and each.values}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self._form: PageForm | None = None
        self._typing: Field | None = None
        self._choosing: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = PageForm(given.get("action", "")) if given.get("method") == "post" else None
            self.forms += [self._form] if self._form else []
        elif self._form is not None and tag == "option" and self._choosing is not None:
            self._choosing.choices.append(given.get("value", ""))
            self._choosing.values += [given.get("value", "")] if "selected" in given else []
        elif self._form is not None and given.get("name"):
            self._field(self._form, tag, given)

    def _field(self, form: PageForm, tag: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text") if tag == "input" else tag
        if tag == "button" or kind == "submit":
            form.buttons.append((given["name"], given.get("value", "")))
            return
        found = form.fields.setdefault(given["name"], Field(kind))
        if kind in ("radio", "checkbox"):
            found.choices.append(given.get("value", "on"))
            found.values += [given.get("value", "on")] if "checked" in given else []
        elif tag == "select":
            self._choosing = found
        elif tag == "textarea":
            found.values.append("")
            self._typing = found
        else:
            found.values.append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._typing = None
        elif tag == "select":
            self._choosing = None

    def handle_data(self, data: str) -> None:
        if self._typing is not None:
            self._typing.values[-1] += data


def forms_on(html: str) -> list[PageForm]:
    """The forms of a page that post."""
    reader = _Reader()
    reader.feed(html)
    for each in (found for form in reader.forms for found in form.fields.values() if found.kind == "textarea"):
        each.values = [value.removeprefix("\n") for value in each.values]  # which a browser leaves out
    return reader.forms
