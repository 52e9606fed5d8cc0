"""The pages' head: where somebody may go from anywhere; only what they may see is shown."""

from __future__ import annotations

from dataclasses import dataclass

from admin.visitor import Visitor


@dataclass(frozen=True)
class Place:
    """A place in the navigation."""

    href: str
    text: str
    needs: str


PLACES = (
    Place("/work", "My work", "see_my_work"),
    Place("/team", "Team", "see_team"),
    Place("/cases", "Cases", "list_cases"),
    Place("/actions", "Actions", "see_my_work"),
    Place("/cases/new", "New case", "open_case"),
    Place("/settings", "Settings", "see_policy"),
    Place("/mailbox", "Mailbox", "read_mailbox"),
)


def navigation(visitor: Visitor | None, path: str) -> list[dict[str, object]]:
    """The items of the service navigation for this visitor; the longest place that fits is where they are."""
    if visitor is None:
        return []
    seen = [place for place in PLACES if visitor.capacities(place.needs)]
    here = max((place.href for place in seen if _within(path, place.href)), key=len, default="")
    return [{"href": place.href, "text": place.text, "active": place.href == here} for place in seen]


def _within(path: str, href: str) -> bool:
    return path == href or path.startswith(href + "/")
