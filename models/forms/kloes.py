"""The key lines of enquiry the Chair writes from the integrated chronology (R6)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from models.forms.fields import AgencyRefs, Box, Narrative
from models.forms.filed_form import FiledForm, Piece


class Kloe(Piece):
    """One line of enquiry; its number is its place in the list."""

    shown_as: ClassVar[str] = "Key line of enquiry"

    enquiry: Annotated[Narrative, Box("Line of enquiry", mandatory=True)] = ""
    arises_from: Annotated[Narrative, Box("What in the chronology it arises from")] = ""
    agencies: Annotated[AgencyRefs, Box("Agencies it is put to (references)")] = ()


class KeyLinesOfEnquiry(FiledForm):
    """The KLOEs, and what the Chair says of the chronology's conflicts and gaps."""

    kind: ClassVar[str] = "kloes"
    title: ClassVar[str] = "Key lines of enquiry"
    clause: ClassVar[str] = "R6"

    kloes: Annotated[tuple[Kloe, ...], Box("Key lines of enquiry", mandatory=True), Field(max_length=50)] = ()
    on_the_chronology: Annotated[Narrative, Box("Conflicts and gaps in the chronology")] = ""
    unanswered_by: Annotated[AgencyRefs, Box("Agencies whose return is missing (references)")] = ()
