"""An attached file saved again: under a name that leads nowhere, and not once its case's key is gone (K3, K4)."""

from __future__ import annotations

import re
from urllib.parse import unquote

from tests.admin.attaching import UNIT, attach, attached, case_with_actions
from tests.admin.conftest import Pages
from tests.admin.test_uploads import PDF

NAMES = (
    "../../etc/passwd.pdf", "C:\\Users\\x\\report.pdf", "report\u202efdp.pdf", "a\r\nSet-Cookie: x=1.pdf",
    "n" * 300 + ".pdf", '"; filename="b.html.pdf', "e\u0301 孩子.pdf", "\x1b[31m.pdf",
)  # fmt: skip


def test_a_name_is_something_to_show_and_leads_nowhere(pages: Pages) -> None:
    case = case_with_actions(pages)
    browser = pages.as_(UNIT)

    for name in NAMES:
        assert attach(browser, case, name, PDF).status_code == 303

    for row in pages.register.documents_of(case, "attachment"):
        answer = browser.get(f"/cases/{case}/papers/{row.id}/file")
        found = re.fullmatch(
            r"attachment; filename=\"[A-Za-z0-9._ -]+\.pdf\"; filename\*=UTF-8''([A-Za-z0-9._~%-]+)",
            answer.headers["content-disposition"],
        )
        assert found
        assert not set(unquote(found[1])) & set('/\\"\r\n\x1b\u202e')
        assert "set-cookie" not in answer.headers


def test_where_the_key_was_destroyed_the_pages_say_so(pages: Pages) -> None:
    case = case_with_actions(pages)
    browser = pages.as_(UNIT)
    document = attached(browser, case, "a.pdf", PDF, about="RR-1")
    pages.register.destroy_case_key(case, pages.register.actor(UNIT, on=pages.clock.at.date()), pages.clock.at)

    said = [browser.get(f"/cases/{case}/{path}").text for path in ("papers", "actions", f"papers/{document}")]
    saved = browser.get(f"/cases/{case}/papers/{document}/file")

    assert all("annot be read any more" in text for text in said)
    assert "Training record" not in "".join(said)
    assert (saved.status_code, saved.headers["location"]) == (303, f"/cases/{case}/papers/{document}")
