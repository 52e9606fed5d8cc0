"""The page on forms tells every box as it is."""

from tests.models.forms_page import PAGE, renewed


def test_the_page_on_forms_is_as_the_forms_are() -> None:
    page = PAGE.read_text("utf-8")

    assert renewed(page) == page, "python -m tests.models.forms_page renews it"
