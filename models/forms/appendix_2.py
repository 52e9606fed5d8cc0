"""Appendix 2: the information request that goes out, and the agency's return (R3-R5)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, ClassVar

from pydantic import Field

from models.forms.events import KeyEvent, KeyQuestion, PlanQuestions
from models.forms.fields import (
    ROWS,
    AgencyRef,
    Answer,
    Box,
    Day,
    Email,
    Line,
    Name,
    Narrative,
    Telephone,
    YesNo,
)
from models.forms.filed_form import FiledForm
from models.forms.people import Adult, ChildProfile, Contact, Sibling
from models.messages.rapid_review import ReturnAnswer


class InformationRequest(PlanQuestions, FiledForm):
    """What an agency is told when it is asked for its return."""

    kind: ClassVar[str] = "information_request"
    title: ClassVar[str] = "Rapid Review Information Request"
    clause: ClassVar[str] = "R3"

    incident_la: Annotated[Line, Box("Incident LA", mandatory=True)] = ""
    responsible_la: Annotated[Line, Box("Responsible LA", mandatory=True)] = ""
    relates_to_death: Annotated[Answer, Box("Does the incident relate to the death of a child", mandatory=True)] = None
    children: Annotated[tuple[ChildProfile, ...], Box("Child", mandatory=True), Field(max_length=20)] = ()
    parents: Annotated[tuple[Adult, ...], Box("Parents"), Field(max_length=ROWS)] = ()
    siblings: Annotated[tuple[Sibling, ...], Box("Siblings"), Field(max_length=ROWS)] = ()
    # the Document's table has a row "Child" after "Siblings" without a word of explanation
    about_the_child: Annotated[Narrative, Box("Child (anything further)")] = ""
    main_cause: Annotated[Narrative, Box("Main cause of incident", mandatory=True)] = ""
    characteristics: Annotated[Narrative, Box("Characteristics of case")] = ""
    outline: Annotated[Narrative, Box("Outline of the case", mandatory=True)] = ""
    return_to: Annotated[Email, Box("Please return this information to", mandatory=True)] = ""
    subject: Annotated[Line, Box("Subject of the e-mail (the case reference, N15)", mandatory=True)] = ""
    return_by: Annotated[Day, Box("By no later than", mandatory=True)] = None


class AgencyReturn(FiledForm):
    """What an agency answers; "No Records" is a full answer (R4). Rows count over a statement of no records."""

    kind: ClassVar[str] = "appendix_2"
    title: ClassVar[str] = "Agency return"
    clause: ClassVar[str] = "R4"

    agency_name: Annotated[Line, Box("Agency Name", mandatory=True)] = ""
    agency_ref: Annotated[AgencyRef, Box("The agency's reference in the directory")] = ""
    completed_by: Annotated[Name, Box("Name of person completing this summary", mandatory=True)] = ""
    completed_by_role: Annotated[Line, Box("Role of person completing this summary", mandatory=True)] = ""
    records_held: Annotated[Answer, Box("Does the agency hold records? (No is a 'No Records' return)")] = None
    nominee: Annotated[
        Contact, Box("Professional nominated to attend the Rapid Review meeting, who knows the child")
    ] = Contact()
    supporting_manager: Annotated[Contact, Box("Manager who supports the nominee")] = Contact()
    email: Annotated[Email, Box("Email", mandatory=True)] = ""
    telephone: Annotated[Telephone, Box("Telephone number", mandatory=True)] = ""
    summary: Annotated[Narrative, Box("Summary of agency involvement", mandatory=True)] = ""
    key_events: Annotated[tuple[KeyEvent, ...], Box("Key events", mandatory=True), Field(max_length=2000)] = ()
    key_questions: Annotated[
        tuple[KeyQuestion, ...], Box("Key questions to be explored", mandatory=True), Field(max_length=ROWS)
    ] = ()
    immediate_safeguarding: Annotated[Narrative, Box("Does anything need to be done now to keep children safe?")] = ""
    more_to_follow: Annotated[Answer, Box("Will more follow? (Yes is a partial return)")] = None

    def has_content(self) -> bool:
        """Does the return tell of any involvement?"""
        return bool(self.summary or self.key_events or self.key_questions)

    def is_no_records(self) -> bool:
        """Is this a "No Records" return? Not where it tells of involvement all the same."""
        return self.records_held is YesNo.NO and not self.has_content()

    def excused(self) -> frozenset[str]:
        if self.is_no_records():
            return frozenset({"nominee", "supporting_manager", "summary", "key_events", "key_questions"})
        return frozenset({"supporting_manager"})

    def blanks(self) -> Iterable[str]:
        if self.records_held is YesNo.NO and self.has_content():
            yield "records_held"

    def answer(self) -> ReturnAnswer:
        """Full, partial or "No Records": partial while involvement is untold or more is to follow (R4)."""
        if self.is_no_records():
            return ReturnAnswer.NO_RECORDS
        told = bool(self.summary and self.key_events and self.key_questions)
        return ReturnAnswer.FULL if told and self.more_to_follow is not YesNo.YES else ReturnAnswer.PARTIAL

    def brief(self) -> dict[str, object]:
        # nobody has to come from an agency without records, so none is missing
        return {"answer": self.answer(), "nominated": bool(self.nominee.name) or self.is_no_records()}
