"""Who may read the papers of a case at the shell: the same table of permissions the pages ask (K1)."""

from __future__ import annotations

from models import authority
from models.people import Actor
from shell.composition import FrontDesk
from shell.exits import Ending, Ends

READ_PAPERS = "read_papers"


def insist_may_read(front: FrontDesk, case: str, by: Actor) -> None:
    """Raise unless this actor may read this case's papers; an agency reads its own request through its link."""
    register = front.house.register
    register.case(case)
    relations = register.relations(case, by.person, (by.agency,) if by.agency else ())
    refusal = authority.refuses(READ_PAPERS, by, relations)
    if refusal is None:
        return
    front.log_refusal(case, READ_PAPERS, refusal.code)
    raise Ends(Ending.REFUSED, refusal.code, refusal.says)
