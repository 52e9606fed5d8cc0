"""Every decision and fact there is, by its name: the door and the shell are built from this list."""

from __future__ import annotations

from importlib import import_module

from models.commands import Decision, Fact, Told

_ROOMS = (
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


def _found(kind: type[Told]) -> list[type[Told]]:
    below = kind.__subclasses__()
    return [*below, *(each for child in below for each in _found(child))]


def _named(kind: type[Told]) -> dict[str, type[Told]]:
    for room in _ROOMS:
        import_module(f"models.messages.{room}")
    return {each.name: each for each in _found(kind) if "name" in each.__dict__}


DECISIONS: dict[str, type[Told]] = _named(Decision)
FACTS: dict[str, type[Told]] = _named(Fact)
MESSAGES: dict[str, type[Told]] = {**DECISIONS, **FACTS}
