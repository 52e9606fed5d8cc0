"""What Temporal Web shows of a part: its stage, next action, who holds it and by when; no name ever (N15)."""

from __future__ import annotations

from temporalio import workflow

from models.record import Standing
from models.wording import OUTCOMES, STAGES, instant_words, recipient_words, words
from workflows.search_attributes import HOLDER, NEXT_DUE, STAGE


def show(standing: Standing, before: Standing | None, case: str) -> None:
    """Show how the part stands, and make it findable; search attributes change only when they must."""
    workflow.set_current_details(details(standing, case))
    if before is None or (standing.stage, standing.holder, standing.due) != (before.stage, before.holder, before.due):
        due = NEXT_DUE.value_unset() if standing.due is None else NEXT_DUE.value_set(standing.due)
        workflow.upsert_search_attributes([STAGE.value_set(standing.stage), HOLDER.value_set(standing.holder), due])


def details(standing: Standing, case: str) -> str:
    """How a part stands, in words, for whoever looks at it in Temporal Web."""
    lines = [
        f"**{case}: {words(STAGES, standing.stage)}**",
        f"Next: {standing.next_action.replace('_', ' ')}",
        f"Held by: {_who(standing.holder)}",
        f"Due: {instant_words(standing.due) if standing.due else 'no date'} (London)",
    ]
    if standing.waits_for:
        lines.append("Waits for: " + ", ".join(map(_who, standing.waits_for)))
    if standing.tasks:
        lines.append("For a person to do: " + ", ".join(task.replace("_", " ") for task in standing.tasks))
    if standing.ended:
        lines.append(f"Ended: {words(OUTCOMES, str(standing.outcome))}")
    return "\n\n".join(lines)


def _who(reference: str) -> str:
    """A title or an opaque reference, as engineers and coordinators both read it."""
    kind, _, who = reference.partition(":")
    if kind in ("role", "partner", "deputy", "body"):
        return recipient_words(reference)
    return f"{kind} {who}" if who else f"the {kind}"
