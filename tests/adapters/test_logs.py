"""What a log line may say: references, types and places; no words of a person, whatever was handed to it."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from adapters.logs import configure_logs


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level, stream = list(root.handlers), root.level, io.StringIO()
    configure_logs("INFO", as_json=True, stream=stream)
    yield stream
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_has_its_time_in_utc_and_the_case(written: io.StringIO) -> None:
    structlog.get_logger("desk").info("taken", case="GSCP-2026-014")

    (line,) = lines(written)
    assert (line["event"], line["case"], line["level"], line["logger"]) == ("taken", "GSCP-2026-014", "info", "desk")
    assert line["timestamp"].endswith("Z")


def test_a_value_under_an_unknown_name_is_dropped(written: io.StringIO) -> None:
    structlog.get_logger("desk").info("taken", case="GSCP-2026-014", child="Robin Testcase")

    assert "Robin" not in written.getvalue()


def test_an_exception_is_its_types_and_its_place(written: io.StringIO) -> None:
    try:
        try:
            raise ValueError("Robin Testcase, born 1 May")
        except ValueError as cause:
            raise RuntimeError("could not store Robin Testcase") from cause
    except RuntimeError:
        logging.getLogger("temporalio.activity").exception("Completing activity as failed")

    (line,) = lines(written)
    assert line["error"] == "RuntimeError < ValueError"
    assert line["at"].startswith("adapters/test_logs.py:")
    assert "Robin" not in written.getvalue()


def test_a_line_break_in_a_value_stays_inside_its_line(written: io.StringIO) -> None:
    structlog.get_logger("desk").info("taken\nlevel=critical", case="A\r\nB")

    assert len(lines(written)) == 1
