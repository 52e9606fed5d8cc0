"""Who visits the pages: a person of the directory with the offices they hold today (K1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models import authority
from models.authority import Relation
from models.message import Refusal
from models.people import Actor, Role


@dataclass(frozen=True)
class Visitor:
    """A person signed in: reference, name for the page's head, offices held today, the session's form token."""

    person: str
    name: str
    offices: tuple[Actor, ...]
    form_token: str = ""  # the synchroniser token every form of this session carries
    session: str = ""  # the session's public number; never its secret
    fresh_at: datetime | None = None  # when they last showed who they are
    own_key: str = ""  # what their one-time tokens are made with, the same in all their sessions

    @property
    def signs_with(self) -> str:
        """What this person's one-time tokens are made with: a form outlives the session it was opened in."""
        return self.own_key or self.form_token

    @property
    def roles(self) -> frozenset[Role]:
        """The roles held today."""
        return frozenset(office.role for office in self.offices)

    def capacities(self, action: str, relations: frozenset[Relation] | None = None) -> tuple[Actor, ...]:
        """The offices in which this person may do or see something; empty: they may not."""
        return tuple(office for office in self.offices if authority.refuses(action, office, relations) is None)

    def refusal(self, action: str, relations: frozenset[Relation] | None = None) -> Refusal | None:
        """Why this person may not; None where one of their offices lets them."""
        refusals = [authority.refuses(action, office, relations) for office in self.offices]
        return None if None in refusals or not refusals else refusals[0]
