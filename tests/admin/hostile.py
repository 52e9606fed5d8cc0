"""A partnership in which everybody types markup: real cases told on skipped time, kept stage by stage (T7).

Every text that a form or a reason takes carries a piece of markup, a template or a formula. What is kept of it is what
the pages of all rooms have to show without harm. Told once for all processes of a test run.
"""

from __future__ import annotations

import asyncio
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from adapters.encryption import MasterKeys
from adapters.register import Register
from adapters.settings import PROJECT
from desk.drafting import marker_of
from models import commands
from models.forms import FormRefused, file_form
from models.message import Text
from tests.admin import staged, stories, stories_published
from tests.admin.nasty import FORMULAS, MARK, MARKUP, TEMPLATES
from tests.admin.once import once
from tests.admin.staged import Stage, told
from tests.admin.staged_pages import StagedPages
from tests.admin.test_forms_every_page import LATER, kind_of
from tests.process import diary
from tests.process.diary import Diary, Who

PIECES = tuple(piece if MARK in piece else f"{MARK}{piece}{MARK}" for piece in (*MARKUP, *TEMPLATES, *FORMULAS))
STORIES = (stories.a_split_vote, stories.a_rapid_review, stories_published.a_lcspr)


def spoiled(form: Mapping[str, Any]) -> dict[str, Any]:
    """A form with a piece of markup in every box that takes one."""
    kind, pieces = kind_of(form), cycle(PIECES)
    found, places = dict(form), list(_texts(form))
    for place in places:
        tried = _with(found, place, lambda said: f"{said} {next(pieces)}"[:190] if len(said) < 150 else said)
        found = tried if _is_taken(kind, tried) else found
    return found


def _is_taken(kind: str, form: Mapping[str, Any]) -> bool:
    try:
        file_form(kind, form, LATER)
    except FormRefused:
        return False
    return True


def _texts(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(node, str):
        yield path
    for step, inner in node.items() if isinstance(node, Mapping) else enumerate(node) if isinstance(node, list) else ():
        yield from _texts(inner, (*path, step))


def _with(node: Any, path: tuple[Any, ...], change: Any) -> Any:
    if not path:
        return change(node)
    step, *rest = path
    copy = dict(node) if isinstance(node, Mapping) else list(node)
    copy[step] = _with(node[step], tuple(rest), change)
    return copy


class HostileDiary(Diary):
    """A diary in which every reason given is markup."""

    _pieces = cycle(PIECES)

    async def does(self, who: Who, kind: type[commands.Told], /, **values: Any) -> str:
        texts = {name for name, field in kind.model_fields.items() if isinstance(marker_of(field), Text)}
        said = {name: f"{value} {next(self._pieces)}" if name in texts else value for name, value in values.items()}
        return await super().does(who, kind, **said)


def directory_in(folder: Path) -> Path:
    """The fictional partnership's directory, with markup in every name."""
    said = tomllib.loads((PROJECT / "demo" / "directory.toml").read_text("utf-8"))
    text, pieces = (PROJECT / "demo" / "directory.toml").read_text("utf-8"), cycle(PIECES)
    for row in (*said["people"], *said["agencies"]):
        piece = next(pieces).replace("\\", "\\\\").replace('"', '\\"')
        text = text.replace(f'name = "{row["name"]}"', f'name = "{row["name"]} {piece}"')
    (folder / "directory.toml").write_text(text, "utf-8")
    return folder / "directory.toml"


@dataclass(frozen=True)
class Told:
    """Every stage of every story, and what was posted until its end."""

    stages: dict[str, Stage]
    letters: dict[str, bytes]


def tell(folder: Path) -> Told:
    """All stories; told by the first process of a test run that asks, read by the others."""
    with once("hostile", folder) as held:
        if not held:
            held["told"] = _told(folder)
        found: Told = held["told"]
    return found


def _told(folder: Path) -> Told:
    into: dict[str, Stage] = {}
    with pytest.MonkeyPatch.context() as patch:
        plain = diary.form
        patch.setattr(diary, "form", lambda name, **changes: spoiled({**plain(name), **changes}))
        patch.setattr(staged, "Diary", HostileDiary)
        patch.setenv("REVIEW_DIRECTORY", str(directory_in(folder)))
        for story in STORIES:
            asyncio.run(told(story, folder / story.__name__, into))
    letters = folder.glob("*/mailbox/*")
    return Told(into, {path.name: path.read_bytes() for path in letters if path.is_file()})


@contextmanager
def pages_at(told: Told, name: str, folder: Path) -> Iterator[StagedPages]:
    """The pages as they were at a stage, with all letters."""
    stage = told.stages[name]
    (folder / "register.db").write_bytes(stage.register)
    register = Register.open(f"sqlite:///{folder / 'register.db'}", MasterKeys.parse(stage.keys))
    pages = StagedPages(stage, register, folder)
    mailbox = pages.wiring.settings.mailbox
    mailbox.mkdir(parents=True)
    for letter, content in told.letters.items():
        (mailbox / letter).write_bytes(content)
    try:
        yield pages
    finally:
        register.close()
