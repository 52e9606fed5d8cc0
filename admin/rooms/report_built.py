"""The Rapid Review Report's first version, put together from everything the case has told already (R9).

Each function fills one section of Appendix 3 from the forms it is known from; what nobody told is left to the Chair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from admin.rooms.prefilled import filled
from admin.rooms.returns import AgencyReturns, ReturnState
from models.chronology import Chronology
from models.family import age_in_years
from models.forms.appendix_1 import CaseForConsideration
from models.forms.appendix_2 import AgencyReturn
from models.forms.fields import YesNo
from models.forms.intake import OpensCase
from models.forms.kloes import KeyLinesOfEnquiry
from models.forms.panel_minutes import PanelMinutes
from models.forms.people import ChildAndHome
from models.forms.sin import SinRecord


@dataclass(frozen=True)
class Told:
    """What has been told of a case, as far as it has been."""

    sin: SinRecord | None
    cfc: CaseForConsideration | None
    returns: Mapping[str, AgencyReturn]
    seen: Sequence[AgencyReturns]
    chronology: Chronology
    kloes: KeyLinesOfEnquiry | None
    minutes: PanelMinutes | None
    name: Callable[[str], str]  # an agency's name by its reference

    @property
    def openings(self) -> tuple[OpensCase, ...]:
        """The forms the case was told of with: the SIN first, for it is the later and the fuller."""
        return tuple(form for form in (self.sin, self.cfc) if form is not None)

    @property
    def incident_on(self) -> date | None:
        """The day of the incident, as first told."""
        return next((form.incident_on for form in self.openings if form.incident_on), None)


def report_from(told: Told) -> dict[str, Any]:
    """Everything that is known, in the places of Appendix 3."""
    return filled(
        family_background=family_background(told),
        rapid_review=rapid_review(told.minutes),
        case_under_review=case_under_review(told),
        other_information=other_information(told),
        learning=learning(told.minutes),
        recommendation=recommendation(told.minutes),
        national_themes=national_themes(told.minutes),
        lcspr=filled(proceed=told.minutes.lcspr_recommended if told.minutes else None),
    )


def family_background(told: Told) -> dict[str, Any]:
    """Section 1: children, parents, siblings, the day of the incident."""
    children = next((form.family() for form in told.openings if form.family()), ())
    siblings = next((form.siblings for form in told.openings if form.siblings), ())
    adults = told.cfc.adults if told.cfc else ()
    return filled(
        children=[_child(each, told.incident_on) for each in children],
        parents=[each.model_dump(mode="json", exclude_defaults=True) for each in adults],
        siblings=[each.model_dump(mode="json", exclude_defaults=True) for each in siblings],
        incident_on=told.incident_on,
    )


def _child(child: ChildAndHome, incident_on: date | None) -> dict[str, Any]:
    known = child.model_dump(mode="json", exclude_defaults=True)
    known.pop("looked_after", None)  # asked of a notification, not of the report
    if child.date_of_birth and incident_on and child.date_of_birth <= incident_on:
        known["age_at_incident"] = str(age_in_years(child.date_of_birth, incident_on))
    return known


def rapid_review(minutes: PanelMinutes | None) -> dict[str, Any]:
    """Section 2: when and where the panel met, and who was there."""
    if minutes is None:
        return {}
    return minutes.model_dump(mode="json", exclude_defaults=True, include={"held_on", "began_at", "venue", "attendees"})


def case_under_review(told: Told) -> dict[str, Any]:
    """Section 3: what happened as first told, the chronology's events, a question for each line of enquiry."""
    happened = [told.sin.what_happened if told.sin else "", told.cfc.case_summary if told.cfc else ""]
    lines = told.kloes.kloes if told.kloes else ()
    return filled(
        concise_statement=next((text for text in happened if text), ""),
        key_events=[_event(entry._asdict()) for entry in told.chronology.entries],
        key_questions=[{"question": each.enquiry, "kloe": str(number)} for number, each in enumerate(lines, start=1)],
    )


def _event(entry: dict[str, Any]) -> dict[str, Any]:
    at = entry["at"]
    known = {name: entry[name] for name in ("on", "about_when", "called", "what", "source")}
    return filled(**known, at=f"{at:%H:%M}" if at else None, agency_ref=entry["agency"])


def other_information(told: Told) -> dict[str, Any]:
    """Section 4: plans, other children, what must be done now, and the gaps in the returns."""
    history = told.cfc.cp_plan_history if told.cfc else ()
    siblings = next((form.siblings for form in told.openings if form.siblings), ())
    in_scope = any(each.in_scope is YesNo.YES for each in siblings)
    return filled(
        other_children=YesNo.YES if in_scope else None,
        cp_plan_at_incident=_had_plan(told, history) if history else None,
        cp_plan_before=YesNo.YES if history else None,
        plan_history=[each.model_dump(mode="json", exclude_defaults=True) for each in history],
        immediate_safeguarding=immediate_safeguarding(told),
        missing_returns=[each.agency for each in told.seen if each.is_outstanding],
        gaps_in_returns=gaps_in_returns(told.seen, told.name),
    )


def _had_plan(told: Told, history: Iterable[Any]) -> YesNo | None:
    on = told.incident_on
    spells = [each for each in history if each.started]
    if on is None or not spells:
        return None
    current = any(each.started <= on and (each.ended is None or on <= each.ended) for each in spells)
    return YesNo.YES if current else YesNo.NO


def immediate_safeguarding(told: Told) -> str:
    """What the panel ordered at once, and what agencies said must be done now."""
    ordered = told.minutes.immediate_actions if told.minutes else ()
    lines = [f"Ordered by the panel: {each.action} ({told.name(each.owner)})" for each in ordered if each.action]
    said = {agency: form.immediate_safeguarding for agency, form in told.returns.items() if form.immediate_safeguarding}
    return "\n".join([*lines, *(f"{told.name(agency)}: {text}" for agency, text in said.items())])


def gaps_in_returns(seen: Sequence[AgencyReturns], name: Callable[[str], str]) -> str:
    """Whose return is missing, partial or came late, in words; or that none has a gap."""
    kinds = {
        "No return came from": [each for each in seen if each.is_outstanding],
        "More was still to follow from": [each for each in seen if each.state is ReturnState.PARTIAL],
        "After their due time came the returns of": [each for each in seen if each.latest and each.latest.late],
    }
    told = [f"{words} {', '.join(name(each.agency) for each in some)}." for words, some in kinds.items() if some]
    return " ".join(told) or "Every agency that was asked has returned in full and in time."


def learning(minutes: PanelMinutes | None) -> list[dict[str, Any]]:
    """Section 5: the learning as minuted, with the justification given there and then as where it comes from."""
    return [
        filled(learning=each.learning, tag=each.tag, from_analysis=each.justification)
        for each in (minutes.learning if minutes else ())
    ]


def recommendation(minutes: PanelMinutes | None) -> dict[str, Any]:
    """Section 6: where the panel's decision leads, and its reasons."""
    if minutes is None or minutes.lcspr_recommended is None:
        return {}
    proceed = minutes.lcspr_recommended is YesNo.YES
    leads_to = "proceed_to_lcspr" if proceed else "implement_learning"
    return filled(recommended=leads_to, rationale=minutes.lcspr_justification)


def national_themes(minutes: PanelMinutes | None) -> str:
    """Section 7: the themes the panel named, or why there is none."""
    if minutes is None:
        return ""
    themes = [f"{each.theme}: {each.justification}" for each in minutes.national_themes if each.theme]
    return "\n".join(themes) or minutes.no_theme_because
