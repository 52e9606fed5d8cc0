"""How the longer forms are divided: their sections, in the order in which people know the answers (N3, R4, R9).

A form that is not named here has one section. A form in ``SECTION_BY_SECTION`` is filled in over several pages from a
list of sections; the others are one page with a list of contents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """Some boxes of a form under one heading; ``fields`` are names of the form's own boxes."""

    id: str
    title: str
    fields: tuple[str, ...]
    hint: str = ""


SECTION_BY_SECTION = frozenset({"appendix_1", "appendix_2", "appendix_3"})
_SAFETY = Section("safety", "Keeping children safe now", ("immediate_action_needed", "immediate_action"))
SECTIONS: Mapping[str, tuple[Section, ...]] = {
    "appendix_1": (
        _SAFETY,
        Section(
            "event", "What is referred",
            (
                "review_asked", "event", "incident_on", "died_on", "left_hospital", "incident_la", "responsible_la",
                "notified_at",
            ),
        ),
        Section("raised", "Who raises and presents the case", ("raised_by", "presenter")),
        Section("children", "Children", ("children", "siblings")),
        Section("adults", "Parents and other adults", ("adults",)),
        Section(
            "questions", "The four questions",
            (
                "abuse_known_or_suspected", "died_or_seriously_harmed", "known_condition", "died_without_intervention",
            ),
        ),
        Section("summary", "What happened", ("case_summary", "harm", "joint_working", "anything_else")),
        Section("agencies", "Agencies involved", ("agencies", "ask_agencies")),
        Section(
            "plans", "Plans",
            ("cp_plan", "cp_plan_history", "cp_plan_details", "ehc_or_cin_plan", "ehc_or_cin_details"),
        ),
    ),
    "sin": (
        _SAFETY,
        Section(
            "notification", "The notification",
            ("notification", "notified_by", "aware_on", "notified_at", "panel_reference", "expected_on"),
        ),
        Section(
            "incident", "The incident",
            (
                "event", "incident_on", "died_on", "left_hospital", "incident_la", "responsible_la", "what_happened",
            ),
        ),
        Section(
            "limbs", "Section 16C of the Children Act 2004",
            (
                "abuse_known_or_suspected", "child_died", "suspected_suicide", "child_seriously_harmed", "in_area",
                "outside_england_while_resident",
            ),
            "Each part of the test is recorded by itself.",
        ),
        Section("children", "Children", ("children", "more_children", "siblings")),
        Section("agencies", "Agencies to ask for information", ("ask_agencies",)),
    ),
    "alte_referral": (
        _SAFETY,
        Section(
            "referral", "The referral",
            ("referred_by", "becomes", "review_reference", "alte_review_asked", "abuse_known_or_suspected", "concern"),
        ),
        Section(
            "event", "The event",
            ("event", "incident_on", "died_on", "left_hospital", "incident_la", "responsible_la", "notified_at"),
        ),
        Section("children", "Children", ("children", "siblings")),
        Section("agencies", "Agencies involved", ("agencies", "ask_agencies")),
    ),
    "appendix_2": (
        Section(
            "agency", "Your agency and you",
            ("agency_name", "agency_ref", "completed_by", "completed_by_role", "email", "telephone", "records_held"),
        ),
        Section(
            "safety", "Keeping children safe now", ("immediate_safeguarding",),
            "If a child is in danger now, telephone first.",
        ),
        Section("summary", "Summary of involvement", ("summary",)),
        Section("events", "Key events", ("key_events",)),
        Section("questions", "Key questions", ("key_questions",)),
        Section("nominee", "Who comes to the panel", ("nominee", "supporting_manager")),
        Section("more", "Is this everything?", ("more_to_follow",)),
    ),
    "panel_minutes": (
        Section(
            "meeting", "The meeting",
            ("held_on", "began_at", "venue", "chaired_by", "business_manager", "coordinator"),
        ),
        Section("attendance", "Attendance", ("attendees",)),
        Section("discussion", "Discussion", ("discussion",)),
        Section("learning", "Learning", ("learning", "no_learning_because")),
        Section("urgent", "Immediate actions", ("immediate_action_needed", "immediate_actions")),
        Section("lcspr", "LCSPR", ("lcspr_recommended", "lcspr_justification")),
        Section("themes", "National themes", ("national_themes", "no_theme_because")),
    ),
    "appendix_3": (
        Section("family", "1. Family background", ("family_background",)),
        Section("meeting", "2. Rapid Review details", ("rapid_review",)),
        Section("case", "3. Report on case under review", ("case_under_review",)),
        Section("other", "4. Other relevant information", ("other_information",)),
        Section("learning", "5. Identified learning", ("learning",)),
        Section("recommendation", "6. Recommendation", ("recommendation",)),
        Section("themes", "7. Themes of potential national interest", ("national_themes",)),
        Section("lcspr", "8. Decision to proceed to LCSPR", ("lcspr",)),
    ),
    "lcspr_report": (
        Section("whose", "Whose report it is", ("chair", "agencies")),
        Section("story", "What happened, and why", ("what_happened", "analysis")),
        Section("improvements", "Improvements", ("improvements", "recommendations")),
    ),
    "publication_plan": (
        Section("day", "Day and place", ("wished_on", "address")),
        Section("family", "The family", ("family",), "They hear of the report before it is public."),
        Section("staff", "The staff", ("staff",), "They hear of the report before it is public."),
        Section("material", "What goes with it", ("learning_material", "media")),
        Section("agreement", "Agreement", ("partners",)),
    ),
    "terms_of_reference": (
        Section("terms", "Terms of reference", ("terms", "scope", "period_from", "period_to", "other")),
    ),
}  # fmt: skip
