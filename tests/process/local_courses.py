"""Stretches of a LCSPR and its publication that several diaries share, each as a sentence."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.messages import lcspr as local
from models.messages import lcspr_report as about_report
from models.messages import publication as public
from models.messages.panel_reply import PanelReplied
from tests.process import courses as course
from tests.process import diary as people
from tests.process.courses import HASH, MEMBERS
from tests.process.diary import Diary, filed

MON_1_MAR, TUE_9_MAR, WED_10_MAR = date(2027, 3, 1), date(2027, 3, 9), date(2027, 3, 10)


async def the_lcspr_is_drafted(diary: Diary) -> None:
    """Methodology, reviewer, draft and plans: all that the agencies and partners then have to agree."""
    await diary.does(
        people.QIIP_CHAIR,
        local.SetMethodology,
        methodology="systems_review",
        rationale="It asks why.",
        terms=filed("terms-of-reference"),
        agencies=["A-001", "A-003"],
    )
    await diary.does(
        people.QIIP_CHAIR, local.AppointReviewer, reviewer=people.REVIEWER[0], declaration="No interests to declare."
    )
    await diary.does(people.REVIEWER, about_report.SubmitDraft, report=filed("lcspr-report"))
    await diary.does(people.COORDINATOR, about_report.FileResponsePlan, plan=filed("response-plan"))
    await diary.does(people.COORDINATOR, about_report.FilePublicationPlan, plan=filed("publication-plan"))


async def the_lcspr_becomes_ready(diary: Diary, version: int = 1) -> None:
    """Agencies sign, partners agree, a second person checks, the QiiP declares it ready."""
    for agency in ("A-001", "A-003"):
        who = ("P-0021", "agency_contact") if agency == "A-001" else ("P-0025", "agency_contact")
        await diary.does(who, about_report.SignDraft, agency=agency, report_version=version)
    for partner, member in MEMBERS.items():
        await diary.does(member, about_report.AgreePublicationPlan, partner=partner, plan_version=1)
    await diary.does(people.COORDINATOR, about_report.ConfirmResponsePlan, evidence="Two actions have begun.")
    await diary.does(
        people.MANAGER,
        about_report.CheckAnonymisation,
        report_version=version,
        passed=True,
        findings="Nobody is named.",
    )
    await diary.does(people.QIIP_CHAIR, about_report.DeclareReady, report_version=version)


async def governance_signs_off(diary: Diary, version: int = 1) -> None:
    """Management Group and Executive."""
    await diary.does(people.GROUP_CHAIR, about_report.EndorseReport, report_version=version)
    await diary.does(people.EXECUTIVE, about_report.SignOffLcspr, report_version=version)


async def the_report_goes_to_both_bodies(diary: Diary, version: int = 1, sha256: str = HASH) -> None:
    """To the National Panel and to the Secretary of State."""
    for recipient in ("national_panel", "secretary_of_state"):
        now = await diary.office.now()
        await diary.does(
            people.COORDINATOR,
            public.RecordSending,
            recipient=recipient,
            report_version=version,
            sha256=sha256,
            sent_at=now.isoformat(),
        )


def publishing(sha256: str = HASH) -> dict[str, Any]:
    """What a person says who publishes."""
    address = "https://www.fernshire-scp.example/reviews/child-w"
    return {"address": address, "sha256": sha256, "family_told": True, "staff_told": True}


async def a_lcspr_is_drafted(diary: Diary) -> None:
    """Decided with the submission of Thursday 18 February; drafted on Monday 1 March."""
    await course.a_review_is_submitted(diary, "report-lcspr")
    await diary.does(people.COORDINATOR, PanelReplied, reply="agrees", letter="We agree.")
    await diary.on(MON_1_MAR)
    await the_lcspr_is_drafted(diary)


async def a_lcspr_is_signed_off(diary: Diary) -> None:
    await a_lcspr_is_drafted(diary)
    await the_lcspr_becomes_ready(diary)
    await governance_signs_off(diary)


async def a_report_is_sent(diary: Diary) -> None:
    """Sent to both bodies on Monday 1 March: seven working days after it is Wednesday the 10th."""
    await a_lcspr_is_signed_off(diary)
    await the_report_goes_to_both_bodies(diary)
