"""What each fictional agency answers to a request for information (Appendix 2, R4).

Two of them name different days for one strategy discussion, so that the merged chronology has a conflict to settle.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from demo.caseload.story import Moment

Event = tuple[int, str, str, str]  # days before the incident, the hour, what it is called, what happened


@dataclass(frozen=True)
class Known:
    """What one agency knows, and who in it knows the child."""

    name: str
    completed_by: tuple[str, str]
    nominee: tuple[str, str]
    summary: str
    source: str
    events: tuple[Event, ...]
    question: str


KNOWN = {
    "A-001": Known(
        "Fernshire Children's Social Care (fictional)",
        ("Fennel Understudy", "Team manager"),
        ("Yarrow Stand-By", "Social worker"),
        "Two referrals were received in the spring. Both were closed without a visit.",
        "Fernshire case file",
        (
            (238, "15:20", "Referral by the school", "Referral received and closed on the same day."),
            (197, "11:00", "Strategy discussion", "Strategy discussion held; no further action agreed."),
            (40, "09:15", "Second referral", "A second referral was closed on paper."),
        ),
        "Why was the second referral read without the first?",
    ),
    "A-002": Known(
        "Fernshire Integrated Care Board (fictional)",
        ("Sage Notional", "Designated nurse"),
        ("Clary Imagined", "Health visitor"),
        "Health visitors saw the family at home until the second birthday and again after the move.",
        "Community record",
        (
            (260, "10:30", "Visit at home", "The child was shy and well cared for; a bruise was explained by a fall."),
            (120, "14:00", "Appointment missed", "The family did not come, and no reason was given."),
        ),
        "Who was told when appointments were missed?",
    ),
    "A-003": Known(
        "Fernshire Constabulary (fictional)",
        ("DI Rush Fabled", "Detective inspector"),
        ("DS Bracken Illusory", "Detective sergeant"),
        "One call to the address, and the strategy discussion of the spring.",
        "Incident log",
        (
            (201, "23:40", "Call to the address", "Neighbours heard shouting. The children were seen asleep."),
            (199, "11:00", "Strategy discussion", "An officer took part by telephone."),
        ),
        "Was the call known to others before the strategy discussion?",
    ),
    "A-010": Known(
        "Fernwick Academy (fictional)",
        ("Rowan Placeholder", "Designated Safeguarding Lead"),
        ("Tansy Pretence", "Class teacher"),
        "The school has known the child since September. Attendance fell from the spring on.",
        "Safeguarding log",
        (
            (238, "14:10", "Bruise seen in PE", "A teacher saw a bruise and told the safeguarding lead."),
            (31, "", "Two weeks absent", "Two weeks of absence began, said to be a virus."),
        ),
        "Why did the school not hear the outcome of its referral?",
    ),
    "A-011": Known(
        "Fernshire Hospitals Trust (fictional)",
        ("Mallow Notional", "Named nurse"),
        ("Clover Unreal", "Ward sister"),
        "One attendance before the incident, and the admission that followed it.",
        "Hospital record",
        (
            (75, "19:05", "Emergency department", "A sprained wrist; the account was accepted."),
            (0, "21:30", "Admission", "Admitted with injuries that the account did not explain."),
        ),
        "Was the earlier attendance looked up at the admission?",
    ),
}


def answer(agency: str, moment: Moment, partial: bool = False) -> dict[str, Any]:
    """An agency's return; one that never knew the child says so, which is a full answer (R4)."""
    known = KNOWN.get(agency)
    if known is None:
        return {**moment.paper("return-no-records"), "agency_ref": agency}
    events = known.events[:1] if partial else known.events
    return {
        **moment.paper("return-full"),
        "agency_name": known.name,
        "agency_ref": agency,
        "completed_by": known.completed_by[0],
        "completed_by_role": known.completed_by[1],
        "nominee": _contact(known.nominee),
        "supporting_manager": _contact(known.completed_by),
        "email": "reviews@agency.example",
        "telephone": "01632 960 400",
        "summary": known.summary,
        "key_events": [_event(each, known.source, moment) for each in events],
        "key_questions": [{"question": known.question}],
        "immediate_safeguarding": "None known beyond what the case says already.",
        "more_to_follow": "yes" if partial else "no",
    }


def _contact(person: tuple[str, str]) -> dict[str, str]:
    name, role = person
    address = name.lower().replace(" ", ".").replace("-", "")
    return {"name": name, "role": role, "email": f"{address}@agency.example", "telephone": "01632 960 401"}


def _event(event: Event, source: str, moment: Moment) -> dict[str, str]:
    before, at, called, what = event
    on = moment.incident_on - timedelta(days=before)
    told = {"on": on.isoformat(), "called": called, "what": what, "source": source}
    return {**told, "at": at} if at else told
