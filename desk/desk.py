"""The desk: the one door through which people act on cases, for the shell and for the pages alike.

Form -> one register transaction (documents, command) -> Update or Signal with the command's id -> answer noted.
A lost answer leaves the command pending; it is sent again with the same id until it is answered (K5).
"""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol

import structlog
from pydantic import ValidationError

from adapters.clock import Clock
from adapters.message_size import MessageTooLarge
from adapters.register import Register
from adapters.register.commands import CommandRow, CommandState
from desk.drafting import Slip, asked, draft
from desk.entitlement import refuses_for_case, with_the_member
from desk.outcome import Outcome, Taken
from models import authority
from models.case import Opening, Part
from models.commands import Answer, Decision, Fact, Told
from models.forms import FieldError, FormRefused
from models.london import london_date
from models.message import Refusal
from models.messages.catalogue import MESSAGES
from models.messages.rapid_review import AgencyReturnReceived
from models.people import Actor
from models.record import Event, Record
from workflows.client import DecisionRefused, NoAnswerYet, PartNotRunning

log = structlog.get_logger("desk")
NOT_RUNNING = "This cannot be decided now: that part of the process has not begun, or is over."
KEPT = "It is kept, and is sent on as soon as the service answers again."
TOO_LARGE = "This says too much in a field meant for a few words: put the text into a form or a reason."
SEND_AGAIN_AFTER = timedelta(seconds=30)
OPEN_CASE = "open_case"
AGENCY_FIELDS = ("agency", "agencies", "owner")  # of messages: references of agencies in the directory
PERSON_FIELDS = ("chair", "reviewer", "person", "seconded_by")  # of messages: references of people in it


class Cases(Protocol):
    """What the desk needs of Temporal (``workflows.client.CaseClient``)."""

    async def open(self, opening: Opening) -> None:
        """Start a case."""

    async def decide(self, told: Decision) -> Answer:
        """Ask for a decision."""

    async def report(self, told: Fact) -> None:
        """Tell a fact."""


class Desk:
    """Takes decisions and facts from people, keeps them, and sends them on until they are answered."""

    def __init__(self, register: Register, cases: Cases, clock: Clock) -> None:
        self._register = register
        self._cases = cases
        self._clock = clock

    async def hand_in(
        self, kind: type[Told], case: str, by: Actor, command_id: str, values: Mapping[str, Any]
    ) -> Outcome:
        """Hand in a decision or a fact. Raises :class:`models.forms.FormRefused` naming every field to mend.

        The same ``command_id`` (the form's one-time token) again answers what the first time led to.
        """
        taken = await to_thread(self._take, kind, case, by, command_id, values)
        if isinstance(taken, Outcome):
            return taken
        told, is_new = taken
        return await self.send(told, again=not is_new)

    def _take(
        self, kind: type[Told], case: str, by: Actor, command_id: str, values: Mapping[str, Any]
    ) -> Outcome | tuple[Told, bool]:
        """The message kept and whether that is new, or its answer; in a thread, for the register takes its time."""
        refusal = authority.refuses(kind.name, by)
        if refusal is not None:
            return _refused(refusal, command_id)
        self._register.case(case)
        known = self._register.command(command_id)
        refusal = None if known else refuses_for_case(self._register, kind, case, by, values)
        if refusal is not None:
            return _refused(refusal, command_id)
        self._insist_on_the_directory(kind, values)
        with self._register.transaction():
            known = self._register.command(command_id)
            at = known.at if known else self._clock.now()
            values = with_the_member(self._register, kind, by, values, london_date(at))
            slip = Slip(command_id=command_id, case=case, by=by, at=at, today=london_date(at))
            told = draft(kind, values, slip, self._register)
            body = told.model_dump(mode="json")
            row = self._register.take_command(command_id, case, told.part, told.name, body, at, by)
        return self._answered(row) or (told, row.is_new)

    def _insist_on_the_directory(self, kind: type[Told], values: Mapping[str, Any]) -> None:
        """Whom nobody knows would never be reached, and a name typed for a reference would travel (R3, N15, K4)."""
        agencies = {agency.ref for agency in self._register.agencies()}
        people = {held.person for held in self._register.appointments()}
        mend = f"Choose from the directory: {', '.join(sorted(agencies))}."
        errors = [
            *_unknown(kind, values, AGENCY_FIELDS, agencies, mend),
            *_unknown(kind, values, PERSON_FIELDS, people, "Give a reference such as P-0001, not a name."),
        ]
        if errors:
            raise FormRefused(kind.name, errors)

    async def send(self, told: Told, *, again: bool = False) -> Outcome:
        """Send a kept message to its case, and note the answer. ``again``: it has waited once already."""
        try:
            answer = await self._sent(told)
            return await to_thread(self._note, told, *answer)
        except NoAnswerYet:
            return _waiting(told.command_id)
        except DecisionRefused as refused:
            return await to_thread(self._note, told, CommandState.REFUSED, refused.code, refused.says)
        except MessageTooLarge:
            return await to_thread(self._note, told, CommandState.REFUSED, "too_large", TOO_LARGE)
        except PartNotRunning:
            return await to_thread(self._without_its_part, told, again)

    async def _sent(self, told: Told) -> tuple[CommandState, str]:
        if isinstance(told, Decision):
            return CommandState.ACCEPTED, (await self._cases.decide(told)).outcome
        if not isinstance(told, Fact):
            raise TypeError(f"{told.name} is neither a decision nor a fact")
        await self._cases.report(told)
        return CommandState.DELIVERED, "recorded"

    def _note(self, told: Told, state: CommandState, code: str, says: str = "") -> Outcome:
        self._register.mark_command(told.command_id, state, {"code": code, "says": says})
        taken = Taken.REFUSED if state is CommandState.REFUSED else Taken.ACCEPTED
        return Outcome(taken, code, says, told.command_id)

    def _without_its_part(self, told: Told, again: bool) -> Outcome:
        return _waiting(told.command_id) if self._may_still_begin(told, again) else self._out_of_course(told)

    def _may_still_begin(self, told: Told, again: bool) -> bool:
        """Has the part not begun, so that what was told must wait for it?

        A person who decides too early is told so at once; a decision that was kept while Temporal was away may
        have come here together with the opening of its case, and waits for its part as a fact does.
        """
        if self._register.case(told.case).closed:
            return False
        begun = {row.part for row in self._register.standings(told.case)}
        return told.part not in begun and (again or isinstance(told, Fact) or not begun)

    def _out_of_course(self, told: Told) -> Outcome:
        """The part is not there: a decision is refused; a fact has happened, and is put on record all the same."""
        if isinstance(told, Decision):
            return self._note(told, CommandState.REFUSED, "not_running", NOT_RUNNING)
        self._register.record(Record(case=told.case, part=told.part, at=told.at, events=(_after_the_end(told),)))
        return self._note(told, CommandState.DELIVERED, "recorded_after_the_end")

    def _answered(self, row: CommandRow) -> Outcome | None:
        if row.state is CommandState.PENDING:
            return None
        answer = row.outcome or {}
        taken = Taken.REFUSED if row.state is CommandState.REFUSED else Taken.ACCEPTED
        return Outcome(taken, answer.get("code", "recorded"), answer.get("says", ""), row.id)

    async def redeliver(self, now: datetime | None = None, older_than: timedelta = SEND_AGAIN_AFTER) -> int:
        """Send again what has not been answered; answers how many were answered now."""
        before = (now or self._clock.now()) - older_than
        rows = await to_thread(self._register.pending_commands, before)
        outcomes = [await self._send_row(row) for row in rows]
        return sum(outcome.taken is not Taken.WAITING for outcome in outcomes)

    async def _send_row(self, row: CommandRow) -> Outcome:
        try:
            return await self._send_kept(row)
        except (ValidationError, LookupError) as error:
            # A message of another release: one that cannot be read must not keep those behind it waiting.
            log.warning("a kept message cannot be read", case=row.case, message=row.name, failure=type(error).__name__)
            return _waiting(row.id)

    async def _send_kept(self, row: CommandRow) -> Outcome:
        if row.name == OPEN_CASE:
            return await self.send_opening(Opening.model_validate(row.body))
        return await self.send(MESSAGES[row.name].model_validate(row.body), again=True)

    async def send_opening(self, opening: Opening) -> Outcome:
        """Start a case that is on the list already, and note the answer."""
        try:
            await self._cases.open(opening)
        except NoAnswerYet:
            return _waiting(opening.command_id)
        await to_thread(self._register.mark_command, opening.command_id, CommandState.ACCEPTED, {"code": "opened"})
        return Outcome(Taken.ACCEPTED, "opened", "", opening.command_id)


def _waiting(command_id: str) -> Outcome:
    return Outcome(Taken.WAITING, "waiting", KEPT, command_id)


def _unknown(
    kind: type[Told], values: Mapping[str, Any], fields: tuple[str, ...], known: set[str], mend: str
) -> list[FieldError]:
    named = {name: values[name] for name in fields if name in kind.model_fields and values.get(name)}
    return [
        FieldError(name, asked(kind, name), "is not in the directory", mend)
        for name, value in named.items()
        if not known.issuperset([value] if isinstance(value, str) else value)
    ]


def _refused(refusal: Refusal, command_id: str) -> Outcome:
    return Outcome(Taken.REFUSED, refusal.code, refusal.says, command_id)


def _after_the_end(told: Told) -> Event:
    """A fact that came after its part had ended: always taken, and flagged (R5, N13)."""
    if isinstance(told, AgencyReturnReceived):
        detail = {
            "agency": told.agency,
            "answer": told.answer.value,
            "late": True,
            "document": told.form.id,
            "return_version": told.form.version,
            "after_the_end": True,
        }
        return Event(id=told.command_id, at=told.at, action="return_received", by=told.by, detail=detail, clause="R5")
    return Event(
        id=told.command_id,
        at=told.at,
        action=f"{told.name}_after_the_end",
        by=told.by,
        detail={"part": Part(told.part)},
    )
