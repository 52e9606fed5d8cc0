"""A directory file is checked before any of it is loaded; an error names the key, never the value (K4)."""

from datetime import date
from typing import Any

import pytest

from adapters.register.directory_file import DirectoryRefused, read_directory
from tests.adapters.test_register_directory import TODAY, directory, person

WRONG: list[tuple[dict[str, Any], str]] = [
    ({"peeple": []}, "peeple: Extra inputs are not permitted"),
    ({"people": [person(1, nickname="x")]}, r"people\[1\].nickname: Extra"),
    ({"people": [person(1, email="a@b.example, evil@x.example")]}, r"people\[1\].email: must be one e-mail address"),
    ({"people": [person(1, email="a@b.example\nBcc: x@y.example")]}, r"people\[1\].email"),
    ({"people": [{"ref": "P-1", "email": "a@b.example"}]}, r"people\[1\].name: Field required"),
    ({"people": [person(1), person(1, email="other@x.example")]}, r"people\[2\].ref: stands there twice"),
    ({"people": [person(1), person(2, email="P1@x.example")]}, r"people\[2\].email: stands there twice"),
    ({"appointments": [{"person": "P-9", "role": "executive"}]}, r"appointments\[1\].person: there is no such person"),
    ({"appointments": [{"person": "P-1", "role": "king"}]}, r"appointments\[1\].role: Input should be"),
    ({"appointments": [{"person": "P-1", "role": "service"}]}, r"appointments\[1\]: nobody is appointed"),
    (
        {"appointments": [{"person": "P-1", "role": "qiip_member"}]},
        r"appointments\[1\]: a qiip_member needs its partner",
    ),
    ({"appointments": [{"person": "P-1", "role": "safeguarding_lead"}]}, r"needs its agency"),
    ({"appointments": [{"person": "P-1", "role": "executive", "agency": "A-9"}]}, r"\.agency: there is no such agency"),
    ({"absences": [{"person": "P-9", "from_on": TODAY, "until_on": TODAY}]}, r"absences\[1\].person"),
    ({"absences": [{"person": "P-1", "from_on": TODAY, "until_on": date(2026, 1, 1)}]}, "until_on is before from_on"),
]


@pytest.mark.parametrize(("changes", "says"), WRONG)
def test_a_wrong_directory_names_the_key_and_not_the_value(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(DirectoryRefused, match=says) as refused:
        read_directory(directory(**changes))

    assert "evil" not in str(refused.value)
