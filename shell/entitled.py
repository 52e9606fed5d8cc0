"""Who may read the papers of a case at the shell: default no (K1)."""

from __future__ import annotations

from models.people import Actor, Role
from shell.composition import FrontDesk
from shell.exits import Ending, Ends

READERS = frozenset(
    {Role.COORDINATOR, Role.BUSINESS_MANAGER, Role.QIIP_MEMBER, Role.QIIP_CHAIR, Role.EXECUTIVE, Role.SCRUTINEER}
)
OF_THE_CASE = {Role.INDEPENDENT_CHAIR: "independent_chair", Role.LEAD_REVIEWER: "lead_reviewer"}


def insist_may_read(front: FrontDesk, case: str, by: Actor) -> None:
    """Raise unless this actor may read this case's papers: partners, Executive and scrutineer, and its own Chair."""
    row = front.house.register.case(case)
    is_theirs = by.role in OF_THE_CASE and getattr(row, OF_THE_CASE[by.role]) == by.person
    if by.role in READERS or is_theirs:
        return
    front.log_refusal(case, "read_document", "not_entitled")
    words = by.role.value.replace("_", " ")
    raise Ends(Ending.REFUSED, "not_entitled", f"A {words} may not read the papers of this case here (K1).")
