"""Opening a case from a filed form, and opening it again on a SIN or on new information (N1-N14, T6)."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adapters.register import Register
from adapters.register.cases import Identities
from desk.desk import OPEN_CASE, Desk
from desk.editions import Calendars, Policies
from desk.outcome import DuplicatesFound, OpenedCase, Outcome, Taken
from models import authority
from models.case import CaseKind, Opening, Part
from models.forms import FieldError, FormRefused, file_form
from models.forms.fields import YesNo
from models.forms.intake import OpensCase
from models.london import london_date
from models.message import Refusal
from models.messages.threshold import SinNotified
from models.notification import needs_rapid_review
from models.people import Actor
from models.plans import draw_up
from models.timetable import Plan, Timetable, TimetableRequest

FORM_OF = {"cfc": "appendix_1", "sin": "sin", "referral": "alte_referral"}  # N1


@dataclass(frozen=True)
class Filing:
    """A form as handed in to open a case: ``kind`` is ``cfc``, ``sin`` or ``referral`` (N1)."""

    kind: str
    data: Mapping[str, Any]
    by: Actor
    command_id: str
    open_duplicates: bool = False  # a person has seen the probable duplicates and opens all the same (N11)


class NotEntitled(Exception):
    """Somebody filed a form in a role that may not open such a case; ``code`` and ``says`` as a refusal has them."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.says)
        self.code = refusal.code
        self.says = refusal.says


class Reception:
    """Opens cases."""

    def __init__(
        self, desk: Desk, register: Register, policies: Policies, calendars: Calendars, partnership: str
    ) -> None:
        self.desk = desk
        self._register = register
        self._policies = policies
        self._calendars = calendars
        self._partnership = partnership

    async def open_case(self, filing: Filing, now: datetime) -> OpenedCase:
        """Open a case. Raises :class:`FormRefused`, :class:`NotEntitled`, or :class:`DuplicatesFound` unless told to
        open all the same."""
        return await self._send(await to_thread(self._known_or_entered, filing, now))

    def _known_or_entered(self, filing: Filing, now: datetime) -> Opening:
        return self._known(filing) or self._enter(filing, self._accept(filing, now), now)

    def _known(self, filing: Filing) -> Opening | None:
        """What this very filing led to before: the same token opens nothing twice (K5)."""
        known = self._register.command(filing.command_id)
        return Opening.model_validate(known.body) if known is not None and known.name == OPEN_CASE else None

    async def _send(self, opening: Opening) -> OpenedCase:
        outcome = await self.desk.send_opening(opening)
        return OpenedCase(opening, await to_thread(self.timetable, opening), outcome, opening.form.gaps)

    def _accept(self, filing: Filing, now: datetime) -> OpensCase:
        filed = file_form(FORM_OF[filing.kind], filing.data, london_date(now))
        if not isinstance(filed, OpensCase):
            raise TypeError(f"{filing.kind} is not a form that opens a case")
        _insist_on_entitlement(filing, filed)
        self._insist_on_agencies(filed)
        found = tuple(dict.fromkeys(each.case for each in self._register.find_duplicates(identities_of(filed))))
        if found and not filing.open_duplicates:
            raise DuplicatesFound(found)
        return filed

    def _insist_on_agencies(self, filed: OpensCase) -> None:
        known = {agency.ref for agency in self._register.agencies()}
        unknown = [ref for ref in filed.agencies_to_ask() if ref not in known]
        if unknown:
            mend = f"Choose from the directory: {', '.join(sorted(known))}."
            problem = f"names agencies the directory does not know ({', '.join(unknown)})"
            raise FormRefused(filed.kind, [FieldError("ask_agencies", "Agencies to ask", problem, mend)])

    def _enter(self, filing: Filing, filed: OpensCase, now: datetime) -> Opening:
        """One transaction: the reference, the form under the case's own key, the case, the command."""
        brief = filed.opening_brief()
        notified_at = brief.get("notified_at") or now
        policy = self._policies.edition_on(self._partnership, london_date(_instant(notified_at)))
        with self._register.transaction():
            case = self._register.next_reference(policy.prefix, london_date(now).year)
            form = self._register.store_document(
                case, filed.kind, filed.as_filed(), filing.by, now, gaps=filed.gaps(), id=f"{filing.command_id}.form"
            )
            found = tuple(dict.fromkeys(each.case for each in self._register.find_duplicates(identities_of(filed))))
            values = {"kind": CaseKind.CFC, "notified_at": now, **brief}
            opening = Opening.model_validate(
                {
                    **{key: value for key, value in values.items() if key in Opening.model_fields},
                    "case": case,
                    "command_id": filing.command_id,
                    "by": filing.by,
                    "form": form,
                    "policy": policy.edition,
                    "agencies": self._agencies(filed),
                    "possible_duplicates": found,
                    "has_sin": values["kind"] is not CaseKind.CFC,
                    "immediate_action_needed": filed.immediate_action_needed is YesNo.YES,
                }
            )
            self._register.create_case(opening, now, identities_of(filed))
            self._take(opening, now)
        return opening

    def _agencies(self, filed: OpensCase) -> tuple[str, ...]:
        """Whom to ask: the statutory partners' own agencies always, then those the form names (R3)."""
        partners = [agency.ref for agency in self._register.agencies() if agency.partner is not None]
        return tuple(dict.fromkeys([*partners, *filed.agencies_to_ask()]))

    def _take(self, opening: Opening, now: datetime) -> None:
        body = opening.model_dump(mode="json")
        self._register.take_command(opening.command_id, opening.case, Part.REVIEW, OPEN_CASE, body, now, opening.by)

    async def notify_sin(self, case: str, filing: Filing, now: datetime) -> OpenedCase:
        """A SIN for a case there is: it ends a ballot under way, or opens a closed case again (T8, T6, N12)."""
        if (again := await to_thread(self._known, filing)) is not None:
            return await self._send(again)
        row = await to_thread(self._register.case, case)
        if not row.closed:
            outcome = await self.desk.hand_in(SinNotified, case, filing.by, filing.command_id, {"sin": filing.data})
            return OpenedCase(row.opening, None, outcome)
        filed = file_form("sin", filing.data, london_date(now))
        if not isinstance(filed, OpensCase):
            raise TypeError("a SIN record opens a case")
        changes = {key: value for key, value in filed.opening_brief().items() if key in Opening.model_fields}
        return await self._reopen(row.opening, filing, {**changes, "kind": CaseKind.SIN, "has_sin": True}, filed, now)

    async def reopen(self, case: str, filing: Filing, now: datetime) -> OpenedCase:
        """New information opens a closed case again, with a new ballot (T5, T6)."""
        if (again := await to_thread(self._known, filing)) is not None:
            return await self._send(again)
        row = await to_thread(self._register.case, case)
        if not row.closed:
            problem = Outcome(Taken.REFUSED, "case_open", f"{case} is open: there is nothing to reopen.")
            return OpenedCase(row.opening, None, problem)
        filed = file_form("appendix_1", filing.data, london_date(now))
        if not isinstance(filed, OpensCase):
            raise TypeError("a Case for Consideration opens a case")
        changes = {key: value for key, value in filed.opening_brief().items() if key in Opening.model_fields}
        return await self._reopen(row.opening, filing, {**changes, "kind": CaseKind.CFC}, filed, now)

    async def _reopen(
        self, before: Opening, filing: Filing, changes: dict[str, Any], filed: OpensCase, now: datetime
    ) -> OpenedCase:
        refusal = authority.refuses("sin_notified" if changes["kind"] is CaseKind.SIN else "open_case", filing.by)
        if refusal is not None:
            return OpenedCase(before, None, Outcome(Taken.REFUSED, refusal.code, refusal.says))
        return await self._send(await to_thread(self._enter_again, before, filing, changes, filed, now))

    def _enter_again(
        self, before: Opening, filing: Filing, changes: dict[str, Any], filed: OpensCase, now: datetime
    ) -> Opening:
        """One transaction: the form, the case open again, the command."""
        with self._register.transaction():
            form = self._register.store_document(
                before.case,
                filed.kind,
                filed.as_filed(),
                filing.by,
                now,
                gaps=filed.gaps(),
                id=f"{filing.command_id}.form",
            )
            update = {
                "notified_at": now,
                **changes,
                "form": form,
                "by": filing.by,
                "command_id": filing.command_id,
                "reopens": True,
                "sequence": before.sequence + 1,
                "agencies": tuple(dict.fromkeys([*before.agencies, *self._agencies(filed)])),
            }
            opening = Opening.model_validate({**before.model_dump(), **update})
            self._register.reopen_case(opening, now)
            self._take(opening, now)
        return opening

    def timetable(self, opening: Opening) -> Timetable | None:
        """The dates the case opens with, for the confirmation; None where no Rapid Review follows (N12)."""
        if not needs_rapid_review(opening.kind):
            return None
        policy = self._policies.edition(opening.policy)
        request = TimetableRequest(
            plan=Plan.RAPID_REVIEW, policy=policy.edition, kind=opening.kind, start=opening.notified_at
        )
        return draw_up(request, policy, self._calendars.calendar(policy))


def _insist_on_entitlement(filing: Filing, filed: OpensCase) -> None:
    """Only the local authority notifies a SIN, through its representative or the Business Unit (N1)."""
    is_cfc = filed.opening_brief().get("kind", CaseKind.CFC) is CaseKind.CFC
    refusal = authority.refuses("open_case" if is_cfc or filing.kind == "referral" else "sin_notified", filing.by)
    if refusal is not None:
        raise NotEntitled(refusal)


def identities_of(filed: OpensCase) -> Identities:
    """By what a probable duplicate of this form is known (N11)."""
    children = tuple((f"{child.forename} {child.last_name}".strip(), child.date_of_birth) for child in filed.family())
    surnames = tuple(child.last_name for child in filed.family() if child.last_name)
    return Identities(children=children, incident_on=filed.incident_on, surnames=surnames)


def _instant(value: object) -> datetime:
    if not isinstance(value, datetime):
        raise TypeError("notified_at is an instant")
    return value
