"""The documents attached to a case, by what they belong to: for rooms, to those who may read papers (G1, R4, K1)."""

from __future__ import annotations

from collections import defaultdict

from adapters.register.attachments import AttachmentRow
from admin.rooms.opened import Opened


def attached_in(opened: Opened) -> dict[str, list[AttachmentRow]]:
    """The attached documents by action or agency, the oldest first. That their titles were read is on record."""
    if not opened.at.may("read_papers"):
        return {}
    found = defaultdict[str, list[AttachmentRow]](list)
    register, now = opened.wiring.register, opened.wiring.now()
    for each in reversed(register.attachments_of(opened.case, opened.at.by, now, opened.room)):
        found[each.about].append(each)
    return found
