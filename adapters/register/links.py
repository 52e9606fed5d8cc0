"""Links for agencies: signed, expiring, revocable, for a single recipient; the second step is a code by e-mail (S1-S3).

A link's secret is nowhere kept: it is the link's number, signed under a key of the register's own. A code is
kept as a digest, lives ten minutes and five tries; a browser that gave it is known by a digest as well.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from adapters.register import audit
from adapters.register.case_keys import INDEX, key_for_sealing
from adapters.register.link_tables import LinkTable, LinkVisitTable
from adapters.register.store import RegisterError, Store
from models.case import Part
from models.people import SERVICE, Actor, Role

CODE_LIVES = timedelta(minutes=10)
MOST_TRIES = 5
MOST_CODES = 5  # an hour
VISIT_IDLES, VISIT_LASTS = timedelta(minutes=30), timedelta(hours=8)


class LinkRefused(RegisterError):
    """A link does not open, or a code does not fit: unknown, expired, revoked, wrong, spent, often, says ``code``."""

    def __init__(self, code: str) -> None:
        super().__init__(f"this link does not open: {code}")
        self.code = code


@dataclass(frozen=True)
class LinkRow:
    """A link without its secret."""

    id: str
    case: str
    agency: str
    person: str
    issued_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    revoked_why: str | None
    opened_at: datetime | None

    def state(self, now: datetime) -> str:
        """``revoked``, ``expired``, ``opened`` or ``sent``."""
        if self.revoked_at is not None:
            return "revoked"
        if now >= self.expires_at:
            return "expired"
        return "opened" if self.opened_at else "sent"

    @property
    def holder(self) -> Actor:
        """In which capacity its holder acts: for this agency, in this one request."""
        return Actor(person=self.person, role=Role.AGENCY_CONTACT, agency=self.agency)


@dataclass(frozen=True)
class LinkVisit:
    """A browser in which the code was given."""

    link: LinkRow
    form_token: str


class Links:
    """The links."""

    _store: Store

    def link_for(self, case: str, agency: str, person: str, at: datetime, until: datetime) -> str:
        """The token of this person's link to their agency's request, issued now if there is none that lives."""
        with self._store.writing() as session:
            alive = select(LinkTable).where(
                LinkTable.case == case,
                LinkTable.agency == agency,
                LinkTable.person == person,
                LinkTable.revoked_at.is_(None),
                LinkTable.expires_at > at,
            )
            row = session.scalars(alive.limit(1)).first() or self._issue(session, case, agency, person, at, until)
            row.expires_at = max(row.expires_at, until)
            session.flush()
            return self._signer(session).dumps(row.id)

    def _issue(self, session: Session, case: str, agency: str, person: str, at: datetime, until: datetime) -> LinkTable:
        row = LinkTable(
            id=secrets.token_hex(16),
            case=case,
            agency=agency,
            person=person,
            issued_at=at,
            expires_at=until,
            code_tries=0,
            codes_sent=0,
        )
        session.add(row)
        _note(session, row, "link_issued", SERVICE, at)
        return row

    def read_link(self, token: str, now: datetime) -> LinkRow:
        """The link a token opens; raises LinkRefused (unknown, expired, revoked). Reading uses nothing up (S2)."""
        with self._store.reading() as session:
            return _row(self._living(session, token, now))

    def _living(self, session: Session, token: str, now: datetime) -> LinkTable:
        try:
            id = self._signer(session).loads(token) if len(token) < 400 and token.isascii() else None
        except BadData:
            raise LinkRefused("unknown") from None
        row = session.get(LinkTable, id, populate_existing=True) if isinstance(id, str) else None
        if row is None:
            raise LinkRefused("unknown")
        if row.revoked_at is not None:
            raise LinkRefused("revoked")
        if now >= row.expires_at:
            raise LinkRefused("expired")
        return row

    def new_link_code(self, token: str, now: datetime) -> tuple[LinkRow, str]:
        """A new six-figure code for a link's holder, to be sent to them; at most five an hour (``often``)."""
        with self._store.writing() as session:
            row = self._living(session, token, now)
            if row.codes_since is None or now - row.codes_since >= timedelta(hours=1):
                row.codes_since, row.codes_sent = now, 0
            if row.codes_sent >= MOST_CODES:
                raise LinkRefused("often")
            code = f"{secrets.randbelow(1_000_000):06d}"
            row.code, row.code_until = _digest(row.id, code), now + CODE_LIVES
            row.code_tries, row.codes_sent = 0, row.codes_sent + 1
            _note(session, row, "link_code_sent", row_holder(row), now)
            return _row(row), code

    def open_link(self, token: str, code: str, now: datetime) -> tuple[str, LinkVisit]:
        """Give the code: answers the browser's secret and the visit. Raises LinkRefused (wrong, spent …)."""
        refused = ""
        with self._store.writing() as session:
            row = self._living(session, token, now)
            if row.code is None or row.code_until is None or now >= row.code_until or row.code_tries >= MOST_TRIES:
                raise LinkRefused("spent")
            row.code_tries += 1
            if hmac.compare_digest(row.code, _digest(row.id, code)):
                row.code, row.opened_at = None, row.opened_at or now
                secret, form_token = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
                session.add(_visit(row, secret, form_token, now))
                _note(session, row, "link_opened", row_holder(row), now)
                session.flush()
                return secret, LinkVisit(_row(row), form_token)
            refused = "wrong" if row.code_tries < MOST_TRIES else "spent"
            session.flush()
        raise LinkRefused(refused)

    def link_visit(self, secret: str, now: datetime) -> LinkVisit | None:
        """The visit of a browser's secret, while its link lives; None after half an hour idle or eight hours."""
        with self._store.writing() as session:
            visit = session.get(LinkVisitTable, sha256(secret.encode()).hexdigest(), populate_existing=True)
            if visit is None or now - visit.seen_at > VISIT_IDLES or now - visit.began_at > VISIT_LASTS:
                return None
            row = session.get(LinkTable, visit.link, populate_existing=True)
            if row is None or _row(row).state(now) in ("revoked", "expired"):
                return None
            if now - visit.seen_at > timedelta(minutes=1):
                visit.seen_at = now
            return LinkVisit(_row(row), visit.form_token)

    def revoke_link(self, id: str, why: str, by: Actor, at: datetime) -> None:
        """End a link and every visit with it; again changes nothing. ``why`` is a code."""
        with self._store.writing() as session:
            row = session.get(LinkTable, id, populate_existing=True)
            if row is None or row.revoked_at is not None:
                return
            row.revoked_at, row.revoked_why = at, why
            session.execute(update(LinkVisitTable).where(LinkVisitTable.link == id).values(began_at=row.issued_at))
            _note(session, row, "link_revoked", by, at, why=why)

    def links_of(self, case: str, agency: str | None = None) -> list[LinkRow]:
        """The links of a case, the newest first."""
        query = select(LinkTable).where(LinkTable.case == case)
        if agency is not None:
            query = query.where(LinkTable.agency == agency)
        with self._store.reading() as session:
            return [_row(row) for row in session.scalars(query.order_by(LinkTable.issued_at.desc(), LinkTable.id))]

    def _signer(self, session: Session) -> URLSafeSerializer:
        secret = key_for_sealing(session, self._store, INDEX).mac("links", b"signing")
        return URLSafeSerializer(secret, salt="agency-link", signer_kwargs={"digest_method": sha256})


def row_holder(row: LinkTable) -> Actor:
    """In which capacity a link's holder acts."""
    return _row(row).holder


def _digest(id: str, code: str) -> str:
    return hmac.new(id.encode(), code.strip().encode(), sha256).hexdigest()


def _visit(row: LinkTable, secret: str, form_token: str, now: datetime) -> LinkVisitTable:
    digest = sha256(secret.encode()).hexdigest()
    return LinkVisitTable(digest=digest, link=row.id, form_token=form_token, began_at=now, seen_at=now)


def _note(session: Session, row: LinkTable, action: str, by: Actor, at: datetime, **detail: str) -> None:
    said = {"agency": row.agency, "to": row.person, **detail}
    audit.note(session, row.case, action, by, at, part=str(Part.RAPID_REVIEW), clause="E4", **said)


def _row(row: LinkTable) -> LinkRow:
    return LinkRow(
        row.id, row.case, row.agency, row.person, row.issued_at, row.expires_at, row.revoked_at, row.revoked_why,
        row.opened_at,
    )  # fmt: skip
