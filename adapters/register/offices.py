"""Every office a person holds on a day: what the pages ask, where the shell asks for one (K1, T2)."""

from __future__ import annotations

from datetime import date

from adapters.register.appointments import appointments_of, as_actor, in_force
from adapters.register.directory import RoleNotHeld, reference_of
from adapters.register.store import Store
from models.people import Actor


class Offices:
    """The offices."""

    _store: Store

    def offices(self, person: str, on: date) -> tuple[Actor, ...]:
        """In which capacities this person (a reference or an e-mail address) may act on a London date.

        Raises UnknownPerson, or RoleNotHeld for somebody who holds no office on that day.
        """
        with self._store.reading() as session:
            ref = reference_of(session, self._store, person)
            held = [row for row in appointments_of(session, ref) if in_force(row, on)]
            if not held:
                raise RoleNotHeld(f"{ref} holds no office on {on}", ())
            found = (as_actor(session, row, on) for row in sorted(held, key=lambda row: row.deputy))
            return tuple(dict.fromkeys(found))
