"""The forms: the Document's appendices and the papers of the process, box by box (N3, R4, R9, L5, P3).

``file_form`` is the door; ``FORMS`` names every form by its kind.
"""

from models.forms.door import FORMS, conflicts_of, file_form, stored_form
from models.forms.errors import FieldError, FormRefused
from models.forms.filed_form import FiledForm

__all__ = ["FORMS", "FieldError", "FiledForm", "FormRefused", "conflicts_of", "file_form", "stored_form"]
