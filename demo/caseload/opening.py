"""Cases that have just come in: immediate safety, ballots, a Chair to be found (N, T, R1, R2)."""

from __future__ import annotations

from datetime import time

from demo.caseload.acts import commissioned, returned, says
from demo.caseload.families import alte, cfc, incomplete, looked_after, sin
from demo.caseload.story import Act, Story
from demo.cast import ALEX, CONTACTS, JORDAN, KERRY, MORGAN, ROBIN, SAM, Person
from models.people import Role

SCHOOL = CONTACTS["A-010"]
DOCTOR = Person("P-0019", Role.DESIGNATED_DOCTOR, "Designated Doctor")
NO_VISIT = "Two referrals were closed without a visit, and nobody told the school."


def vote(by: Person, partner: str, proceed: bool, why: str, at: time) -> Act:
    """One partner's vote, with reasons (T2)."""
    values = says(partner=partner, proceed=proceed, reasons=why)
    return Act(f"vote-{partner}", "cast_vote", by, values, 1, at)


STORIES = (
    Story(
        "safety-open",
        "A SIN of today: is immediate action needed? Nobody has answered yet",
        age=1,
        way="sin",
        by=KERRY,
        raised=sin(
            "Sorrel Inkpotter",
            6,
            "A girl",
            "Sorrel was found alone in a locked flat, dehydrated and injured.",
            immediate_action_needed="",
            immediate_action="",
        ),
        hour=time(8, 40),
    ),
    Story(
        "safety-ordered",
        "A SIN with an immediate action that its owner has not confirmed",
        age=1,
        way="sin",
        by=KERRY,
        raised=sin(
            "Teasel Blotterby",
            3,
            "A boy",
            "Teasel was brought to hospital with burns that his family could not explain.",
            immediate_action_needed="yes",
            immediate_action="His brother needs a safe place to sleep tonight.",
        ),
        hour=time(8, 55),
        acts=(
            Act(
                "order",
                "order_immediate_action",
                MORGAN,
                says(action="A safe place for the brother tonight.", owner="A-001"),
                1,
                time(9, 30),
            ),
            commissioned(1),
        ),
    ),
    Story(
        "ballot-one-vote",
        "A Case for Consideration: the ballot is open, one vote is in",
        age=1,
        way="cfc",
        by=SCHOOL,
        raised=cfc("Wrenna Examplova", 14, f"Wrenna came to school with a broken wrist. {NO_VISIT}"),
        hour=time(8, 45),
        acts=(vote(SAM, "health", True, "The injuries are older than the account of them.", time(10, 20)),),
    ),
    Story(
        "ballot-split",
        "A ballot with two No, and the Constabulary's vote missing",
        age=1,
        way="cfc",
        by=SCHOOL,
        raised=cfc("Dunnock Foolscap", 11, "Dunnock told a teacher of beatings at home."),
        hour=time(8, 50),
        acts=(
            vote(SAM, "health", False, "He was seen by his doctor and is well.", time(9, 45)),
            vote(ALEX, "childrens_social_care", False, "A plan is in place and works.", time(10, 5)),
        ),
    ),
    Story(
        "gaps",
        "A Case for Consideration filed incomplete: the clock runs, the gaps are asked for",
        age=1,
        way="cfc",
        by=SCHOOL,
        raised=incomplete(),
        hour=time(9, 5),
    ),
    Story(
        "recused",
        "A ballot in which a member stepped aside: the deputy has the vote",
        age=1,
        way="cfc",
        by=SCHOOL,
        raised=cfc("Linnet Quire", 9, "Linnet has lost a third of her weight since the summer."),
        hour=time(9, 0),
        acts=(
            Act("recuse", "recuse", JORDAN, says(partner="constabulary", reasons="A relation works there."), 1),
            vote(SAM, "health", True, "Nobody has weighed her for half a year.", time(10, 15)),
        ),
    ),
    Story(
        "alte",
        "The Designated Doctor's referral: an ALTE review and a Rapid Review are asked for",
        age=1,
        way="referral",
        by=DOCTOR,
        raised=alte("Fennel Ledger"),
        hour=time(8, 30),
    ),
    Story(
        "record-only",
        "A looked-after child's death without suspicion: recorded, no Rapid Review",
        age=4,
        way="sin",
        by=KERRY,
        raised=looked_after("Alder Ringbinder"),
    ),
    Story(
        "no-chair",
        "A SIN for which no Independent Chair is commissioned yet: late, and with the QiiP Chair",
        age=4,
        way="sin",
        by=ROBIN,
        raised=sin("Campion Wafer", 8, "A boy", "Campion was seriously injured by his mother's partner."),
        acts=tuple(returned(("A-010",), 3)),
    ),
    Story(
        "panel-date",
        "A SIN whose National Panel expects the report a day before the plan's end",
        age=3,
        way="sin",
        by=KERRY,
        raised=sin("Burdock Paperclip", 1, "A boy", "Burdock was brought in with a skull fracture."),
        acts=(
            commissioned(1),
            Act("panel-date", "panel_acknowledged", ROBIN, lambda now: {"expected_on": now.day(18)}, 2),
            *returned(("A-003",), 3),
        ),
    ),
)
