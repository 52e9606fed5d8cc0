"""Cases in the middle of their Rapid Review: returns, chronology, panel (R3-R8)."""

from __future__ import annotations

from demo.caseload.acts import begun, commissioned, met, returned, says, settled
from demo.caseload.families import ASKED, died, sin
from demo.caseload.story import Act, Story
from demo.cast import HARPER, KERRY, MORGAN, ROBIN
from models.people import Role

ALL_SIX = ("A-001", "A-002", "A-003", "A-010", "A-011", "A-014")

STORIES = (
    Story(
        "returns-coming",
        "Returns: two of six are in, the others are due",
        age=3,
        way="sin",
        by=KERRY,
        raised=sin(
            "Clover Envelope", 5, "A girl", "Clover was left in a bath and nearly drowned.", ask_agencies=list(ALL_SIX)
        ),
        acts=(*begun(), *returned(("A-010", "A-001"), 2)),
    ),
    Story(
        "returns-late",
        "Returns: three in, one of them late; the Constabulary has not answered and is chased",
        age=7,
        way="sin",
        by=KERRY,
        raised=died("Hawthorn Staple", 2, "A boy", "Hawthorn died of injuries that were not accidental."),
        acts=(
            *begun(HARPER),
            *returned(("A-001", "A-010"), 4),
            *returned(("A-002",), 7),
        ),
    ),
    Story(
        "late-asked",
        "A further agency was asked late, with little time; one return says that more will follow",
        age=4,
        way="sin",
        by=ROBIN,
        raised=sin("Yarrow Blotting", 13, "A girl", "Yarrow was exploited by adults known to three agencies."),
        acts=(
            commissioned(2, HARPER),
            *returned(("A-010", "A-003"), 3),
            *returned(("A-001",), 4, partial=True),
            Act("ask-probation", "request_information", MORGAN, says(agency="A-015"), 4),
        ),
    ),
    Story(
        "chronology",
        "All returns are in: the Chair settles the chronology, in which two days differ",
        age=5,
        way="sin",
        by=KERRY,
        raised=sin("Bryony Cartridge", 7, "A girl", "Bryony has injuries of different ages."),
        acts=(*begun(), *returned(ASKED, 4)),
    ),
    Story(
        "panel-next",
        "Chronology settled: the panel meets next",
        age=7,
        way="sin",
        by=KERRY,
        raised=sin("Tansy Folder", 12, "A girl", "Tansy took an overdose after a year of bullying and neglect."),
        acts=(*begun(), *returned(ASKED, 4), settled(6)),
    ),
    Story(
        "not-quorate",
        "The panel met without a statutory partner and has to meet again",
        age=9,
        way="sin",
        by=KERRY,
        raised=sin("Mallow Typeface", 10, "A boy", "Mallow was stabbed by another child on the way home."),
        acts=(*begun(), *returned(ASKED, 5), settled(7), met(8, "minutes-not-quorate")),
    ),
    Story(
        "conflict",
        "The Chair declared a conflict of interest: another has to take over",
        age=3,
        way="sin",
        by=KERRY,
        raised=died("Rowan Inkwell", 0, "A girl", "Rowan died in her sleep beside an adult who had been drinking."),
        acts=(
            commissioned(1, HARPER),
            *returned(("A-001", "A-002", "A-003"), 2),
            Act(
                "conflict",
                "declare_conflict",
                HARPER,
                says(person=HARPER.ref, role=Role.INDEPENDENT_CHAIR.value, reasons="A neighbour of the family."),
                3,
            ),
        ),
    ),
    Story(
        "stood-down",
        "Stood down: the criteria were not met after all",
        age=3,
        way="sin",
        by=KERRY,
        raised=sin("Vetch Manila", 4, "A boy", "Vetch fell from a window that had no lock."),
        acts=(
            commissioned(1),
            *returned(("A-001", "A-003"), 2),
            Act(
                "stand-down",
                "stand_down",
                KERRY,
                says(
                    agreed_by=["childrens_social_care", "health", "constabulary"],
                    reasons="The fall was an accident: the police and the hospital agree.",
                ),
                3,
            ),
        ),
    ),
)
