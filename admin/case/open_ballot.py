"""While a vote is open, whoever has a vote in it sees that the others have voted, and not how (T2, T5, K1).

Each partner says what it believes, with reasons. Nothing in the process asks that a partner reads another's vote first,
and what nobody is told they may see is not shown. Those who run the vote see it whole, and so do those who only read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from adapters.register.audit import Entry
from admin.admission import Admission
from admin.case.sentences import Sentence
from admin.wiring import Wiring
from models.people import Role
from models.wording import PARTNERS, words

VOTE, OPENED, CLOSED = "vote_cast", "ballot_opened", "ballot_closed"
NOT_YET = "How is shown when the vote has closed"


@dataclass(frozen=True)
class Veil:
    """What is kept from somebody who has a vote: the others' votes since the ballot was opened."""

    since: int  # the number of the entry that opened it
    own: frozenset[str]  # the partners this person votes for
    documents: frozenset[str]  # the reasons that are not to be read yet

    def hides(self, entry: Entry) -> bool:
        """Is this a vote of another partner's in the open ballot?"""
        return entry.action == VOTE and entry.seq > self.since and str(entry.detail.get("partner")) not in self.own

    def over(self, entry: Entry, sentence: Sentence) -> Sentence:
        """An entry in words, without how the partner voted and why."""
        if not self.hides(entry):
            return sentence
        partner = words(PARTNERS, str(entry.detail.get("partner")))
        said = f"{partner[:1].upper()}{partner[1:]} voted. {NOT_YET}."
        return replace(sentence, text=said, reasons=None, document=None)

    def within(self, entry: Entry) -> Entry:
        """An entry as a file may have it."""
        if not self.hides(entry):
            return entry
        return replace(entry, detail={"partner": entry.detail.get("partner")}, reasons=None)


def votes_for(at: Admission) -> frozenset[str]:
    """The partners this person may vote for, as member or as deputy."""
    return frozenset(
        str(office.partner) for office in at.visitor.offices if office.role is Role.QIIP_MEMBER and office.partner
    )


def veil_of(wiring: Wiring, at: Admission) -> Veil | None:
    """What is kept from this person now; None where nothing is: no vote is open, or they have none."""
    own = votes_for(at)
    if not own:
        return None
    found = wiring.register.timeline(at.row.reference, only={VOTE, OPENED, CLOSED}, limit=200).entries
    latest = next((entry for entry in found if entry.action != VOTE), None)
    if latest is None or latest.action == CLOSED:
        return None
    sealed = {entry.reasons for entry in found if entry.action == VOTE and entry.seq > latest.seq}
    before = {entry.reasons for entry in found if entry.action == VOTE and entry.seq < latest.seq}
    mine = {entry.reasons for entry in found if entry.detail.get("partner") in own}
    sealed |= set(_on_their_way(wiring, at.row.reference, own))
    return Veil(latest.seq, own, frozenset(each for each in sealed - before - mine if each))


def _on_their_way(wiring: Wiring, case: str, own: frozenset[str]) -> Iterable[str]:
    """Reasons of votes that the door has taken and the case has not: they are papers already."""
    for command in wiring.register.commands_named(case, "cast_vote"):
        if command.body.get("partner") not in own:
            yield str(command.body.get("reasons") or "")
