"""The answer to the National Panel's queries about a Rapid Review Report (R14)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from models.forms.fields import Answer, Box, Name, Narrative
from models.forms.filed_form import FiledForm


class PanelAnswer(FiledForm):
    """What the Panel asked, and what the partnership answers."""

    kind: ClassVar[str] = "panel_answer"
    title: ClassVar[str] = "Answer to the National Panel"
    clause: ClassVar[str] = "R14"

    queries: Annotated[Narrative, Box("What the National Panel asks", mandatory=True)] = ""
    answer: Annotated[Narrative, Box("The partnership's answer", mandatory=True)] = ""
    answered_by: Annotated[Name, Box("Who answers for the partnership", mandatory=True)] = ""
    amends_report: Annotated[Answer, Box("Does the answer amend the report?")] = None
