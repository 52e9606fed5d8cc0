"""The door: a form as typed becomes a filed form, or is refused box by box (K4, N4)."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from datetime import date

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError, to_json

from models.forms.alte_referral import AlteReferral
from models.forms.appendix_1 import CaseForConsideration, RecordOfDecision
from models.forms.appendix_2 import AgencyReturn, InformationRequest
from models.forms.appendix_3 import RapidReviewReport
from models.forms.errors import FieldError, FormRefused, field_errors, label_of, place_of
from models.forms.filed_form import FiledForm, join, pieces, without_blanks
from models.forms.kloes import KeyLinesOfEnquiry
from models.forms.lcspr import LcsprReport, PublicationPlan, ResponsePlan, TermsOfReference
from models.forms.learning_action import LearningAction
from models.forms.panel_answer import PanelAnswer
from models.forms.panel_minutes import PanelMinutes
from models.forms.sin import SinRecord
from models.forms.wt_checklist import WtChecklist

LARGEST = 4_000_000  # bytes of one form; ten pages of narrative in every box stay far below

FORMS: dict[str, type[FiledForm]] = {
    form.kind: form
    for form in (
        CaseForConsideration,
        RecordOfDecision,
        SinRecord,
        AlteReferral,
        InformationRequest,
        AgencyReturn,
        KeyLinesOfEnquiry,
        PanelMinutes,
        RapidReviewReport,
        WtChecklist,
        PanelAnswer,
        TermsOfReference,
        LcsprReport,
        ResponsePlan,
        PublicationPlan,
        LearningAction,
    )
}


def file_form(kind: str, data: object, today: date) -> FiledForm:
    """The filed form; raises :class:`FormRefused` naming each box that cannot be used (``today``: London date)."""
    form = FORMS.get(kind)
    if form is None:
        raise FormRefused("form", [_unknown(kind)])
    text = _as_json(kind, data)
    try:
        filed = form.model_validate_json(text, context={"today": today})
    except ValidationError as error:
        raise FormRefused(kind, field_errors(form, error)) from None
    conflicts = conflicts_of(filed, today)
    if conflicts:
        raise FormRefused(kind, conflicts)
    return filed


def conflicts_of(filed: FiledForm, today: date) -> list[FieldError]:
    """Answers that cannot all be right, each with the box to mend."""
    return [
        FieldError(at, label_of(type(filed), place_of(at)), found.problem, found.mend)
        for path, piece in pieces(filed)
        for found in piece.conflicts(today)
        for at in (join(path, found.field),)
    ]


def stored_form(kind: str, data: object) -> FiledForm:
    """A form read back from the register, without asking again what was asked when it was filed."""
    return FORMS[kind].from_record(data)


def _as_json(kind: str, data: object) -> bytes:
    if not isinstance(data, Mapping):
        raise FormRefused(kind, [_whole("is not a form", "Give the boxes of the form by name.")])
    try:
        text = to_json(without_blanks(data))
    except (PydanticSerializationError, ValueError, RecursionError):
        mend = "Give only texts, numbers, dates as text, lists and groups."
        raise FormRefused(kind, [_whole("has something in it that is not data", mend)]) from None
    if len(text) > LARGEST:
        raise FormRefused(kind, [_whole("is too large", "Shorten it to 4 MB, or attach the rest as a document.")])
    return text


def _whole(problem: str, mend: str) -> FieldError:
    return FieldError("form", "The form", problem, mend)


def _unknown(kind: str) -> FieldError:
    near = difflib.get_close_matches(kind, list(FORMS), n=1)
    mend = f"Did you mean {near[0]}?" if near else f"Choose one of {', '.join(FORMS)}."
    return FieldError("kind", "Kind of form", "is not a kind of form", mend)
