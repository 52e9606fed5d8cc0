"""A register and a post that only remember, and a case that only listens."""

from __future__ import annotations

from datetime import date, datetime

from temporalio import activity, workflow

from models.brief import LcsprReconsidered, NationalReview
from models.case import Part
from models.record import Event, Letter, PostOrder, PostReport, Record, Recorded, Standing


class RememberingRegister:
    """Keeps what cases record: entries once by (case, id), letters once by their key."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], Event] = {}
        self.outbox: dict[tuple[str, str, str, date, str], Letter] = {}
        self.standings: dict[tuple[str, Part], Standing] = {}
        self.unsent: set[str] = set()

    def record(self, record: Record) -> Recorded:
        for event in record.events:
            self.entries.setdefault((record.case, event.id), event)
        for letter in record.letters:
            due = letter.due or record.at.date()
            key = (record.case, letter.purpose, letter.to, due, letter.about)
            if key not in self.outbox:
                self.outbox[key] = letter
                self.unsent.add(record.case)
        if record.standing is not None:
            self.standings[record.case, record.part] = record.standing
        return Recorded(post_due=record.at if record.case in self.unsent else None)

    def pending_before(self, case: str, part: Part, due: datetime) -> int:
        return 0


class ObligingPost:
    """Delivers whatever there is, at any hour."""

    def __init__(self, register: RememberingRegister) -> None:
        self._register = register

    @activity.defn
    def deliver(self, order: PostOrder) -> PostReport:
        self._register.unsent.discard(order.case)
        return PostReport(sent=1)


@workflow.defn(name="ListeningCase")
class ListeningCase:
    """Stands in for the case as a whole: remembers what its parts tell it."""

    def __init__(self) -> None:
        self._heard: list[str] = []
        self._done = False

    @workflow.run
    async def run(self) -> list[str]:
        await workflow.wait_condition(lambda: self._done)
        return self._heard

    @workflow.signal
    def national_review(self, told: NationalReview) -> None:
        self._heard.append(f"national_review:{told.begun}")

    @workflow.signal
    def lcspr_reconsidered(self, told: LcsprReconsidered) -> None:
        self._heard.append(f"lcspr:{told.lcspr}")

    @workflow.signal
    def done(self) -> None:
        self._done = True
