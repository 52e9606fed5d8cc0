"""The rooms of the Rapid Review Report: its versions, and its check and signatures (R9-R12)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse

from admin.admission import Admission, Admitted, Wired
from admin.door import Door
from admin.rooms.buttons import Button, offer
from admin.rooms.dates import RapidReviewDates
from admin.rooms.gate import failed_words
from admin.rooms.names import holders
from admin.rooms.opened import Opened, enter, not_begun, room_page
from admin.rooms.versions import played_back, versions_of
from models.case import Part
from models.messages.rapid_review import Capacity
from models.people import Partner, Role
from models.rapid_review_report import SECTIONS
from models.sign_off import CAPACITIES, SignOff, holds_capacity
from models.wording import CAPACITIES as CAPACITY_WORDS
from models.wording import listed, words

door = Door()
NOT_BEGUN = "The Chair writes the report after the Rapid Review Panel has met."


@door.see("/cases/{case}/report", "read_case")
def report(request: Request, at: Admitted, wiring: Wired, dates: RapidReviewDates) -> HTMLResponse:
    """The report's versions, what each lacks, and where it is now."""
    opened = enter(wiring, at, "report")
    if Part.RAPID_REVIEW not in opened.standings:
        return not_begun(request, opened, NOT_BEGUN)
    versions = versions_of(opened.course)
    held = opened.course.has("panel_held")
    text = f"Hand in version {len(versions) + 1}" if versions else "Write the report"
    return room_page(
        request,
        opened,
        offer(at, "submit_report", text, when=held and opened.runs(Part.RAPID_REVIEW)),
        versions=tuple(reversed(versions)),
        sections=SECTIONS,
        failed_words=failed_words,
        sign_off=_played(opened),
        held=held,
        due=dates.due("report"),
        names=opened.names,
        next=opened.next_of(Part.RAPID_REVIEW),
    )


@door.see("/cases/{case}/sign-off", "read_case")
def sign_off(request: Request, at: Admitted, wiring: Wired, dates: RapidReviewDates) -> HTMLResponse:
    """The check of each version, and who has signed, refused, or still has to sign."""
    opened = enter(wiring, at, "sign-off")
    if Part.RAPID_REVIEW not in opened.standings:
        return not_begun(request, opened, NOT_BEGUN)
    state = _played(opened)
    versions = versions_of(opened.course)
    return room_page(
        request,
        opened,
        _buttons(at, state, opened),
        versions=tuple(reversed(versions)),
        capacities=CAPACITY_WORDS,
        order=CAPACITIES,
        failed_words=failed_words,
        sign_off=state,
        waits_for=listed(words(CAPACITY_WORDS, each) for each in state.missing),
        signatories=_signatories(opened),
        check_due=dates.due("check"),
        due=dates.due("sign_off"),
        names=opened.names,
        runs=opened.runs(Part.RAPID_REVIEW),
    )


def _played(opened: Opened) -> SignOff:
    return played_back(opened.course, opened.policy.rules.refusals_before_executive.value)


def _buttons(at: Admission, state: SignOff, opened: Opened) -> list[Button]:
    """What can be done with the version on the table; signatures are asked for once it has passed the check."""
    version = state.version
    on_table = opened.runs(Part.RAPID_REVIEW) and version > 0 and not state.returned
    passed = on_table and state.checked == version
    refused = any(each == version for each in state.refused.values())
    unchecked = on_table and not passed and not state.with_executive
    in_place = passed and bool(state.missing) and not refused
    text = f"Sign version {version} in place of what is missing"
    return [
        *offer(at, "check_report", f"Check version {version}", when=unchecked, report_version=version),
        *(_signing(at, state, opened) if passed else ()),
        *offer(at, "sign_in_place", text, when=in_place, report_version=version),
        *offer(at, "decide_refusal", when=state.with_executive),
    ]


def _signing(at: Admission, state: SignOff, opened: Opened) -> list[Button]:
    """Sign or refuse, in each capacity of this person that has not signed; a Chair does not sign their own report."""
    if at.visitor.person == opened.row.independent_chair:
        return []
    version, buttons = state.version, []
    for capacity in _own(at, "sign_report"):
        if capacity in state.signatures:
            continue
        whom = f"for {CAPACITY_WORDS[capacity]}"
        sign, refuse = f"Sign version {version} {whom}", f"Refuse to sign {whom}"
        buttons += offer(at, "sign_report", sign, capacity=capacity, report_version=version)
        buttons += offer(at, "refuse_report", refuse, kind="warning", capacity=capacity, report_version=version)
    return buttons


def _own(at: Admission, command: str) -> list[Capacity]:
    """In which capacities this person may sign."""
    offices = at.visitor.capacities(command, at.relations)
    return [capacity for capacity in CAPACITIES if any(holds_capacity(office, capacity) for office in offices)]


def _signatories(opened: Opened) -> dict[Capacity, list[str]]:
    """Who may sign in each capacity: the members with their deputies, and the QiiP Chair."""
    people = opened.wiring.register.appointments(opened.wiring.today())
    chairs = [*holders(people, Role.QIIP_CHAIR), *holders(people, Role.QIIP_CHAIR, deputies=True)]
    found = {Capacity.QIIP_CHAIR: chairs}
    for partner in Partner:
        members = holders(people, Role.QIIP_MEMBER, partner)
        found[Capacity(partner.value)] = [*members, *holders(people, Role.QIIP_MEMBER, partner, deputies=True)]
    return {capacity: opened.names.listed(dict.fromkeys(names)) for capacity, names in found.items()}
