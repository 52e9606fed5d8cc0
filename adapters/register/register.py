"""The register: the one book of all cases, and its single door for the rest of the system.

Each page of the book is a module of its own; this class only binds them to one database, one ring of keys, one
clock and one set of office hours.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from adapters.clock import Clock, SystemClock
from adapters.encryption import MasterKeys
from adapters.register import schema
from adapters.register.accounts import Accounts
from adapters.register.addresses import Addresses
from adapters.register.attachments import Attachments
from adapters.register.browser_notes import BrowserNotes
from adapters.register.calendar_days import CalendarDays
from adapters.register.case_keys import Keys
from adapters.register.cases import Cases
from adapters.register.clock_facts import ClocksOnRecord
from adapters.register.commands import Commands
from adapters.register.directory import Directory
from adapters.register.directory_changes import DirectoryChanges
from adapters.register.directory_offices import DirectoryOffices
from adapters.register.directory_proposals import DirectoryProposals
from adapters.register.directory_records import DirectoryRecords
from adapters.register.documents import Documents
from adapters.register.drafts import Drafts
from adapters.register.figures import Figures
from adapters.register.housekeeping import Housekeeping
from adapters.register.interrupted import Interrupted
from adapters.register.kindred import Kindred
from adapters.register.links import Links
from adapters.register.links_astray import LinksAstray
from adapters.register.lists import Lists
from adapters.register.made_up import MadeUp
from adapters.register.news import News
from adapters.register.offices import Offices
from adapters.register.outbox import Outbox
from adapters.register.recording import Recording
from adapters.register.relations import Relations
from adapters.register.saved_lists import SavedLists
from adapters.register.searches import Searches
from adapters.register.sessions import Sessions
from adapters.register.store import OfficeHours, Store, open_engine
from adapters.register.timeline import Timelines
from adapters.register.tracker import Tracker
from adapters.register.trail import Trail
from adapters.register.work import Work


class Register(
    Cases, Attachments, Documents, Commands, Recording, Outbox, Trail, Directory, Offices, Addresses, CalendarDays,
    Keys, Relations, Links, LinksAstray, Accounts, Sessions, Drafts, News, Timelines, Kindred, DirectoryRecords,
    DirectoryChanges, DirectoryOffices, DirectoryProposals, Interrupted, BrowserNotes, Lists, ClocksOnRecord,
    SavedLists, Searches, Work, MadeUp, Figures, Tracker, Housekeeping,
):  # fmt: skip
    """The register. Safe to use from several threads and processes at once."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def open(
        cls, url: str, keys: MasterKeys, clock: Clock | None = None, office_hours: OfficeHours | None = None
    ) -> Register:
        """Open the register at ``sqlite:///FILE`` or any PostgreSQL URL. Call :meth:`migrate` on a new one.

        ``clock`` stamps keys only: business time is always told. Without ``office_hours`` no letter can be written.
        """
        return cls(Store(open_engine(url), keys, clock or SystemClock(), office_hours))

    def migrate(self) -> str:
        """Bring the tables to the newest form; answers its name. May be interrupted and repeated."""
        form = schema.migrate(self._store.engine)
        if self.has_unlisted_cases():
            self.rebuild_read_model()
        return form

    def close(self) -> None:
        """Let go of every connection."""
        self._store.engine.dispose()

    def ping(self) -> None:
        """Raise unless the database answers and has the form this release expects."""
        schema.expect_current(self._store.engine)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Several writes as one: all of them or, when anything raises, none. No ``await`` inside; may be nested."""
        with self._store.writing():
            yield
