"""The cases in Temporal as the front desk speaks to them: connected to when first needed, "not yet" while away."""

from __future__ import annotations

from datetime import timedelta

from temporalio.client import Client

from adapters.message_size import MessageSizeGuard
from adapters.settings import Settings, temporal_profile
from adapters.temporal import TemporalAway, connect, data_converter, is_serving
from models.brief import PlanView
from models.case import Opening, Part
from models.commands import Answer, Decision, Fact
from workflows.client import CaseClient, NoAnswerYet

LONGEST_CONNECTING = timedelta(seconds=3)  # a person waits; what was handed in is kept in any case


class CasesOnDemand:
    """The cases in Temporal, connected to when first spoken to; while it is away every answer is "not yet"."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._patience = min(LONGEST_CONNECTING, timedelta(seconds=settings.connect_seconds))
        self._client: Client | None = None

    async def client(self) -> Client:
        """A connection of one's own. Raises NoAnswerYet while Temporal is away."""
        try:
            return await connect(
                temporal_profile(),
                patience=self._patience,
                interceptors=[MessageSizeGuard(data_converter())],
                fallback_address=self._settings.embedded_address,
                identity="shell",
            )
        except TemporalAway as away:
            self._patience = timedelta(0)  # it has been waited for once: from now on one try each time
            raise NoAnswerYet("away") from away

    async def _connected(self) -> CaseClient:
        if self._client is None:
            self._client = await self.client()
        return CaseClient(self._client)

    async def answers(self) -> bool:
        """Does Temporal do real work just now?"""
        try:
            if self._client is None:
                self._client = await self.client()
        except NoAnswerYet:
            return False
        return await is_serving(self._client)

    async def open(self, opening: Opening) -> None:
        """Start a case."""
        await (await self._connected()).open(opening)

    async def decide(self, told: Decision) -> Answer:
        """Ask for a decision."""
        return await (await self._connected()).decide(told)

    async def report(self, told: Fact) -> None:
        """Tell a fact."""
        await (await self._connected()).report(told)

    async def plan(self, case: str, part: Part) -> PlanView:
        """The plan a part obeys now."""
        return await (await self._connected()).plan(case, part)
