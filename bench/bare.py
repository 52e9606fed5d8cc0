"""The smallest workflow that answers an Update: what Temporal itself takes for a decision."""

from __future__ import annotations

from temporalio import workflow


@workflow.defn
class Bare:
    """Answers until it is told to end."""

    def __init__(self) -> None:
        self._over = False

    @workflow.run
    async def run(self) -> None:
        """Waits."""
        await workflow.wait_condition(lambda: self._over)

    @workflow.update
    def decide(self, told: str) -> str:
        """An answer, and nothing else."""
        return told

    @workflow.signal
    def end(self) -> None:
        """Nothing is asked any more."""
        self._over = True
