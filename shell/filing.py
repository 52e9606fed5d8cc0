"""Filing a form that opens a case at the front desk, and saying what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.register.commands import CommandState
from desk.desk import OPEN_CASE
from desk.opening import FORM_OF, Filing, NotEntitled
from desk.outcome import DuplicatesFound, OpenedCase, Outcome, Taken
from models.case import Opening
from shell.composition import FrontDesk, open_front_desk
from shell.exits import Ending, Ends
from shell.handing_in import ENDINGS, Envelope
from shell.opened import say_duplicates, say_opened
from shell.progress import showing, until_answered


@dataclass(frozen=True)
class FiledPaper:
    """A form, and what it is to do: ``open`` a case, be the ``sin`` of a case there is, or ``reopen`` one."""

    way: str
    kind: str
    form: Mapping[str, Any]
    open_duplicates: bool = False


async def file_paper(paper: FiledPaper, envelope: Envelope) -> Ending:
    """File it, keep trying as long as asked, say what came of it; answers how the command ends."""
    with open_front_desk() as front:
        action = "sin_notified" if paper.kind == "sin" else "open_case"  # N1: a SIN is the local authority's
        by = front.actor(envelope.acting, envelope.role, action) if envelope.acting else front.business_unit()
        filing = Filing(paper.kind, paper.form, by, envelope.command_id, paper.open_duplicates)
        opened: list[OpenedCase] = []

        async def ask() -> Outcome:
            opened.append(await _file_once(front, paper.way, envelope.case, filing))
            return opened[-1].outcome

        try:
            with showing("Opening the case") as say:
                outcome = await until_answered(ask, envelope.wait, say)
        except NotEntitled as refusal:
            front.log_refusal(envelope.case, action, refusal.code)
            raise Ends(Ending.REFUSED, refusal.code, refusal.says) from None
        except DuplicatesFound as found:
            say_duplicates(found.cases, front.house, envelope)
            return Ending.DUPLICATES
        if outcome.taken is Taken.REFUSED:
            front.log_refusal(envelope.case, paper.way, outcome.code)
        say_opened(opened[-1], front.house, envelope, FORM_OF[paper.kind])
        return ENDINGS[outcome.taken]


async def _file_once(front: FrontDesk, way: str, case: str, filing: Filing) -> OpenedCase:
    known = front.house.register.command(filing.command_id)
    if known is not None and known.name == OPEN_CASE:
        opening = Opening.model_validate(known.body)
        outcome = Outcome(Taken.ACCEPTED, "opened", "", known.id)
        if known.state is CommandState.PENDING:
            outcome = await front.desk.send_opening(opening)
        return OpenedCase(opening, front.reception.timetable(opening), outcome, opening.form.gaps)
    if way == "reopen":
        return await front.reception.reopen(case, filing, front.now())
    if way == "sin":
        return await front.reception.notify_sin(case, filing, front.now())
    return await front.reception.open_case(filing, front.now())
