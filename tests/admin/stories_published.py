"""The stories of a LCSPR and its publication, walked past everything their rooms have to show."""

from __future__ import annotations

from datetime import date

from models.messages import lcspr as local
from models.messages import lcspr_report as about_report
from models.messages import panel_reply as reply
from models.messages import publication as public
from models.messages.learning import AddAction, HandOverAction, RedateAction, UpdateAction
from tests.admin.staged import Stages, Story
from tests.process import courses as course
from tests.process import diary as people
from tests.process import local_courses as lcspr
from tests.process.diary import Diary, filed

CONTACTS = {"A-001": ("P-0021", "agency_contact"), "A-003": ("P-0025", "agency_contact")}


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


async def a_lcspr_that_is_not_published(stages: Stages) -> None:
    """The Executive decides against publication: the improvements are published instead."""
    diary = stages.diary
    await course.a_sin_is_notified(diary)
    await course.a_whole_review_in_a_day(diary, "report-lcspr")
    methodology = {"methodology": "systems_review", "rationale": "It asks why.", "agencies": ["A-001"]}
    await diary.does(people.QIIP_CHAIR, local.SetMethodology, terms=filed("terms-of-reference"), **methodology)
    reviewer = {"reviewer": people.REVIEWER[0], "declaration": "No interests to declare."}
    await diary.does(people.QIIP_CHAIR, local.AppointReviewer, **reviewer)
    await diary.does(people.REVIEWER, about_report.SubmitDraft, report=filed("lcspr-report-incomplete"))
    await stages.stop("LCSPR incomplete")
    reasons = "It would identify the sibling."
    await diary.does(people.EXECUTIVE, local.DecideNotToPublish, report_version=1, reasons=reasons)
    await stages.stop("not to be published")
    await diary.does(people.COORDINATOR, public.PublishImprovements, **lcspr.publishing())
    await diary.does(people.COORDINATOR, public.WithdrawReport, court_order=True, reasons="An order.")
    await stages.stop("taken down")


async def a_case_that_closes(stages: Stages) -> None:
    """Everything runs its course, and the case closes."""
    diary = stages.diary
    await course.a_sin_is_notified(diary)
    await course.a_whole_review_in_a_day(diary)
    await diary.does(people.COORDINATOR, reply.PanelReplied, reply="agrees", letter="We agree.")
    handed = {"action": "RR-2", "to": "agency:A-010", "reasons": "The school carries it on."}
    await diary.does(people.QIIP_CHAIR, HandOverAction, **handed)
    await course.learning_is_completed(diary, "RR-1")
    await stages.stop("closed")


PUBLISHED: tuple[Story, ...] = (a_lcspr, a_lcspr_that_is_not_published, a_case_that_closes)
