"""Calendars from a file a person gives: gov.uk's list, named calendars, or a plain list of dates (C1).

- gov.uk's form ``{"england-and-wales": {"events": [{"title", "date"}, …]}, …}``: only its own years are known.
- ``{"calendars": {"NAME": {"holidays", "weekend", "extra_working_days", "ref"}, …}}``.
- One such calendar, or a plain list of dates (JSON, or a date a line): years without a holiday are flagged.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from adapters.bank_holidays import calendar_version
from models.working_days import SATURDAY_AND_SUNDAY, WorkingDays

DIVISION = "england-and-wales"
FIRST_DATE, LAST_DATE = date(1970, 1, 1), date(2100, 12, 31)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class BadCalendar(ValueError):
    """A calendar file cannot be used; the message says where and how to mend it."""


def read_json(path: Path) -> Any:
    """The JSON in a file. Raises :class:`BadCalendar` naming the file and line."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadCalendar(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise BadCalendar(f"{path}: is not UTF-8 text") from None
    except json.JSONDecodeError as error:
        raise BadCalendar(f"{path}: line {error.lineno} is not JSON: {error.msg}") from None


def calendar_file(path: Path, name: str | None = None) -> WorkingDays:
    """The calendar in a file, ``name`` choosing among several. Raises :class:`BadCalendar`."""
    if path.suffix != ".json" and (lines := _lines(path)) is not None:
        return _whole(path.stem, lines, SATURDAY_AND_SUNDAY, {})
    data = read_json(path)
    if isinstance(data, Mapping) and isinstance(data.get("calendars"), Mapping):
        return named_calendar(data["calendars"], name or _only(data["calendars"], path))
    if isinstance(data, Mapping) and any(isinstance(part, Mapping) and "events" in part for part in data.values()):
        return _published(path, data, name or DIVISION)
    if isinstance(data, Mapping) and "events" in data:
        return _published(path, {DIVISION: data}, DIVISION)
    if isinstance(data, Mapping | list):
        return calendar_of(data if isinstance(data, Mapping) else {"holidays": data}, {}, path.stem)
    raise BadCalendar(f"{path}: is neither gov.uk's list, nor calendars, nor a list of dates")


def calendar_of(spec: object, calendars: Mapping[str, Any], name: str) -> WorkingDays:
    """One calendar: a name among ``calendars``, or holidays, weekend, extra working days and ``ref``."""
    if isinstance(spec, str):
        return named_calendar(calendars, spec)
    if not isinstance(spec, Mapping):
        raise BadCalendar(f"calendar {name}: must be a name, or a table with holidays")
    base = _base(spec, calendars)
    whole = {**base, **spec}
    holidays = _dates(whole.get("holidays", []), f"calendar {name}")
    extra = _dates(whole.get("extra_working_days", []), f"calendar {name}")
    closures = _dates(whole.get("closures", []), f"calendar {name}")
    return _whole(name, holidays, _weekend(whole.get("weekend", ["Sat", "Sun"]), name), extra, closures)


def named_calendar(calendars: Mapping[str, Any], name: str) -> WorkingDays:
    """A calendar by its name. Raises :class:`BadCalendar` naming those there are."""
    if name not in calendars:
        raise BadCalendar(f"there is no calendar {name!r}: known are {', '.join(calendars) or 'none'}")
    return calendar_of(calendars[name], {key: spec for key, spec in calendars.items() if key != name}, name)


def _base(spec: Mapping[str, Any], calendars: Mapping[str, Any]) -> Mapping[str, Any]:
    ref = spec.get("ref")
    if ref is None:
        return {}
    base = calendars.get(ref)
    if not isinstance(base, Mapping):
        raise BadCalendar(f"there is no calendar {ref!r}: known are {', '.join(calendars) or 'none'}")
    return base


def _whole(
    name: str,
    holidays: Mapping[date, str],
    weekend: frozenset[int],
    extra: Mapping[date, str],
    closures: Mapping[date, str] | None = None,
) -> WorkingDays:
    years = [day.year for day in holidays]
    content = [dict(holidays), dict(closures or {}), dict(extra)]
    return WorkingDays(
        holidays,
        closures=closures or {},
        extra=extra,
        weekend=weekend,
        first=FIRST_DATE,
        last=LAST_DATE,
        version=calendar_version(name, weekend, content),
        published=(min(years), max(years)) if years else None,
    )


def _published(path: Path, data: Mapping[str, Any], division: str) -> WorkingDays:
    part = data.get(division)
    if not isinstance(part, Mapping) or not isinstance(part.get("events"), Sequence):
        raise BadCalendar(f"{path}: has no division {division!r} with events")
    holidays = _dates(part["events"], f"{path}: {division}")
    if not holidays:
        raise BadCalendar(f"{path}: {division} has no bank holidays")
    first, last = min(holidays).year, max(holidays).year
    return WorkingDays(
        holidays,
        first=date(first, 1, 1),
        last=date(last, 12, 31),
        version=calendar_version(division, SATURDAY_AND_SUNDAY, [holidays]),
        published=(first, last),
    )


def _only(calendars: Mapping[str, Any], path: Path) -> str:
    for name in ("EW", *calendars):
        if name in calendars and (name == "EW" or len(calendars) == 1):
            return name
    raise BadCalendar(f"{path}: has several calendars: choose one of {', '.join(calendars)}")


def _dates(rows: object, where: str) -> dict[date, str]:
    if not isinstance(rows, list | tuple):
        raise BadCalendar(f"{where}: dates must stand in a list")
    dates = {}
    for row in rows:
        text, title = (row.get("date"), row.get("title")) if isinstance(row, Mapping) else (row, None)
        try:
            dates[date.fromisoformat(str(text))] = str(title or "bank holiday")
        except ValueError:
            raise BadCalendar(f"{where}: {str(text)[:40]!r} is not a date such as 2026-12-25") from None
    return dates


def _weekend(names: object, where: str) -> frozenset[int]:
    if not isinstance(names, list | tuple):
        raise BadCalendar(f"calendar {where}: weekend must be a list of days such as Sat")
    numbers = [_DAYS.index(str(name)[:3].lower()) for name in names if str(name)[:3].lower() in _DAYS]
    if len(numbers) != len(names) or len(set(numbers)) > 6:
        raise BadCalendar(
            f"calendar {where}: weekend {names} is not a list of days such as Sat, leaving one to work on"
        )
    return frozenset(numbers)


def _lines(path: Path) -> dict[date, str] | None:
    """The dates of a plain text file, one a line; None when it is JSON after all."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadCalendar(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise BadCalendar(f"{path}: is not UTF-8 text") from None
    if text.lstrip()[:1] in ("[", "{"):
        return None
    rows = [line.split("#")[0].strip() for line in text.splitlines()]
    return _dates([row for row in rows if row], str(path))
