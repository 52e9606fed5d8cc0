"""The Business Manager's check of a report against Working Together, item by item (R10)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, ClassVar

from models.forms.fields import CHOICE, Box, Name, Narrative, Number, PastDay
from models.forms.filed_form import FiledForm, Piece
from models.rapid_review_report import CHECKS, not_passed


class Result(StrEnum):
    PASSED = "passed"
    FAILED = "failed"


class CheckedItem(Piece):
    """One item: passed or failed, and what is to be mended."""

    result: Annotated[Result | None, CHOICE, Box("Passed or failed", mandatory=True)] = None
    comment: Annotated[Narrative, Box("Comment (what is to be mended)")] = ""

    def blanks(self) -> Iterable[str]:
        if self.result is Result.FAILED and not self.comment:
            yield "comment"


BLANK = CheckedItem()


class WtChecklist(FiledForm):
    """All items of the check, with the report's version they speak of."""

    kind: ClassVar[str] = "wt_checklist"
    title: ClassVar[str] = "Check against Working Together"
    clause: ClassVar[str] = "R10"

    report_version: Annotated[Number, Box("Version of the report", mandatory=True)] = None
    checked_by: Annotated[Name, Box("Checked by", mandatory=True)] = ""
    checked_on: Annotated[PastDay, Box("Date of the check", mandatory=True)] = None
    concise_statement: Annotated[CheckedItem, Box(CHECKS["concise_statement"])] = BLANK
    key_events: Annotated[CheckedItem, Box(CHECKS["key_events"])] = BLANK
    kloes_answered: Annotated[CheckedItem, Box(CHECKS["kloes_answered"])] = BLANK
    analysis: Annotated[CheckedItem, Box(CHECKS["analysis"])] = BLANK
    learning_tied_to_analysis: Annotated[CheckedItem, Box(CHECKS["learning_tied_to_analysis"])] = BLANK
    learning_tagged: Annotated[CheckedItem, Box(CHECKS["learning_tagged"])] = BLANK
    smart_actions: Annotated[CheckedItem, Box(CHECKS["smart_actions"])] = BLANK
    other_children: Annotated[CheckedItem, Box(CHECKS["other_children"])] = BLANK
    plan_history: Annotated[CheckedItem, Box(CHECKS["plan_history"])] = BLANK
    complex_abuse: Annotated[CheckedItem, Box(CHECKS["complex_abuse"])] = BLANK
    medical_details: Annotated[CheckedItem, Box(CHECKS["medical_details"])] = BLANK
    protected_characteristics: Annotated[CheckedItem, Box(CHECKS["protected_characteristics"])] = BLANK
    lcspr_rationale: Annotated[CheckedItem, Box(CHECKS["lcspr_rationale"])] = BLANK
    national_themes: Annotated[CheckedItem, Box(CHECKS["national_themes"])] = BLANK
    attendance: Annotated[CheckedItem, Box(CHECKS["attendance"])] = BLANK
    return_gaps: Annotated[CheckedItem, Box(CHECKS["return_gaps"])] = BLANK

    def items(self) -> dict[str, CheckedItem]:
        """The items by code, in the order of the clause."""
        return {code: getattr(self, code) for code in CHECKS}

    def failed(self) -> tuple[str, ...]:
        """The items that did not pass; one left unanswered did not."""
        results = {
            code: None if item.result is None else item.result is Result.PASSED for code, item in self.items().items()
        }
        return not_passed(results)

    def brief(self) -> dict[str, object]:
        return {"failed": self.failed()}
