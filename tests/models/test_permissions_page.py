"""The page on permissions says what the table says."""

from models.authority import MAY, SEES
from models.messages.catalogue import MESSAGES
from tests.models.permissions_page import PAGE, page


def test_the_page_on_permissions_is_the_table() -> None:
    assert PAGE.read_text("utf-8") == page()


def test_every_message_has_its_line_and_no_action_is_for_nobody() -> None:
    assert set(MESSAGES) <= set(MAY)
    assert all(MAY.values())
    assert all(SEES.values())
    assert not set(MAY) & set(SEES)
