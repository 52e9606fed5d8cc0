"""Cases with a Local Child Safeguarding Practice Review, from its methodology to its year in public (L, P)."""

from __future__ import annotations

from datetime import time
from typing import Any

from demo.caseload.acts import completed, replied, says, sent
from demo.caseload.families import died, sin
from demo.caseload.story import Act, Story
from demo.cast import AVERY, CONTACTS, KERRY, MEMBERS, MORGAN, QUINN, ROBIN, SAM_CHAIR, SIDNEY, Person
from demo.steps import HASH

BODIES = ("national_panel", "secretary_of_state")
COOPERATE = ("A-001", "A-003", "A-010")
SITE = "https://www.fernshire-scp.example/reviews"
AGREES = "The Panel agrees that a local review is needed."
REVIEW = sent((1, 1, 1, 1, 2), "report-lcspr", due=60)  # in two days: what is shown here is what follows


def act(id: str, message: str, by: Person, day: int, at: time = time(10, 0), **values: Any) -> Act:
    """An act whose values are the same on any day."""
    return Act(id, message, by, says(**values), day, at)


def begun(day: int) -> list[Act]:
    """Methodology, terms of reference, Lead Reviewer (L1, L2)."""

    def set_up(moment: Any) -> dict[str, Any]:
        why = "It asks why what was done made sense at the time."
        terms = moment.paper("terms-of-reference")
        return {"methodology": "systems_review", "rationale": why, "terms": terms, "agencies": list(COOPERATE)}

    appoint = {"reviewer": SIDNEY.ref, "declaration": "No interests to declare."}
    return [
        Act("methodology", "set_methodology", SAM_CHAIR, set_up, day),
        act("reviewer", "appoint_reviewer", SAM_CHAIR, day, time(11, 0), **appoint),
    ]


def monitored(day: int, findings: str, on_track: bool = True) -> Act:
    """Somebody looks at progress and quality (L4)."""
    return act(f"monitoring-{day}", "record_monitoring", ROBIN, day, findings=findings, on_track=on_track)


def drafted(day: int) -> list[Act]:
    """Report, response plan and publication plan (L5-L7)."""
    papers = (
        ("draft", "submit_draft", SIDNEY, "report", "lcspr-report"),
        ("plan", "file_response_plan", ROBIN, "plan", "response-plan"),
        ("publication-plan", "file_publication_plan", ROBIN, "plan", "publication-plan"),
    )

    def filed(field: str, paper: str) -> Any:
        return lambda moment: {field: moment.paper(paper)}

    return [
        Act(id, message, by, filed(field, paper), day, time(10 + n, 0))
        for n, (id, message, by, field, paper) in enumerate(papers)
    ]


def signed_by(agencies: tuple[str, ...], day: int) -> list[Act]:
    """Agencies sign the draft off (L6)."""
    return [
        act(f"agency-{each}", "sign_draft", CONTACTS[each], day, time(9 + n, 30), agency=each, report_version=1)
        for n, each in enumerate(agencies)
    ]


def agreed(day: int) -> list[Act]:
    """The partners agree the publication plan, and the response plan is being actioned (L7)."""
    votes = [
        act(
            f"agree-{partner}", "agree_publication_plan", member, day, time(13, 10 * n), partner=partner, plan_version=1
        )
        for n, (partner, member) in enumerate(MEMBERS.items())
    ]
    seen = "Two of the actions have begun."
    return [*votes, act("plan-actioned", "confirm_response_plan", ROBIN, day, time(14, 0), evidence=seen)]


def ready(day: int) -> list[Act]:
    """Anonymisation checked by a second person, then declared ready (L7)."""
    found = {"report_version": 1, "passed": True, "findings": "Nobody is named; two places are blurred."}
    return [
        act("anonymous", "check_anonymisation", MORGAN, day, time(15, 0), **found),
        act("ready", "declare_ready", SAM_CHAIR, day, time(16, 0), report_version=1),
    ]


def signed_off(day: int) -> list[Act]:
    """Management Group, then Executive (L8)."""
    return [
        act("endorse", "endorse_report", QUINN, day - 1, time(16, 30), report_version=1),
        act("executive", "sign_off_lcspr", AVERY, day, report_version=1),
    ]


def sent_to_both(day: int) -> list[Act]:
    """Report and action plan go to the National Panel and the Secretary of State (P1)."""

    def sending(to: str) -> Any:
        said = {"recipient": to, "report_version": 1, "sha256": HASH}
        return lambda moment: {**said, "sent_at": moment.at.isoformat(), "receipt": "A fictional receipt."}

    return [
        Act(f"sent-{to}", "record_sending", ROBIN, sending(to), day, time(11 + n, 0)) for n, to in enumerate(BODIES)
    ]


def published(day: int, name: str) -> list[Act]:
    """A person publishes, family and staff told first; the findings go to all agencies (P2, P3)."""
    site = f"{SITE}/{name}"
    public = {"address": site, "sha256": HASH, "family_told": True, "staff_told": True}
    links = {link: f"{site}/{link.replace('_', '-')}" for link in ("findings", "briefing", "learning_material")}
    return [
        Act("publish", "publish_report", ROBIN, says(**public), day, time(12, 0), once="wait_before_publication"),
        act("cascade", "record_cascade", ROBIN, day, time(14, 0), **links),
    ]


TO_DRAFT = [*REVIEW, replied(2, "agrees", AGREES), *begun(2), monitored(3, "Interviews are under way.")]
TO_READY = [*TO_DRAFT, *drafted(3), *signed_by(COOPERATE, 3), *agreed(3)]

STORIES = (
    Story(
        "lcspr-new",
        "A LCSPR is commissioned: methodology and terms of reference are to be set",
        age=3,
        way="sin",
        by=KERRY,
        raised=sin("Spindle Notebook", 4, "A boy", "Spindle was starved."),
        acts=tuple(REVIEW),
    ),
    Story(
        "lcspr-held",
        "A LCSPR under way, its clock held for criminal proceedings",
        age=3,
        way="sin",
        by=KERRY,
        raised=died("Willow Bookend", 5, "A girl", "Willow died of injuries, and two adults are charged."),
        acts=(
            *TO_DRAFT,
            act(
                "process", "link_process", MORGAN, 3, process="criminal", contact="The officer in the case.", hold=True
            ),
            Act(
                "hold",
                "hold_lcspr",
                SAM_CHAIR,
                lambda now: {
                    "asked_by": "The Crown's solicitor.",
                    "review_on": now.day(42),
                    "reasons": "A trial is near.",
                },
                3,
            ),
        ),
    ),
    Story(
        "lcspr-agencies",
        "The first draft is with the agencies: one has signed it off, one asks for a change",
        age=3,
        way="sin",
        by=KERRY,
        raised=sin("Hazel Papyrus", 13, "A girl", "Hazel was exploited for two years."),
        acts=(
            *TO_DRAFT,
            *drafted(3),
            *signed_by(("A-001",), 3),
            act(
                "query",
                "query_draft",
                CONTACTS["A-003"],
                3,
                agency="A-003",
                report_version=1,
                reasons="Page 4 names a street.",
            ),
        ),
    ),
    Story(
        "lcspr-gate",
        "The gate: all agencies have signed, the anonymisation is not checked yet",
        age=3,
        way="sin",
        by=KERRY,
        raised=sin("Aspen Gazette", 9, "A boy", "Aspen was harmed in a place that was to keep him safe."),
        acts=tuple(TO_READY),
    ),
    Story(
        "lcspr-executive",
        "With the Executive, endorsed by the Management Group",
        age=3,
        way="sin",
        by=KERRY,
        raised=died("Poplar Almanac", 12, "A boy", "Poplar died on a railway line."),
        acts=(*TO_READY, *ready(3), signed_off(4)[0]),
    ),
    Story(
        "wait",
        "Signed off and sent: the seven working days before publication run",
        age=4,
        way="sin",
        by=KERRY,
        raised=sin("Larch Folio", 7, "A girl", "Larch was injured three times in one year."),
        acts=(*TO_READY, *ready(3), *signed_off(4), *sent_to_both(4)),
    ),
    Story(
        "public",
        "Published: its year in public runs, and a learning action is overdue",
        age=13,
        way="sin",
        by=KERRY,
        raised=died("Maple Quarto", 3, "A girl", "Maple died of neglect."),
        acts=(
            *TO_READY,
            *ready(3),
            *signed_off(4),
            *sent_to_both(4),
            *published(12, "child-m"),
            completed(12, "RR-2", "The monthly sample.", "Referrers are answered."),
        ),
    ),
)
