"""The stories from which the stages of `staged` are taken: each walks cases past everything a room has to show."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from models.messages import clock
from models.messages import lcspr as local
from models.messages import lcspr_report as about_report
from models.messages import panel_reply as reply
from models.messages import publication as public
from models.messages import rapid_review as review
from models.messages.learning import AddAction, RedateAction, UpdateAction
from models.messages.review import ConfirmCascade
from models.messages.threshold import CastVote, Recuse
from tests.admin.staged import Stages, Story
from tests.process import courses as course
from tests.process import diary as people
from tests.process import local_courses as lcspr
from tests.process.diary import Diary, filed

POLICE_DEPUTY = ("P-0009", "qiip_member")
CONTACTS = {"A-001": ("P-0021", "agency_contact"), "A-003": ("P-0025", "agency_contact")}


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


async def a_unanimous_no(stages: Stages) -> None:
    """All three say No: the case ends with the Record of Decision."""
    diary = stages.diary
    await course.a_case_is_raised(diary)
    await course.votes(diary, health=False, childrens_social_care=False, constabulary=False)
    await stages.stop("no Rapid Review")


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


async def a_lcspr(stages: Stages) -> None:
    """A LCSPR with queries, a hold and a late forecast, published, and closed after its year in public."""
    diary = stages.diary
    await course.a_review_is_submitted(diary, "report-lcspr")
    await stages.stop("LCSPR commissioned")
    await diary.does(people.COORDINATOR, reply.PanelReplied, reply="agrees", letter="We agree.")
    await diary.on(lcspr.MON_1_MAR)
    await lcspr.the_lcspr_is_drafted(diary)
    await _troubles(diary)
    await stages.stop("LCSPR in trouble")
    await _gets_ready(diary)
    await stages.stop("LCSPR ready")
    await lcspr.governance_signs_off(diary, 2)
    await stages.stop("LCSPR signed off")
    await lcspr.the_report_goes_to_both_bodies(diary, 2)
    held = {"kind": "court_order", "review_on": "2027-04-12", "reasons": "The family court."}
    await diary.does(people.COORDINATOR, public.HoldPublication, **held)
    await stages.stop("publication held")
    await diary.does(people.COORDINATOR, public.ReleasePublication, hold=1, reasons="Lifted.")
    await stages.stop("waiting to publish")
    await _year(stages)


async def _troubles(diary: Diary) -> None:
    asked = {"request": "How far are the interviews?", "answer_by": "2027-03-08"}
    await diary.does(people.COORDINATOR, local.RequestFromReviewer, **asked)
    found = {"findings": "The interviews are late.", "on_track": False}
    await diary.does(people.COORDINATOR, local.RecordMonitoring, **found)
    await diary.does(CONTACTS["A-001"], about_report.SignDraft, agency="A-001", report_version=1)
    queried = {"agency": "A-003", "report_version": 1, "reasons": "The date of the visit is wrong."}
    await diary.does(CONTACTS["A-003"], about_report.QueryDraft, **queried)
    await diary.does(people.HEALTH, about_report.AgreePublicationPlan, partner="health", plan_version=1)
    held = {"asked_by": "The Crown Prosecution Service.", "review_on": "2027-03-15", "reasons": "A trial."}
    await diary.does(people.QIIP_CHAIR, local.HoldLcspr, **held)
    late = {"forecast": "2027-10-01", "reasons": "The trial is in September."}
    await diary.does(people.REVIEWER, local.ForecastPublication, **late)


async def _gets_ready(diary: Diary) -> None:
    await diary.does(people.COORDINATOR, local.SendDelayNotice, reasons="The trial is in September.")
    await diary.does(people.QIIP_CHAIR, local.ReleaseLcspr, hold=1, reasons="The trial is over.")
    await diary.does(people.REVIEWER, about_report.SubmitDraft, report=filed("lcspr-report"))
    for agency, who in CONTACTS.items():
        await diary.does(who, about_report.SignDraft, agency=agency, report_version=2)
    for partner in ("childrens_social_care", "constabulary"):
        who = course.MEMBERS[partner]
        await diary.does(who, about_report.AgreePublicationPlan, partner=partner, plan_version=1)
    await diary.does(people.COORDINATOR, about_report.ConfirmResponsePlan, evidence="Two actions have begun.")
    checked = {"report_version": 2, "passed": True, "findings": "Nobody is named."}
    await diary.does(people.MANAGER, about_report.CheckAnonymisation, **checked)
    await diary.does(people.QIIP_CHAIR, about_report.DeclareReady, report_version=2)


async def _year(stages: Stages) -> None:
    diary = stages.diary
    await diary.on(date(2027, 4, 19))
    await diary.does(people.COORDINATOR, public.PublishReport, **lcspr.publishing())
    await stages.stop("published")
    links = {
        name: f"https://www.fernshire-scp.example/{name}" for name in ("findings", "briefing", "learning_material")
    }
    await diary.does(people.COORDINATOR, public.RecordCascade, **links)
    await diary.does(people.COORDINATOR, AddAction, action=filed("learning-action", due="2027-12-01"))
    await diary.does(people.COORDINATOR, UpdateAction, action="RR-1", progress="The letter is drafted.")
    await diary.on(date(2027, 5, 20))
    await diary.does(people.COORDINATOR, public.RecordAvailabilityCheck, available=False)
    await course.learning_is_completed(diary, "RR-1")
    later = {"action": "LC-1", "due": "2027-12-15", "reasons": "Staff have left."}
    await diary.does(people.COORDINATOR, RedateAction, **later)
    await diary.on(date(2027, 12, 6))
    await stages.stop("year in public")


async def no_publication(stages: Stages) -> None:
    """The Executive decides against publication: the improvements are published instead."""
    diary = stages.diary
    await lcspr.a_lcspr_is_drafted(diary)
    reasons = "It would identify the sibling."
    await diary.does(people.EXECUTIVE, local.DecideNotToPublish, report_version=1, reasons=reasons)
    await stages.stop("not to be published")
    await diary.does(people.COORDINATOR, public.PublishImprovements, **lcspr.publishing())
    await stages.stop("improvements published")


async def closed(stages: Stages) -> None:
    """Everything runs its course, and the case closes."""
    diary = stages.diary
    await course.a_review_is_submitted(diary)
    await diary.does(people.COORDINATOR, reply.PanelReplied, reply="agrees", letter="We agree.")
    for action in diary.standing(people.Part.LEARNING).waits_for:
        await course.learning_is_completed(diary, action.split(":")[0])
    await stages.stop("closed")


STORIES: tuple[Story, ...] = (a_split_vote, a_unanimous_no, a_rapid_review, a_lcspr, no_publication, closed)
