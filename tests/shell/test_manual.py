"""docs/shell.md says what the commands say."""

from __future__ import annotations

from shell.manual import PAGE, as_markdown


def test_the_page_lists_the_commands_as_they_are() -> None:
    assert PAGE.read_text(encoding="utf-8") == as_markdown(), "write it anew: python -m shell.manual"
