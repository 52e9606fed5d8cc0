"""The letters themselves: every purpose rendered, and held to what a letter may and may not say (E1, E4, N15)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from adapters.letters import TEMPLATES, WIDTH, Letters
from models.letter_facts import FACTS
from models.letters import PURPOSES
from models.post import STATUTORY_NOTICES, CannotBeWritten, LetterOrder
from models.sample_letters import SAMPLES
from shell.letters import SAMPLE_HEAD as HEAD

CASE = "GSCP-2026-014"
FRI_18_DEC = date(2026, 12, 18)
ROOMS = {"review", "threshold", "rapid_review", "panel_reply", "lcspr", "publication", "learning"}
NEVER_SAID = re.compile(
    r"\b(death|died|dead|killed|abus\w+|neglect\w*|injur\w+|harm\w*|suicide|mother|father|parent|sibling)\b", re.I
)


def order(purpose: str, *, facts: bool = True, to: str = "role:coordinator", late: bool = False) -> LetterOrder:
    given = {name: SAMPLES[name] for name in PURPOSES[purpose].facts} if facts else {}
    meant_for = datetime(2026, 12, 14, 9, tzinfo=UTC) if late else None
    return LetterOrder(case=CASE, purpose=purpose, to=to, due=FRI_18_DEC, facts=given, meant_for=meant_for)


def source(purpose: str) -> str:
    return (TEMPLATES / PURPOSES[purpose].template).read_text("utf-8")


def names_used(purpose: str) -> set[str]:
    tree = Environment(autoescape=True).parse(source(purpose))
    stored = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "store"}
    return {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"} - stored - {"loop"}


@pytest.fixture(scope="module")
def letters() -> Letters:
    return Letters(HEAD)


def test_templates_and_purposes_match_one_to_one() -> None:
    templates = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*") if path.is_file()}

    assert {path for path in templates if not path.startswith("layout/")} == {
        purpose.template for purpose in PURPOSES.values()
    }
    assert {purpose.room for purpose in PURPOSES.values()} == ROOMS
    assert set(PURPOSES) >= STATUTORY_NOTICES


def test_every_fact_has_its_words_and_a_sample() -> None:
    declared = {name for purpose in PURPOSES.values() for name in purpose.facts}

    assert declared == set(FACTS) == set(SAMPLES)


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_template_uses_every_fact_it_may_state_and_nothing_else(purpose: str) -> None:
    used = names_used(purpose)
    facts = set(PURPOSES[purpose].facts)
    dates = {"due", "due_day", "due_hour"} if PURPOSES[purpose].deadline else set()

    assert facts <= used
    assert used <= facts | dates | {"reference", "partnership", "telephone"}
    assert not dates or "due" in used


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_letter_has_one_subject_with_the_reference_and_lines_one_can_read(purpose: str, letters: Letters) -> None:
    written = letters.write(order(purpose))

    assert written.subject.startswith(f"{CASE}: ")
    assert "\n" not in written.subject
    assert len(written.subject) <= 90
    assert "Subject:" not in written.text
    assert CASE in written.text
    assert all(len(line) <= WIDTH for line in written.text.splitlines())
    assert "{" not in written.text + written.subject
    assert "01632 960001" in written.text
    assert not re.search(r"[ \t]\n|\n\n\n| {3}| [,.;:]", written.text)


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_letter_can_be_written_late_and_without_its_facts(purpose: str, letters: Letters) -> None:
    written = letters.write(order(purpose, facts=False, late=True))

    assert "should have reached you on Monday 14 December 2026, 09:00" in written.text.replace("\n", " ")
    assert "()" not in written.text


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_letter_links_to_the_case_page_only(purpose: str, letters: Letters) -> None:
    written = letters.write(order(purpose))
    allowed = {f"https://reviews.example/cases/{CASE}"}
    allowed |= {SAMPLES[name] for name in PURPOSES[purpose].facts if SAMPLES[name].startswith("https:")}

    assert set(re.findall(r"\w+://\S+", written.text)) == allowed
    assert "://" not in written.subject


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_letter_says_nothing_of_what_happened_to_whom(purpose: str, letters: Letters) -> None:
    written = letters.write(order(purpose))

    assert NEVER_SAID.findall(written.subject + written.text) == []
    assert "A-003" not in written.text  # agencies are counted, not named


@pytest.mark.parametrize("purpose", [name for name, purpose in PURPOSES.items() if purpose.deadline])
def test_a_letter_with_a_deadline_says_weekday_date_and_hour(purpose: str, letters: Letters) -> None:
    written = letters.write(order(purpose))

    assert "Friday 18 December 2026, 17:00" in written.text


def test_a_date_is_never_broken_over_two_lines(letters: Letters) -> None:
    texts = [letters.write(order(purpose)).text for purpose in PURPOSES]

    assert not [text for text in texts if re.search(r"Friday\n|18\nDecember|December\n2026|2026,\n17", text)]


@pytest.mark.parametrize(
    ("to", "greeting"),
    [
        ("partner:health", "To the QiiP member for the health partner"),
        ("deputy:constabulary", "To the deputy QiiP member for the Constabulary"),
        ("role:independent_chair", "To the Independent Chair"),
        ("agency:A-012", "To your agency's QiiP contact"),
        ("lead:A-012", "To your agency's safeguarding lead"),
        ("role:referrer", "To the referrer of this case"),
        ("body:national_panel", "To the National Panel"),
        ("role:executive/P-0007", "To the Executive"),
        ("person:P-0007", "To you, who are concerned with this case"),
    ],
)
def test_a_letter_greets_an_office_and_never_a_person(to: str, greeting: str, letters: Letters) -> None:
    text = letters.write(order("stood_down", to=to)).text

    assert text.startswith(greeting + "\n")
    assert "P-0007" not in text


def test_a_body_outside_gets_no_link_to_a_page_it_cannot_open(letters: Letters) -> None:
    assert "://" not in letters.write(order("delay_notice", to="body:national_panel")).text


@pytest.mark.parametrize(
    ("purpose", "facts", "code"),
    [
        ("no_such_purpose", {}, "facts"),
        ("deadlines_moved", {"reason": "because Robin Testcase was hurt"}, "facts"),
        ("deadlines_moved", {"reason": "x", "child": "Robin"}, "facts"),
        ("panel_invitation", {"meets_on": "soon"}, "facts"),
        ("learning_cascade", {"address": "javascript:alert(1)"}, "facts"),
        ("deadlines_moved", {"reason": "{{7*7}}"}, "facts"),
    ],
)
def test_a_letter_that_would_say_more_than_codes_is_not_written(
    purpose: str, facts: dict[str, str], code: str, letters: Letters
) -> None:
    with pytest.raises(CannotBeWritten) as refused:
        letters.write(LetterOrder(case=CASE, purpose=purpose, to="role:coordinator", due=FRI_18_DEC, facts=facts))

    assert refused.value.code == code
    assert not any(value in str(refused.value) for value in facts.values() if len(value) > 1)


def test_a_case_under_anything_but_a_reference_is_not_written_about(letters: Letters) -> None:
    with pytest.raises(CannotBeWritten, match="case_reference"):
        letters.write(order("stood_down").model_copy(update={"case": "Robin Testcase"}))


@pytest.mark.parametrize(
    "template",
    [
        "Subject: {{ reference }}: x\n\n{{ child_name }}\n",
        "Subject: {{ reference }}: x\n\n{{ reference.__class__.__mro__ }}\n",
        "Subject: {{ reference }}: x\n\n{% if %}\n",
        "Subject: {{ reference }}: x\nno blank line\n",
        "No subject\n\nwords\n",
        "Subject: {{ reference }}: x\n\nby {{ due }}\n",  # a notice knows no deadline
    ],
)
def test_a_template_changed_for_the_worse_is_an_error_that_names_it(template: str, tmp_path: Path) -> None:
    (tmp_path / "layout").symlink_to(TEMPLATES / "layout")
    (tmp_path / "rapid_review").mkdir()
    (tmp_path / "rapid_review" / "stood_down.txt").write_text(template)

    with pytest.raises(CannotBeWritten) as refused:
        Letters(HEAD, tmp_path).write(order("stood_down"))

    assert refused.value.code == "template"


def test_staff_who_change_a_template_see_it_in_the_next_letter(tmp_path: Path) -> None:
    (tmp_path / "layout").symlink_to(TEMPLATES / "layout")
    (tmp_path / "rapid_review").mkdir()
    changed = tmp_path / "rapid_review" / "stood_down.txt"
    changed.write_text("Subject: {{ reference }}: over\n\nIt is over.\n")

    written = Letters(HEAD, tmp_path).write(order("stood_down"))

    assert written.subject == f"{CASE}: over"
    assert "It is over.\n" in written.text


def test_the_page_on_letters_lists_every_letter_as_it_is() -> None:
    page = (TEMPLATES.parents[1] / "docs" / "letters.md").read_text("utf-8")
    rows = [
        f"| `{purpose.room}/{purpose.name}` | {purpose.clause} | {'yes' if purpose.deadline else ''} | "
        + ", ".join(f"`{fact}`" for fact in purpose.facts)
        + " |"
        for purpose in PURPOSES.values()
    ]

    assert [row for row in rows if row not in page] == []
    assert page.count("\n| `") == len(rows) + page.count("\n| `", 0, page.index("## Every letter"))
