"""What Temporal Web shows is in words, in London time, and names nobody (N15)."""

from datetime import UTC, datetime

from models.case import Part
from models.record import Standing
from models.stages import PARTS
from workflows.showing import details

DUE = datetime(2026, 12, 18, 17, 0, tzinfo=UTC)


def test_a_part_shows_its_stage_next_action_holder_and_due_time_in_words() -> None:
    standing = Standing(
        stage="agency_returns",
        next_action="return_information",
        holder="agencies",
        due=DUE,
        waits_for=("agency:A-003", "partner:health"),
        tasks=("choose_agencies",),
    )

    shown = details(standing, "GSCP-2026-014")

    assert shown.split("\n\n") == [
        "**GSCP-2026-014: agency returns**",
        "Next: return information",
        "Held by: the agencies",
        "Due: Friday 18 December 2026, 17:00 (London)",
        "Waits for: agency A-003, the QiiP member for the health partner",
        "For a person to do: choose agencies",
    ]


def test_a_part_that_has_ended_says_how() -> None:
    standing = Standing(stage="closed", next_action="none", holder="none", ended=True, outcome="no_rapid_review")

    assert details(standing, "GSCP-2026-014").endswith("Ended: no Rapid Review")


def test_every_part_says_what_it_is() -> None:
    assert set(PARTS) == set(Part)
