"""A page of a case as somebody reads it."""

from __future__ import annotations

import re

from models.case import Part
from tests.admin.conftest import Pages
from tests.admin.standing_cases import in_review, stands

UNIT, CONSTABULARY, CHAIR, OTHER_CHAIR, SCRUTINEER, AGENCY = "P-0002", "P-0008", "P-0013", "P-0014", "P-0020", "P-0027"


def seen(pages: Pages, person: str, case: str, path: str = "") -> str:
    """The page this person gets."""
    answer = pages.as_(person).get(f"/cases/{case}{path}")
    assert answer.status_code == 200
    return answer.text


def words(page: str) -> str:
    """The page as read: without tags, spaces made single."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.split('id="main-content"')[1]).split())


def asks_for_safety(pages: Pages, *tasks: str) -> str:
    """A Rapid Review whose case as a whole has these tasks."""
    case = in_review(pages.register, 1)
    stands(pages.register, case, Part.REVIEW, "rapid_review", "answer_safety_question", "role:coordinator", tasks=tasks)
    return case
