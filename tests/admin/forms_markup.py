"""What holds of the markup of every page of questions: each field has its words, each reference leads somewhere."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

FIELDS = ("input", "select", "textarea")


class Markup(HTMLParser):
    """Collects ids, labels, references and fields."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.described: set[str] = set()
        self.anchors: set[str] = set()
        self.unlabelled: list[str] = []
        self.named: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.fieldsets_without_legend: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        self.labelled |= {given["for"]} if tag == "label" else set()
        for name in ("aria-describedby", "aria-labelledby", "aria-controls"):
            self.described |= set(given.get(name, "").split())
        if given.get("href", "").startswith("#"):
            self.anchors.add(given["href"][1:])
        if tag in FIELDS and given.get("type") not in ("hidden", "submit"):
            self.named.append((given.get("id", ""), given.get("aria-label", "")))
        if self._open and self._open[-1] == "fieldset" and tag != "legend":
            self.fieldsets_without_legend.append(given.get("id", tag))
        self._open.append(tag)

    def faults(self) -> dict[str, list[str]]:
        """Everything that is not as it should be."""
        ids = set(self.ids)
        return {
            "ids twice": [id for id, times in Counter(self.ids).items() if times > 1],
            "labels of nothing": sorted(self.labelled - ids),
            "descriptions of nothing": sorted(self.described - ids),
            "links to nothing": sorted(self.anchors - ids),
            "fields without a label": [id for id, label in self.named if id not in self.labelled and not label],
            "fieldsets without a legend": self.fieldsets_without_legend,
        }


def faults_of(html: str) -> dict[str, list[str]]:
    """What is wrong with a page; empty where all is well."""
    markup = Markup()
    markup.feed(html)
    return {what: found for what, found in markup.faults().items() if found}
