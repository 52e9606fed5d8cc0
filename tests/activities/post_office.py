"""A post office for tests: one coordinator, and whatever mail system a test needs."""

from __future__ import annotations

from datetime import UTC, date, datetime

from activities.correspondence import CorrespondenceActivities
from activities.post import RetryPlan
from models.case import Part
from models.post import MailOutcome, Posted
from models.record import PostOrder, PostReport
from tests.activities.post_fakes import DayHours, Offices, PlainPaper, PostBag, Postman

CASE = "GSCP-2026-014"
MON_14_DEC_10 = datetime(2026, 12, 14, 10, tzinfo=UTC)
FRI_18_DEC = date(2026, 12, 18)
COORDINATOR = "role:coordinator"
SENT = Posted(outcome=MailOutcome.SENT, message_id="")
GREYLISTED = Posted(outcome=MailOutcome.RETRY, message_id="", why="smtp_451")
AWAY = Posted(outcome=MailOutcome.RETRY, message_id="", why="lost_while_connecting", away=True)
NO_SUCH_MAILBOX = Posted(outcome=MailOutcome.PERMANENT, message_id="", why="smtp_550")
LOST = Posted(outcome=MailOutcome.AMBIGUOUS, message_id="", why="answer_lost")


class Post:
    """A post office with one coordinator and whatever mail system a test needs."""

    def __init__(self, *answers: Posted, absorbs_repeats: bool = False, retries: RetryPlan | None = None) -> None:
        self.bag = PostBag(DayHours())
        self.offices = Offices()
        self.offices.appoint(COORDINATOR, "P-1")
        self.paper = PlainPaper()
        self.postman = Postman(*answers, absorbs_repeats=absorbs_repeats)
        self.activities = CorrespondenceActivities(
            self.bag, self.offices, self.paper, self.postman, DayHours(), retries
        )

    def put(self, purpose: str = "monitoring_due", to: str = COORDINATOR, **values: object) -> int:
        at = values.pop("at", MON_14_DEC_10)
        assert isinstance(at, datetime)
        return self.bag.put(purpose, to, at, FRI_18_DEC, **values)

    async def deliver(self, now: datetime = MON_14_DEC_10) -> PostReport:
        return await self.activities.deliver(PostOrder(case=CASE, part=Part.REVIEW, now=now))

    def state(self, id: int) -> str:
        return self.bag.rows[id].state
