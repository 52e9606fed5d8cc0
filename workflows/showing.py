"""What Temporal Web shows of a part: its stage, next action, who holds it and by when; no name ever (N15)."""

from __future__ import annotations

from temporalio import workflow

from models.record import Standing
from workflows.search_attributes import HOLDER, NEXT_DUE, STAGE


def show(standing: Standing, before: Standing | None, case: str) -> None:
    """Show how the part stands, and make it findable; search attributes change only when they must."""
    workflow.set_current_details(_details(standing, case))
    if before is None or (standing.stage, standing.holder, standing.due) != (before.stage, before.holder, before.due):
        due = NEXT_DUE.value_unset() if standing.due is None else NEXT_DUE.value_set(standing.due)
        workflow.upsert_search_attributes([STAGE.value_set(standing.stage), HOLDER.value_set(standing.holder), due])


def _details(standing: Standing, case: str) -> str:
    due = standing.due.strftime("%a %d %b %Y %H:%M UTC") if standing.due else "no date"
    lines = [
        f"**{case}**: {standing.stage}",
        f"Next: {standing.next_action}",
        f"Held by: {standing.holder}, due {due}",
    ]
    if standing.waits_for:
        lines.append("Waits for: " + ", ".join(standing.waits_for))
    if standing.tasks:
        lines.append("For a person: " + ", ".join(standing.tasks))
    if standing.ended:
        lines.append(f"Ended: {standing.outcome}")
    return "\n\n".join(lines)
