"""The room of the vote on a Case for Consideration, and of passing the decision on (T1-T8)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse

from admin.admission import Admission, Admitted, Wired
from admin.case.open_ballot import NOT_YET, votes_for
from admin.door import Door
from admin.rooms.ballot import BallotSeen, as_it_stands, ballot_seen, cascades, result_words
from admin.rooms.buttons import Button, offer
from admin.rooms.opened import Opened, enter, not_begun, room_page
from models.people import Partner
from models.timetable import MissingVote

door = Door()


@door.see("/cases/{case}/threshold", "read_case")
def threshold(request: Request, at: Admitted, wiring: Wired) -> HTMLResponse:
    """Who voted how and until when, what it led to, and whether the decision has been passed on."""
    opened = enter(wiring, at, "threshold")
    missing = opened.policy.rules.missing_vote.value
    appointments = wiring.register.appointments(wiring.today())
    ballot = ballot_seen(opened.course, missing, appointments)
    if ballot is None:
        return not_begun(request, opened, "A case that came as a Serious Incident Notification is never voted on.")
    ballot = ballot.as_seen_by(votes_for(at))
    passed_on = cascades(opened.course)
    return room_page(
        request,
        opened,
        _buttons(at, ballot, [line.partner for line in passed_on if line.confirmed is None]),
        ballot=ballot,
        earlier=[_earlier(opened, course_number) for course_number in range(len(opened.courses) - 1)],
        result=_result(ballot, missing),
        holds_open=missing is MissingVote.HOLD,
        cascades=passed_on,
        names=opened.names,
        form=opened.row.opening.form.id,
        votes=at.may("cast_vote"),
    )


@door.see("/cases/{case}/threshold/record", "read_papers")
def record_of_decision(request: Request, at: Admitted, wiring: Wired) -> HTMLResponse:
    """The Record of Decision: when it was decided, what, and the reasons of all three (T6)."""
    opened = enter(wiring, at, "threshold")
    ballot = ballot_seen(opened.course, opened.policy.rules.missing_vote.value, ())
    if ballot is None or ballot.closed is None:
        return not_begun(request, opened, "The Record of Decision is written when the vote closes.")
    return room_page(
        request,
        opened,
        [],
        template="record_of_decision",
        ballot=ballot,
        result=result_words(ballot.closed),
        names=opened.names,
        reasons=_reasons(opened, ballot),
    )


def _result(ballot: BallotSeen, missing: MissingVote) -> str:
    if ballot.closed:
        return result_words(ballot.closed)
    return f"{NOT_YET}." if ballot.veiled else as_it_stands(ballot, missing)


def _earlier(opened: Opened, number: int) -> BallotSeen | None:
    return ballot_seen(opened.courses[number], opened.policy.rules.missing_vote.value, ())


def _own(at: Admission, command: str) -> str:
    """The partner this person speaks for, if it is one."""
    partners = {office.partner for office in at.visitor.capacities(command, at.relations) if office.partner}
    return str(partners.pop()) if len(partners) == 1 else ""


def _buttons(at: Admission, ballot: BallotSeen, to_confirm: list[Partner]) -> list[Button]:
    is_open = ballot.closed is None
    mine = _own(at, "cast_vote")
    voted = any(each.partner == mine and each.vote for each in ballot.partners)
    confirming = _own(at, "confirm_cascade")
    cascade = bool(to_confirm) and confirming in ("", *to_confirm)
    return [
        *offer(at, "cast_vote", "Change your vote" if voted else "Vote", when=is_open, partner=mine),
        *offer(at, "recuse", "Step aside: conflict of interest", when=is_open, kind="secondary", partner=mine),
        *offer(at, "confirm_cascade", "Confirm that the agency was told", when=cascade, partner=confirming),
    ]


def _reasons(opened: Opened, ballot: BallotSeen) -> dict[Partner, str]:
    """The reasons that count; each reading is on record (K2)."""
    votes = {each.partner: each.vote for each in ballot.partners}
    return {
        partner: opened.text(vote.reasons, "record_of_decision")
        for partner, vote in votes.items()
        if vote is not None and vote.reasons
    }
