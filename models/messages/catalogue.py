"""Every decision and fact there is, by its name: the door and the shell are built from this list."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from models.commands import Decision, Fact, Told

ROOMS = (
    "review",
    "threshold",
    "rapid_review",
    "clock",
    "panel_reply",
    "lcspr",
    "lcspr_report",
    "publication",
    "learning",
)


def _said_in(module: ModuleType) -> list[type[Told]]:
    """The messages a module defines, in the order in which it does."""
    found = [each for each in vars(module).values() if isinstance(each, type) and issubclass(each, Told)]
    return [each for each in found if each.__module__ == module.__name__ and "name" in vars(each)]


MESSAGES: dict[str, type[Told]] = {
    each.name: each for room in ROOMS for each in _said_in(import_module(f"models.messages.{room}"))
}
DECISIONS: dict[str, type[Told]] = {name: each for name, each in MESSAGES.items() if issubclass(each, Decision)}
FACTS: dict[str, type[Told]] = {name: each for name, each in MESSAGES.items() if issubclass(each, Fact)}
