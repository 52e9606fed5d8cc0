"""Logs: what happened to which case, by reference only (K3, N15).

An exception's words may repeat what a person typed, so a log line says its type and where it came from, never its
message; and of the values handed to a log line only those with a known name are kept.
"""

import logging
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

KEPT = frozenset(
    {"event", "level", "logger", "timestamp", "case", "part", "action", "purpose", "code", "error", "at"}
    | {"attempt", "pause", "process", "address", "count", "clause", "command", "outcome", "_record", "_from_structlog"}
    | {"person", "method", "failure", "number"}  # a person's reference; a kind of failure and the number people quote
)

TALKATIVE = ("alembic", "sqlalchemy", "asyncio")


def configure_logs(level: str, *, as_json: bool, stream: TextIO = sys.stderr) -> None:
    """Sends this process's logs, the SDK's included, to `stream`: one line each, as JSON or for a person's eyes."""
    before: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_words_of_exceptions,
    ]
    structlog.configure(
        processors=[*before, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    last: Processor = (
        structlog.processors.JSONRenderer(sort_keys=True)
        if as_json
        else structlog.dev.ConsoleRenderer(colors=stream.isatty())
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=before,
            processors=[only_known_names, structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        )
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for talkative in TALKATIVE:
        logging.getLogger(talkative).setLevel(max(logging.WARNING, logging.getLevelName(level)))


def without_words_of_exceptions(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Replaces an exception by its types, outermost first, and the place it was raised; its message is dropped."""
    info = event.pop("exc_info", None)
    record = event.get("_record")
    if info is None and record is not None:
        info, record.exc_info, record.exc_text = record.exc_info, None, None
    if info is True:
        info = sys.exc_info()
    error = info if isinstance(info, BaseException) else info[1] if info else None
    if error is not None:
        event["error"] = " < ".join(_types(error))
        event["at"] = _place(error.__traceback__)
    return event


def only_known_names(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Drops every value whose name is not among KEPT: a log line is no place to try out what may be said."""
    return {name: value for name, value in event.items() if name in KEPT}


def _types(error: BaseException) -> Sequence[str]:
    names: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(names) < 8:
        names.append(type(cause).__qualname__)
        cause = cause.__cause__
    return names


def _place(trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)
    return f"{'/'.join(Path(frames[-1].filename).parts[-2:])}:{frames[-1].lineno}" if frames else "?"
