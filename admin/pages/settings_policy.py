"""The policy in the settings: each value with its clause and in words, who keeps which edition, what differs (C7)."""

from __future__ import annotations

from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response

from adapters.policies import UnknownEdition
from admin.admission import Admitted, Wired
from admin.door import Door
from admin.failures import not_found
from admin.partnership.policy_names import SECTIONS
from admin.partnership.policy_words import differences, lines_of, validity
from admin.rendering import page
from admin.wiring import Wiring
from models.policy import Policy

door = Door()
HOME = "/settings/policy"


@door.see(HOME, "see_policy")
def editions(request: Request, wiring: Wired) -> Response:
    """Every edition of this partnership, which one is in force, and how many cases keep each."""
    counts = wiring.register.cases_by_edition()
    found = [
        (policy, validity(policy), counts.get(policy.edition, (0, 0)), policy.is_valid_on(wiring.today()))
        for policy in _own_editions(wiring)
    ]
    return page(request, "settings/policies.html", editions=found)


@door.see(f"{HOME}/compare", "see_policy")
def compare(request: Request, wiring: Wired, first: str = "", second: str = "") -> Response:
    """What two editions do not share."""
    known = {policy.edition: policy for policy in _own_editions(wiring)}
    one, other = known.get(first), known.get(second)
    found = differences(one, other) if one and other else []
    return page(
        request,
        "settings/policy_compare.html",
        editions=list(known),
        first=one.edition if one else "",
        second=other.edition if other else "",
        sections=[(SECTIONS[part], list(group)) for part, group in groupby(found, key=lambda each: each.line.section)],
        chosen=one is not None and other is not None,
    )


@door.see(f"{HOME}/{{edition}}", "see_policy")
def one(request: Request, wiring: Wired, at: Admitted, edition: str) -> Response:
    """One edition, value by value."""
    policy = next((each for each in _own_editions(wiring) if each.edition == edition), None)
    if policy is None:
        return not_found(request, UnknownEdition(edition))
    lines = sorted(lines_of(policy), key=lambda line: list(SECTIONS).index(line.section))
    return page(
        request,
        "settings/policy.html",
        policy=policy,
        validity=validity(policy),
        counts=wiring.register.cases_by_edition().get(policy.edition, (0, 0)),
        in_force=policy.is_valid_on(wiring.today()),
        sections=[(SECTIONS[part], list(group)) for part, group in groupby(lines, key=lambda line: line.section)],
        others=[each.edition for each in _own_editions(wiring) if each.edition != edition],
        file=f"policies/{policy.edition}.toml",
        sees_letters=at.may("see_letters"),
    )


def _own_editions(wiring: Wiring) -> list[Policy]:
    """This partnership's editions, the newest first."""
    own = [each for each in wiring.policies.editions.values() if each.partnership == wiring.settings.partnership]
    return sorted(own, key=lambda policy: policy.valid_from, reverse=True)
