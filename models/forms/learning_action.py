"""An action added to the tracker by itself, outside a report or a response plan (G1)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from models.forms.fields import CHOICE, AgencyRef, Box, Day, Narrative
from models.forms.filed_form import FiledForm
from models.forms.learning import LearningTag


class LearningAction(FiledForm):
    """One SMART action: what, by whom, by when, by what it is measured."""

    kind: ClassVar[str] = "learning_action"
    title: ClassVar[str] = "Learning action"
    clause: ClassVar[str] = "G1"

    action: Annotated[Narrative, Box("Action", mandatory=True)] = ""
    owner: Annotated[AgencyRef, Box("Agency that owns it (reference)", mandatory=True)] = ""
    due: Annotated[Day, Box("By when", mandatory=True)] = None
    measure: Annotated[Narrative, Box("How we shall know that it worked", mandatory=True)] = ""
    tag: Annotated[LearningTag | None, CHOICE, Box("Single agency / multi agency", mandatory=True)] = None
    arises_from: Annotated[Narrative, Box("What learning it arises from")] = ""

    def brief(self) -> dict[str, object]:
        return {"owner": self.owner, "due": self.due, "multi_agency": self.tag is LearningTag.MULTI_AGENCY}
