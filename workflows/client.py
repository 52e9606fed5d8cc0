"""How the outside addresses a case: open it, ask it to decide, tell it what happened (HOUSE: the road of one datum).

An Update that timed out is *unknown*, not failed: it is sent again with the same id, and the server answers the
first result. Nothing here knows a name: the messages carry references.
"""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

from temporalio.client import (
    Client,
    WorkflowQueryFailedError,
    WorkflowQueryRejectedError,
    WorkflowUpdateFailedError,
    WorkflowUpdateRPCTimeoutOrCancelledError,
)
from temporalio.common import (
    SearchAttributePair,
    TypedSearchAttributes,
    WorkflowIDConflictPolicy,
    WorkflowIDReusePolicy,
)
from temporalio.exceptions import ApplicationError, WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

from models.brief import PlanView
from models.case import Opening, Part
from models.commands import Answer, Decision, Fact
from models.stages import PARTS
from workflows.addresses import TASK_QUEUE, workflow_id
from workflows.safeguarding_review import SafeguardingReview
from workflows.search_attributes import CASE_KIND

PATIENCE = timedelta(seconds=20)


class DecisionRefused(Exception):
    """The case refused; ``code`` says which rule, ``says`` how to mend it."""

    def __init__(self, code: str, says: str) -> None:
        super().__init__(says)
        self.code = code
        self.says = says


class PartNotRunning(Exception):
    """The part this is for has not begun or has ended."""


class NoAnswerYet(Exception):
    """The service could not be reached or has not answered: unknown, to be sent again with the same id."""


class CaseClient:
    """Speaks to cases through Temporal."""

    def __init__(self, client: Client, patience: timedelta = PATIENCE) -> None:
        self._client = client
        self._patience = patience

    async def open(self, opening: Opening) -> None:
        """Start a case, or its next run when it is reopened. Opening one that is open already changes nothing.

        A case that has closed but still waits with its last letters for the morning is told, and makes way.
        Raises :class:`NoAnswerYet` when the service cannot be reached.
        """
        try:
            await self._client.start_workflow(
                SafeguardingReview.run,
                opening,
                id=workflow_id(opening.case, Part.REVIEW),
                task_queue=TASK_QUEUE,
                id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
                id_reuse_policy=_reuse(opening),
                start_signal="reopened" if opening.reopens else None,
                start_signal_args=[opening] if opening.reopens else [],
                static_summary=f"{opening.case} ({opening.kind})",
                static_details=PARTS[Part.REVIEW],
                search_attributes=TypedSearchAttributes([SearchAttributePair(CASE_KIND, opening.kind.value)]),
                rpc_timeout=self._patience,
            )
        except WorkflowAlreadyStartedError:
            return  # sent again after a lost answer: the case was opened, and has even ended
        except RPCError as error:
            raise NoAnswerYet(error.status.name) from error

    async def decide(self, told: Decision) -> Answer:
        """Ask for a decision. Raises :class:`DecisionRefused`, :class:`PartNotRunning` or :class:`NoAnswerYet`."""
        handle = self._client.get_workflow_handle(workflow_id(told.case, told.part))
        try:
            answer: Answer = await handle.execute_update(
                told.name, told, id=told.command_id, result_type=Answer, rpc_timeout=self._patience
            )
        except WorkflowUpdateFailedError as error:
            raise _refused(error) from error
        except WorkflowUpdateRPCTimeoutOrCancelledError as error:
            raise NoAnswerYet("timeout") from error
        except RPCError as error:
            raise _unanswered(error) from error
        return answer

    async def report(self, told: Fact) -> None:
        """Tell a fact. Raises :class:`PartNotRunning` or :class:`NoAnswerYet`."""
        handle = self._client.get_workflow_handle(workflow_id(told.case, told.part))
        try:
            await handle.signal(told.name, told, rpc_timeout=self._patience)
        except RPCError as error:
            raise _unanswered(error) from error

    async def plan(self, case: str, part: Part) -> PlanView:
        """The plan a part obeys now. Raises :class:`PartNotRunning` (or it keeps none) or :class:`NoAnswerYet`."""
        handle = self._client.get_workflow_handle(workflow_id(case, part))
        try:
            view: PlanView = await handle.query("plan", result_type=PlanView, rpc_timeout=self._patience)
        except (WorkflowQueryRejectedError, WorkflowQueryFailedError) as error:
            raise PartNotRunning("it keeps no plan") from error
        except RPCError as error:
            raise _unanswered(error) from error
        return view


def web_path(namespace: str, case: str, part: Part) -> str:
    """Where Temporal Web shows a part of a case, below its own address."""
    return f"/namespaces/{quote(namespace)}/workflows/{quote(workflow_id(case, part), safe='')}"


def _reuse(opening: Opening) -> WorkflowIDReusePolicy:
    return WorkflowIDReusePolicy.ALLOW_DUPLICATE if opening.reopens else WorkflowIDReusePolicy.REJECT_DUPLICATE


def _refused(error: WorkflowUpdateFailedError) -> Exception:
    cause = error.cause
    if isinstance(cause, ApplicationError) and cause.type == "AcceptedUpdateCompletedWorkflow":
        return NoAnswerYet("the part ended before it answered")
    if isinstance(cause, ApplicationError):
        return DecisionRefused(cause.type or "refused", cause.message)
    return NoAnswerYet("the answer was lost")


def _unanswered(error: RPCError) -> Exception:
    if error.status is RPCStatusCode.NOT_FOUND:
        return PartNotRunning(error.status.name)
    return NoAnswerYet(error.status.name)
