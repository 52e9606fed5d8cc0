"""The room of the LCSPR: commission, monitoring, drafts, plans, readiness, governance, holds (L1-L9)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse

from admin.admission import Admission, Admitted, Wired
from admin.door import Door
from admin.rooms.buttons import Button, offer
from admin.rooms.dates import LcsprDates
from admin.rooms.holding import HoldSeen, holds_of
from admin.rooms.local_review import LocalReviewSeen, gate_of, local_review_of, of_lcspr
from admin.rooms.local_seen import (
    Commission,
    Expected,
    agency_words,
    commission_of,
    diary_of,
    drafts_of,
    expected_of,
    governance_of,
    next_monitoring,
)
from admin.rooms.opened import enter, not_begun, room_page
from models.case import Part
from models.lcspr_readiness import PARTNERS
from models.people import Partner

door = Door()


@door.see("/cases/{case}/lcspr", "read_case")
def lcspr(request: Request, at: Admitted, wiring: Wired, dates: LcsprDates) -> HTMLResponse:
    """How the Local Child Safeguarding Practice Review is set up, how far it has come, and what is missing."""
    opened = enter(wiring, at, "lcspr")
    course = of_lcspr(opened.course)
    commission = commission_of(course)
    if commission is None:
        return not_begun(request, opened, "No LCSPR is held in this case, or it is not decided yet.")
    seen, runs = local_review_of(course), opened.runs(Part.LCSPR)
    holds, expected = holds_of(course, Part.LCSPR), expected_of(course, commission, dates)
    return room_page(
        request,
        opened,
        _buttons(at, commission, seen) if runs else [],
        commission=commission,
        seen=seen,
        expected=expected,
        holds=holds,
        hold_buttons={hold.number: _hold_buttons(at, hold) for hold in holds if runs},
        diary=diary_of(course),
        monitored_next=next_monitoring(dates, wiring.now()) if runs else None,
        drafts=drafts_of(course),
        words=agency_words(course, seen.agencies, list(seen.draft.signatures), list(seen.draft.queries)),
        plans=course.last("response_plan_filed"),
        publication_plan=course.last("publication_plan_filed"),
        gate=gate_of(seen, opened.book.agency),
        governance=governance_of(course),
        groups=_groups(at, seen, expected) if runs else {},
        partners=PARTNERS,
        next=opened.next_of(Part.LCSPR),
        names=opened.names,
        runs=runs,
    )


def _buttons(at: Admission, commission: Commission, seen: LocalReviewSeen) -> list[Button]:
    """What comes next, for whoever it is for."""
    version, ready = seen.version, seen.readiness
    gated = ready.missing(seen.draft, seen.agencies) == () and not ready.ready
    passed = ready.endorsed or ready.skipped
    to_executive, to_group = ready.ready and passed, ready.ready and not passed
    can_draft = commission.methodology is not None and commission.reviewer is not None
    known = version or ""
    words = f"Hand in version {version + 1} of the report" if version else "Hand in the draft report"
    return [
        *offer(at, "set_methodology", when=commission.methodology is None),
        *offer(at, "appoint_reviewer", when=commission.reviewer is None),
        *offer(at, "declare_ready", when=gated, report_version=known),
        *offer(at, "endorse_report", when=to_group, report_version=known),
        *offer(at, "skip_endorsement", when=to_group, kind="secondary", report_version=known),
        *offer(at, "sign_off_lcspr", when=to_executive, report_version=known),
        *offer(at, "decline_lcspr", when=to_executive, kind="warning", report_version=known),
        *offer(at, "submit_draft", words, when=can_draft, kind="secondary" if version else ""),
    ]


def _own(at: Admission, command: str) -> list[Partner]:
    offices = at.visitor.capacities(command, at.relations)
    return list(dict.fromkeys(office.partner for office in offices if office.partner is not None))


def _groups(at: Admission, seen: LocalReviewSeen, expected: Expected) -> dict[str, list[Button]]:
    """What can be done beside the next step, by the heading it stands under."""
    version, open_, plan = seen.version, not seen.readiness.ready, seen.readiness.plans
    unagreed = [each for each in _own(at, "agree_publication_plan") if plan and each not in seen.readiness.agreed]
    return {
        "commission": [
            *offer(at, "set_methodology", "Change methodology or terms", when=open_ and bool(seen.agencies)),
            *offer(at, "replace_reviewer"),
        ],
        "expected": [*offer(at, "forecast_publication"), *offer(at, "send_delay_notice", when=expected.owes_notice)],
        "monitoring": [*offer(at, "record_monitoring"), *offer(at, "request_from_reviewer")],
        "drafts": _drafting(at, seen),
        "plans": [
            *offer(at, "file_response_plan", when=version > 0 or bool(seen.agencies)),
            *offer(at, "confirm_response_plan", when=seen.draft.plan is not None and not seen.draft.plan_confirmed),
            *offer(at, "file_publication_plan"),
            *(
                button
                for each in unagreed
                for button in offer(at, "agree_publication_plan", partner=each, plan_version=plan)
            ),
        ],
        "gate": offer(at, "check_anonymisation", when=_may_check(at, seen), report_version=version or ""),
        "holds": [*offer(at, "hold_lcspr"), *offer(at, "decide_not_to_publish", report_version=version or "")],
    }


def _may_check(at: Admission, seen: LocalReviewSeen) -> bool:
    """Is there a version to check, and is this a second person: neither who wrote nor who filed it (L7)?"""
    waits = seen.version > 0 and not seen.readiness.anonymised
    return waits and at.visitor.person not in (*seen.draft.filed_by, at.row.lead_reviewer)


def _drafting(at: Admission, seen: LocalReviewSeen) -> list[Button]:
    """Sign or question the current version, for the agencies this person speaks for."""
    buttons: list[Button] = []
    version = seen.version
    mine = [office.agency for office in at.visitor.capacities("sign_draft", at.relations)]
    for agency in dict.fromkeys(each for each in mine if each in seen.agencies):
        signed = agency in seen.draft.signatures
        signable = version > 0 and not signed and seen.draft.plan is not None
        buttons += offer(at, "sign_draft", when=signable, agency=agency, report_version=version)
        buttons += offer(at, "query_draft", when=version > 0, agency=agency, report_version=version)
    return buttons


def _hold_buttons(at: Admission, hold: HoldSeen) -> list[Button]:
    can = hold.stands and hold.by_hand
    return [
        *offer(at, "release_lcspr", when=can, hold=hold.number),
        *offer(at, "extend_hold", when=can, hold=hold.number),
    ]
