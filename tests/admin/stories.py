"""The stories of Rapid Reviews from which stages are taken: each walks a case past everything a room has to show."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from models.messages import clock
from models.messages import panel_reply as reply
from models.messages import rapid_review as review
from models.messages.review import ConfirmCascade, ConfirmImmediateAction, OrderImmediateAction
from models.messages.threshold import CastVote, Recuse
from tests.admin.staged import Stages, Story
from tests.process import courses as course
from tests.process import diary as people
from tests.process.diary import filed

POLICE_DEPUTY = ("P-0009", "qiip_member")


def feb(day: int) -> date:
    return date(2027, 2, day)


async def a_split_vote(stages: Stages) -> None:
    """Two No, one Yes, a changed mind and a deputy: the case proceeds, and the decision is cascaded."""
    diary = stages.diary
    await course.a_case_is_raised(diary)
    await course.votes(diary, health=True)
    await diary.on(feb(1), time(14, 0))
    await course.votes(diary, health=False)
    await diary.does(people.POLICE, Recuse, partner="constabulary", reasons="I know the family.")
    await stages.stop("voting")
    await course.votes(diary, childrens_social_care=True)
    await diary.on(feb(2))
    await diary.does(POLICE_DEPUTY, CastVote, partner="constabulary", proceed=False, reasons="As minuted.")
    await diary.does(people.SOCIAL_CARE, ConfirmCascade, partner="childrens_social_care")
    await stages.stop("voted to proceed")


async def a_rapid_review(stages: Stages) -> None:
    """A SIN's Rapid Review in which everything that can go wrong does."""
    diary = stages.diary
    await course.a_sin_is_notified(diary)
    await stages.stop("notified")
    await course.a_chair_is_commissioned(diary)
    await diary.does(people.COORDINATOR, clock.PanelAcknowledged, expected_on="2027-02-22")
    await _returns(stages)
    await _panel(stages)
    await _reports(stages)
    await _reply(stages)


async def _returns(stages: Stages) -> None:
    diary = stages.diary
    await diary.on(feb(4))
    await course.a_return_comes(diary, "A-010")
    await course.a_return_comes(diary, "A-001", "return-partial")
    no_records = filed("return-no-records", agency_ref="A-011", agency_name="Fernshire Hospitals Trust (fictional)")
    await diary.does(people.COORDINATOR, review.AgencyReturnReceived, agency="A-011", form=no_records)
    await diary.on(feb(5))
    await diary.does(people.COORDINATOR, review.RequestInformation, agency="A-012")
    await diary.does(people.COORDINATOR, review.RequestInformation, agency="A-015")
    await diary.does(people.COORDINATOR, review.WithdrawRequest, agency="A-015", reasons="They never met.")
    await diary.on(feb(8), time(12, 0))
    await stages.stop("returns overdue")
    await course.a_return_comes(diary, "A-001", "return-corrected")
    for agency, name in (("A-002", "Clary Imagined"), ("A-003", "Bracken Illusory"), ("A-014", "")):
        nominee = {"name": name, "role": "Practitioner", "email": "someone@agency.example", "telephone": "01632 960999"}
        changes: dict[str, Any] = {"agency_ref": agency, "nominee": nominee if name else {}}
        told = filed("return-full", **changes)
        await diary.does(people.COORDINATOR, review.AgencyReturnReceived, agency=agency, form=told)
    await diary.on(feb(9))
    await stages.stop("returns in")


async def _panel(stages: Stages) -> None:
    diary = stages.diary
    await diary.does(people.CHAIR, review.SettleChronology, kloes=filed("kloes"))
    await stages.stop("chronology settled")
    await course.the_panel_meets(diary, feb(10), "minutes-not-quorate")
    await stages.stop("not quorate")
    moved = {"meets_on": "2027-02-12", "reasons": "Health can come on Friday."}
    await diary.does(people.CHAIR, review.MovePanel, **moved)
    await course.the_panel_meets(diary, feb(12))
    await stages.stop("panel held")


async def _reports(stages: Stages) -> None:
    diary = stages.diary
    await diary.on(feb(16))
    await diary.does(people.CHAIR, review.SubmitReport, report=filed("report-v1-blanks"))
    await stages.stop("report with blanks")
    failed = {"report_version": 1, "checklist": filed("checklist-failed")}
    await diary.does(people.MANAGER, review.CheckReport, **failed)
    await stages.stop("check failed")
    await diary.on(feb(17))
    await diary.does(people.CHAIR, review.SubmitReport, report=filed("report-lcspr"))
    await course.the_check_passes(diary, 2)
    await course.signs(diary, "constabulary", version=2)
    refused = {"capacity": "health", "report_version": 2, "reasons": "The ward is not heard."}
    await diary.does(people.HEALTH, review.RefuseReport, **refused)
    await stages.stop("refused")
    await diary.does(people.CHAIR, review.SubmitReport, report=filed("report-lcspr"))
    await course.the_check_passes(diary, 3)
    await course.signs(diary, "health", "qiip_chair", version=3)
    await stages.stop("partly signed")
    await diary.does(people.GROUP_CHAIR, review.SignInPlace, report_version=3, reasons="Two members are ill.")
    await diary.on(feb(22), time(14, 30))
    await stages.stop("last day")
    await diary.on(feb(23))
    await course.the_report_is_sent(diary, 3)
    await stages.stop("submitted late")


async def _reply(stages: Stages) -> None:
    diary = stages.diary
    await diary.on(date(2027, 3, 1))
    await diary.does(people.COORDINATOR, reply.PanelReplied, reply="queries", letter="What of the sibling?")
    await stages.stop("queried")
    now = (await diary.office.now()).isoformat()
    answer = {"answer": filed("panel-answer"), "sent_at": now}
    await diary.does(people.COORDINATOR, reply.AnswerQueries, **answer)
    await diary.does(people.COORDINATOR, reply.PanelReplied, reply="national_review", letter="A national review.")
    await stages.stop("in national review")
    await diary.does(people.COORDINATOR, reply.PanelReplied, reply="disagrees", letter="No LCSPR is needed.")
    await stages.stop("disagreed")
    withdrawn = {"commission": False, "reasons": "The national review answers it."}
    await diary.does(people.QIIP_CHAIR, reply.ReconsiderLcspr, **withdrawn)
    await stages.stop("LCSPR withdrawn")


async def a_case_that_comes_back(stages: Stages) -> None:
    """Raised, voted down, raised again, overtaken by a SIN, kept safe meanwhile, and stood down in the end."""
    diary = stages.diary
    await course.a_case_is_raised(diary)
    await course.votes(diary, health=False, childrens_social_care=False, constabulary=False)
    await stages.stop("no Rapid Review")
    await diary.on(feb(3))
    await diary.reopens("cfc", course.a_cfc(), people.COORDINATOR)
    await course.votes(diary, health=True)
    await diary.does(people.COORDINATOR, OrderImmediateAction, action="See both children today.", owner="A-001")
    await stages.stop("opened again")
    await diary.reopens("sin", course.a_sin(feb(3)), people.COORDINATOR)
    await diary.does(people.COORDINATOR, ConfirmImmediateAction, number=1, done="Both were seen.")
    await stages.stop("overtaken by a SIN")
    agreed = {"agreed_by": ["childrens_social_care", "health"], "reasons": "The criteria were not met."}
    await diary.does(people.COORDINATOR, review.StandDown, **agreed)
    await stages.stop("stood down")


REVIEWED: tuple[Story, ...] = (a_split_vote, a_rapid_review, a_case_that_comes_back)
