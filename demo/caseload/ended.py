"""Cases that have ended, or have only their learning left (T6, G1, G7)."""

from __future__ import annotations

from datetime import time

from demo.caseload.acts import completed, replied, sent
from demo.caseload.evidence import Evidence
from demo.caseload.families import cfc, sin
from demo.caseload.opening import SCHOOL, vote
from demo.caseload.story import Story
from demo.cast import ALEX, JORDAN, KERRY, SAM

AGREES = "The Panel agrees."
SAMPLE = Evidence(
    "RR-2", ALEX, "Monthly sample of answers to referrers", "monthly-sample.pdf",
    ("Monthly sample of answers to referrers (fictional)", "Looked at: 20. Answered within three working days: 18."),
)  # fmt: skip

STORIES = (
    Story(
        "unanimous-no",
        "Closed: all three partners said No, with reasons and alternatives for the referrer",
        age=1,
        way="cfc",
        by=SCHOOL,
        raised=cfc("Sycamore Ream", 10, "Sycamore was hit once, in the street.", "cfc-unanimous-no"),
        hour=time(8, 15),
        acts=(
            vote(SAM, "health", False, "No harm that lasts, and no concern about joint working.", time(9, 0)),
            vote(ALEX, "childrens_social_care", False, "The family is helped by a plan already.", time(9, 10)),
            vote(JORDAN, "constabulary", False, "The stranger was found and charged.", time(9, 20)),
        ),
    ),
    Story(
        "learning-overdue",
        "No LCSPR: two learning actions, one done, one overdue and with the Management Group",
        age=4,
        way="sin",
        by=KERRY,
        raised=sin("Cedar Bulletin", 6, "A boy", "Cedar was left alone for days."),
        acts=(
            *sent((1, 2, 2, 2, 3), due=1),
            replied(3, "agrees", AGREES),
            completed(4, "RR-2", "The monthly sample.", "Nine of ten referrers are answered."),
        ),
        evidence=(SAMPLE,),
    ),
    Story(
        "closed",
        "Closed: the learning is implemented, evidence and impact are on record",
        age=4,
        way="sin",
        by=KERRY,
        raised=sin("Rush Journal", 8, "A girl", "Rush was burned with an iron."),
        acts=(
            *sent((1, 2, 2, 2, 3), due=30),
            replied(3, "agrees", AGREES),
            completed(4, "RR-1", "The screen is in use.", "Earlier contacts are read with new ones."),
            completed(4, "RR-2", "The monthly sample.", "Referrers are answered."),
        ),
    ),
)
