"""What was attached to cases: the content of each file, beside the document that says what it is."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Integer, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from adapters.register.columns import Table


class AttachmentTable(Table):
    """A file. Its title and name are in ``documents.body``, sealed as its content is here; lists read no content."""

    __tablename__ = "attachments"

    document: Mapped[str] = mapped_column(ForeignKey("documents.id"), primary_key=True)
    case: Mapped[str] = mapped_column(index=True)
    about: Mapped[str]  # an action's reference, or ``agency:A-010`` for what that agency returned; blank for none
    size: Mapped[int] = mapped_column(Integer)
    content: Mapped[bytes] = mapped_column(LargeBinary)
