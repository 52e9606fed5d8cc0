"""Cases with a report: checked, signed, refused, sent, or late (R9-R14)."""

from __future__ import annotations

from datetime import time

from demo.caseload.acts import (
    checked,
    met_and_reported,
    refused,
    replied,
    reported,
    sent,
    signed,
    submitted,
)
from demo.caseload.families import died, sin
from demo.caseload.story import Act, Story
from demo.cast import KERRY, ROBIN

LANGUAGE = "The family's language is not weighed: no interpreter was offered, and the report is silent on it."
OWNER = "The first action has no owner who could carry it out."

STORIES = (
    Story(
        "report-awaited",
        "The panel has met; the Chair writes the report",
        age=10,
        way="sin",
        by=KERRY,
        raised=sin("Sedge Clipboard", 9, "A boy", "Sedge was seriously neglected over two winters."),
        acts=tuple(met_and_reported((4, 6, 8, 10))[:-1]),
    ),
    Story(
        "report-returned",
        "The check failed: the report is back with the Chair",
        age=11,
        way="sin",
        by=KERRY,
        raised=sin("Bracken Stencil", 14, "A girl", "Bracken was harmed by a man known to the police."),
        acts=(*met_and_reported((4, 6, 8, 10), "report-v1-blanks"), checked(11, paper="checklist-failed")),
    ),
    Story(
        "version-two",
        "A partner refused version 1; version 2 is checked and signed by two",
        age=14,
        way="sin",
        by=KERRY,
        raised=died("Juniper Carbon", 1, "A boy", "Juniper died of a head injury."),
        acts=(
            *met_and_reported((4, 6, 8, 10)),
            checked(10),
            *signed(11, ("constabulary",)),
            refused(11, "childrens_social_care", LANGUAGE),
            reported(13, version=2),
            checked(13, version=2),
            *signed(14, ("childrens_social_care", "health"), version=2),
        ),
    ),
    Story(
        "with-executive",
        "Refused twice: the Executive decides",
        age=14,
        way="sin",
        by=KERRY,
        raised=sin("Betony Margin", 6, "A girl", "Betony was scalded, and nobody sought help for two days."),
        acts=(
            *met_and_reported((4, 6, 8, 9)),
            checked(10),
            refused(11, "childrens_social_care", LANGUAGE),
            reported(12, version=2),
            checked(12, version=2),
            refused(13, "constabulary", OWNER, version=2),
        ),
    ),
    Story(
        "one-signature",
        "One signature is missing, and the last days have come",
        age=14,
        way="sin",
        by=KERRY,
        raised=sin("Thistle Vellum", 15, "A girl", "Thistle was found unconscious after months of going missing."),
        acts=(
            *met_and_reported((4, 6, 8, 11)),
            checked(12),
            *signed(13, ("childrens_social_care", "health", "qiip_chair")),
        ),
    ),
    Story(
        "ready-to-send",
        "Checked and signed: the Coordinator sends it and records it",
        age=14,
        way="sin",
        by=KERRY,
        raised=sin(
            "Elder Octavo", 3, "A boy", "Elder swallowed medicine that was left within reach, not for the first time."
        ),
        acts=(*met_and_reported((4, 6, 8, 11)), checked(12), *signed(13)),
    ),
    Story(
        "overdue",
        "Late: the report should have been with the National Panel two working days ago",
        age=18,
        way="sin",
        by=ROBIN,
        raised=sin("Sloe Parchment", 11, "A boy", "Sloe was beaten by a relative who was caring for him."),
        acts=(*met_and_reported((6, 9, 10, 15)), checked(17), *signed(17, ("health",))),
    ),
    Story(
        "reply-awaited",
        "Submitted in time: the National Panel's reply is awaited, learning has begun",
        age=3,
        way="sin",
        by=KERRY,
        raised=sin("Damson Binder", 2, "A girl", "Damson was shaken."),
        acts=tuple(sent((1, 2, 2, 2, 3))),
    ),
    Story(
        "queries",
        "The National Panel asks questions, and an answer is due",
        age=4,
        way="sin",
        by=KERRY,
        raised=died("Quince Tracing", 16, "A girl", "Quince died after months of waiting for help."),
        acts=(
            *sent((1, 2, 2, 2, 3)),
            replied(4, "queries", "The Panel asks how the family's language was weighed."),
        ),
    ),
    Story(
        "sent-late",
        "Submitted late, with the reason on record; the Panel agrees",
        age=17,
        way="sin",
        by=ROBIN,
        raised=sin("Medlar Stamp", 8, "A boy", "Medlar was found with injuries and without food in the house."),
        acts=(
            *met_and_reported((6, 9, 10, 14)),
            checked(15),
            *signed(16),
            submitted(16, late="The Chair was ill, and a second reading was asked for by a partner."),
            replied(17, "agrees", "The Panel agrees, and thanks the partnership for its candour."),
            Act(
                "progress",
                "update_action",
                ROBIN,
                lambda now: {
                    "action": "RR-1",
                    "progress": "The screen is drafted.",
                    "evidence": "Minutes of the team.",
                },
                17,
                time(15, 30),
            ),
        ),
    ),
)
