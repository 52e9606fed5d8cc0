"""Links for agencies' contacts, and what their holders opened with them. No secret is kept, only what proves one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from adapters.register.columns import Instant, Table


class LinkTable(Table):
    """One link: to one request, for one person of one agency, until an instant."""

    __tablename__ = "links"
    __table_args__ = (Index("ix_links_case_agency", "case", "agency"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    case: Mapped[str]
    agency: Mapped[str]
    person: Mapped[str]
    issued_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
    revoked_why: Mapped[str | None]  # a code: withdrawn, reissued, wrong_person, passed_on
    opened_at: Mapped[datetime | None] = mapped_column(Instant)
    code: Mapped[str | None]  # the digest of the code last sent
    code_until: Mapped[datetime | None] = mapped_column(Instant)
    code_tries: Mapped[int] = mapped_column(Integer)
    codes_sent: Mapped[int] = mapped_column(Integer)
    codes_since: Mapped[datetime | None] = mapped_column(Instant)


class LinkVisitTable(Table):
    """A browser in which a link's holder gave the code."""

    __tablename__ = "link_visits"

    digest: Mapped[str] = mapped_column(primary_key=True)
    link: Mapped[str] = mapped_column(ForeignKey("links.id"), index=True)
    form_token: Mapped[str]
    began_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
