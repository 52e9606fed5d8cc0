"""Looking a sheet through before it is handed in: the values it gives, what is wrong, what it leaves blank (K4, N4)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from admin.filters import day
from admin.forms.answers import Wrong, answers, quoted
from admin.forms.errands import NO_RECORDS, Errand
from admin.forms.filled import Filled
from admin.forms.questions import Group, Table, joined, label_at
from models.forms import FieldError, FormRefused, file_form

_ISO_DAY = re.compile(r"\b(\d{4}-\d{2}-\d{2})\b")
_NAMES_OF_AGENCIES = ("agency_name", "agency", "name")  # the box that says in words what ``agency_ref`` refers to


@dataclass(frozen=True)
class Examined:
    """What a sheet comes to."""

    values: dict[str, Any]
    wrongs: tuple[Wrong, ...]
    gaps: tuple[str, ...]


def examined(errand: Errand, filled: Filled, today: date, agencies: Mapping[str, str]) -> Examined:
    """Look a sheet through; ``agencies``: the names of the directory by reference."""
    values, wrongs = answers(errand.asks, filled)
    values = completed(errand, values, agencies)
    gaps: tuple[str, ...] = ()
    if errand.form:
        try:
            form = values.get(errand.prefix, {}) if errand.prefix else values
            gaps = tuple(joined(errand.prefix, gap) for gap in file_form(errand.form, form, today).gaps())
        except FormRefused as refused:
            known = {wrong.at for wrong in wrongs}
            wrongs += [wrong for wrong in wrongs_of(errand, refused) if wrong.at not in known]
    return Examined(values, tuple(wrongs), gaps)


def completed(errand: Errand, values: dict[str, Any], agencies: Mapping[str, str]) -> dict[str, Any]:
    """With what follows from the answers: nobody chooses an agency and types its name as well."""
    if errand.command == "agency_return_received" and "agency" in values:
        agency = values["agency"]
        form = {**values.get("form", {}), "agency_ref": agency, "agency_name": agencies.get(agency, "")}
        values = {**values, "form": {**form, "records_held": "no"} if errand.variant == NO_RECORDS else form}
    if errand.command == "check_report" and "report_version" in values:
        values = {**values, "checklist": {**values.get("checklist", {}), "report_version": values["report_version"]}}
    return _named(errand.asks, values, agencies)


def _named(group: Group, values: dict[str, Any], agencies: Mapping[str, str]) -> dict[str, Any]:
    found = dict(values)
    for item in group.items:
        if isinstance(item, Group) and item.name in found:
            found[item.name] = _named(item, found[item.name], agencies)
        elif isinstance(item, Table) and item.name in found:
            found[item.name] = [_named(item.row, row, agencies) for row in found[item.name]]
    name = next((each for each in _NAMES_OF_AGENCIES if group.item(each) is not None), None)
    if name and group.item("agency_ref") is not None and found.get("agency_ref") in agencies and name not in found:
        found[name] = agencies[found["agency_ref"]]
    return found


def wrongs_of(errand: Errand, refused: FormRefused) -> list[Wrong]:
    """What the models refuse, in the words of the page, at the page's own fields."""
    prefix = errand.prefix if refused.kind == errand.form else ""
    return [_wrong(errand, joined(prefix, error.field), error) for error in refused.errors]


def _wrong(errand: Errand, path: str, error: FieldError) -> Wrong:
    label = label_at(errand.asks, path) or error.label or error.field
    return Wrong(path, quoted(label, error.problem, _plain(error.mend)))


def _plain(mend: str) -> str:
    if mend.startswith(("Choose from the directory", "Give a reference such as")):
        return "Choose from the list."
    if mend.startswith("Give date, hour and zone"):
        return "Give a date and a time."
    return _ISO_DAY.sub(lambda found: day(date.fromisoformat(found[1])), mend)


def unknown_boxes(names: list[str]) -> list[Wrong]:
    """What was posted and is no question here."""
    return [Wrong("", quoted(name[:80], "is not asked for here", "Take it out.")) for name in names]
