"""What people of the caseload do, each as a phrase: from the Chair's commission to the submission (R1-R14)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from typing import Any

from demo.caseload.families import ASKED
from demo.caseload.returns import answer
from demo.caseload.story import Act, Values
from demo.cast import AVERY, CONTACTS, FRANKIE, MORGAN, ROBIN, Person
from demo.steps import CAPACITIES, HASH


def says(**values: Any) -> Values:
    """Values that are the same on any day."""
    return lambda moment: values


def commissioned(day: int, chair: Person = FRANKIE) -> Act:
    """The Business Manager commissions the Chair (R1)."""
    declared = says(chair=chair.ref, declaration="No interests to declare: never worked with this family.")
    return Act("chair", "appoint_chair", MORGAN, declared, day, time(11, 15))


def acknowledged(day: int, ahead: int) -> Act:
    """The National Panel names its day (N13)."""
    return Act("panel-date", "panel_acknowledged", ROBIN, lambda now: {"expected_on": now.day(ahead)}, day, time(12, 0))


def begun(chair: Person = FRANKIE) -> list[Act]:
    """A Chair, and the National Panel's acknowledgement with its day: the first day as it should be (R1, N13)."""
    return [commissioned(1, chair), acknowledged(1, 22)]


def returned(agencies: Iterable[str], day: int, partial: bool = False) -> list[Act]:
    """Agencies' returns come in, half an hour apart (R4)."""

    def one(agency: str) -> Values:
        return lambda moment: {"agency": agency, "form": answer(agency, moment, partial)}

    return [
        Act(
            f"return-{each}",
            "agency_return_received",
            CONTACTS.get(each, ROBIN),
            one(each),
            day,
            time(10 + n // 2, 30 * (n % 2)),
        )
        for n, each in enumerate(agencies)
    ]


def settled(day: int, chair: Person = FRANKIE) -> Act:
    """The Chair settles the chronology and writes the key lines of enquiry (R6)."""
    return Act("kloes", "settle_chronology", chair, lambda now: {"kloes": now.paper("kloes")}, day, time(16, 0))


def met(day: int, minutes: str = "minutes-quorate", again: str = "") -> Act:
    """The panel meets, and the Coordinator takes the minutes (R7, R8)."""

    def minuted(moment: Any) -> dict[str, Any]:
        return {"minutes": moment.paper(minutes, held_on=moment.today.isoformat())}

    return Act(f"panel{again}", "hold_panel", ROBIN, minuted, day, time(14, 0))


def reported(day: int, report: str = "report-v2", version: int = 1, chair: Person = FRANKIE, due: int = 140) -> Act:
    """The Chair hands in a version of the report; its actions are due so many days later (R9)."""

    def written(moment: Any) -> dict[str, Any]:
        paper = moment.paper(report)
        learning = [
            {**point, "actions": _due(point.get("actions", ()), moment.day(due))} for point in paper["learning"]
        ]
        return {"report": {**paper, "learning": learning}}

    return Act(f"report-{version}", "submit_report", chair, written, day, time(15, 30))


def _due(actions: Iterable[dict[str, Any]], day: str) -> list[dict[str, Any]]:
    return [{**action, "due": day} for action in actions]


def checked(day: int, version: int = 1, paper: str = "checklist-passed") -> Act:
    """The Business Manager checks a version against Working Together (R10)."""

    def found(moment: Any) -> dict[str, Any]:
        return {"report_version": version, "checklist": moment.paper(paper, report_version=version)}

    return Act(f"check-{version}", "check_report", MORGAN, found, day, time(16, 15))


def signed(day: int, capacities: Iterable[str] = tuple(CAPACITIES), version: int = 1) -> list[Act]:
    """Those who sign, in their capacities (R11)."""
    return [
        Act(
            f"sign-{capacity}-{version}",
            "sign_report",
            CAPACITIES[capacity],
            says(capacity=capacity, report_version=version),
            day,
            time(9 + n, 20),
        )
        for n, capacity in enumerate(capacities)
    ]


def refused(day: int, capacity: str, why: str, version: int = 1) -> Act:
    """A signature is refused, with reasons (R11)."""
    values = says(capacity=capacity, report_version=version, reasons=why)
    return Act(f"refuse-{capacity}-{version}", "refuse_report", CAPACITIES[capacity], values, day, time(13, 0))


def submitted(day: int, version: int = 1, late: str = "") -> Act:
    """The report goes to the National Panel (R13)."""

    def sent(moment: Any) -> dict[str, Any]:
        said = {"report_version": version, "sha256": HASH, "sent_at": moment.at.isoformat()}
        why = {"late_reasons": late} if late else {}
        return {**said, "receipt": "Receipt FICTION-0417 of the Panel's secretariat.", **why}

    return Act("submission", "record_submission", ROBIN, sent, day, time(16, 40))


def replied(day: int, reply: str, letter: str, again: str = "") -> Act:
    """The National Panel writes (R14)."""
    return Act(f"reply{again}", "panel_replied", ROBIN, says(reply=reply, letter=letter), day, time(11, 0))


def met_and_reported(
    days: tuple[int, int, int, int], report: str = "report-v2", minutes: str = "minutes-quorate", due: int = 140
) -> list[Act]:
    """Chair and returns, chronology, panel, report: on these days."""
    returns, chronology, panel, written = days
    return [
        *begun(),
        *returned(ASKED, returns),
        settled(chronology),
        met(panel, minutes),
        reported(written, report, due=due),
    ]


def sent(days: tuple[int, int, int, int, int], report: str = "report-v2", due: int = 140) -> list[Act]:
    """A whole Rapid Review: as before, then checked and signed the day after, and sent on the last."""
    returns, chronology, panel, written, sending = days
    minutes = "minutes-lcspr" if "lcspr" in report else "minutes-quorate"
    return [
        *met_and_reported((returns, chronology, panel, written), report, minutes, due),
        checked(written + 1),
        *signed(sending),
        submitted(sending),
    ]


def completed(day: int, action: str, evidence: str, impact: str) -> Act:
    """A learning action is done (G1)."""
    values = says(action=action, evidence=evidence, impact=impact)
    return Act(f"complete-{action}", "complete_action", ROBIN, values, day, time(15, 0))


def decided(day: int, stands: bool, why: str) -> Act:
    """The Executive decides on a second refusal (R11)."""
    return Act("executive", "decide_refusal", AVERY, says(stands=stands, reasons=why), day)
