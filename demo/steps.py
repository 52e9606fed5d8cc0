"""Stretches that several of the cases share."""

from __future__ import annotations

from collections.abc import Iterable

from demo.cast import ALEX, CONTACTS, JORDAN, MORGAN, ROBIN, SAM, SAM_CHAIR, Person
from demo.skipped_time import form
from demo.telling import Tale

HASH = "ab" * 32
CAPACITIES: dict[str, Person] = {
    "childrens_social_care": ALEX,
    "health": SAM,
    "constabulary": JORDAN,
    "qiip_chair": SAM_CHAIR,
}


async def commission(tale: Tale, chair: Person) -> None:
    """The Business Manager commissions a Chair."""
    name = chair.label.partition(" (")[0]
    what = f"commissions {name} as Independent Chair, who declares no interests"
    await tale.does(MORGAN, what, "appoint_chair", chair=chair.ref, declaration="No interests to declare.")


async def a_return(tale: Tale, agency: str, filed: str = "return-full", what: str = "hands in the return") -> None:
    """One agency's contact hands its return in."""
    values = {"agency": agency, "form": form(filed)}
    await tale.does(CONTACTS[agency], what, "agency_return_received", **values)


async def passes(tale: Tale, version: int = 1) -> None:
    """The Business Manager's check finds everything."""
    checked = {"report_version": version, "checklist": form("checklist-passed", report_version=version)}
    await tale.does(MORGAN, f"checks version {version} against Working Together: passed", "check_report", **checked)


async def sign(tale: Tale, capacities: Iterable[str], version: int = 1) -> None:
    """Each signs one version in a capacity."""
    for capacity in capacities:
        person = CAPACITIES[capacity]
        await tale.does(person, f"signs version {version}", "sign_report", capacity=capacity, report_version=version)


def sent(tale: Tale, version: int = 1) -> dict[str, object]:
    """What is recorded of a sending: version, hash, instant, receipt."""
    at = tale.office.people.clock.at.isoformat()
    return {"report_version": version, "sha256": HASH, "sent_at": at, "receipt": "A fictional receipt."}


async def the_panel_replies(tale: Tale, reply: str, what: str) -> None:
    """The Coordinator logs what the National Panel writes."""
    values = {"reply": reply, "letter": "A fictional letter."}
    await tale.does(ROBIN, f"logs the National Panel's reply: {what}", "panel_replied", **values)
