"""A letter about a case that does not exist, with plausible facts, to look at before a case ever needs it (E1)."""

from __future__ import annotations

from datetime import date

from models.letters import Purpose
from models.post import LetterOrder

CASE = "GSCP-2026-014"
FRI_18_DEC = date(2026, 12, 18)
SAMPLES: dict[str, str] = {
    "kind": "cfc",
    "gaps": "children.0.date_of_birth,case_summary",
    "action_number": "2",
    "code": "042177",
    "working_day": "3",
    "advice": "expected",
    "basis": "split",
    "reason": "bank_holiday",
    "outcome": "learning_implemented",
    "votes_missing": "health,constabulary",
    "partners_missing": "childrens_social_care,health,constabulary",
    "signatures_missing": "health,qiip_chair",
    "agencies_missing": "A-003,A-007",
    "failed_checks": "kloes_answered,smart_actions",
    "short_notice": "yes",
    "lateness": "late",
    "return_version": "2",
    "report_version": "3",
    "meets_on": "2026-12-23",
    "expected_on": "2027-01-04",
    "forecast": "2027-06-30",
    "review_on": "2027-02-01",
    "earliest_on": "2027-05-18",
    "until": "2028-02-29",
    "due_on": "2027-03-31",
    "address": "https://fernwick.example/reports/1",
    "findings": "https://fernwick.example/reports/1/findings",
    "briefing": "https://fernwick.example/reports/1/briefing",
    "learning_material": "https://fernwick.example/reports/1/learning",
    "sha256": "ab" * 32,
    "action": "RR-4",
}


def sample_order(purpose: Purpose, to: str = "role:coordinator", due: date = FRI_18_DEC) -> LetterOrder:
    """A letter of this purpose to a recipient reference, due on a date."""
    facts = {name: SAMPLES[name] for name in purpose.facts if name in SAMPLES}
    return LetterOrder(case=CASE, purpose=purpose.name, to=to, due=due, facts=facts)
