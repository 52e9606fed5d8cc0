"""From every next action a part can report to the form that does it; nothing a workflow says is left without words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from adapters.register.work import WaitRow
from adapters.settings import PROJECT
from admin.work.next_commands import COMMANDS, command_of, form_of
from models import lcspr, learning, panel_reply, publication
from models.awaited_tasks import BY_HAND, ENDED_BY
from models.case import Part
from models.messages.catalogue import MESSAGES
from models.people import Role
from models.review import Course
from models.to_do import TASKS, TO_DO
from tests.replay.records import COURSES, course
from workflows.rapid_review_state import NEXT as RAPID_REVIEW

MON_23_NOV = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def in_the_code() -> Iterator[str]:
    """Every next action the code of the workflows names: their tables, their words, where the case stands."""
    yield from (action for action, _ in RAPID_REVIEW.values())
    for module in (lcspr, panel_reply, publication, learning):
        yield from (action.value for action in module.NextAction)
    yield from (course.value for course in Course)
    for path in (PROJECT / "workflows").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            is_told = isinstance(node, ast.keyword) and node.arg == "next_action"
            is_prepared = isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "action"
            if isinstance(node, ast.keyword | ast.Assign) and (is_told or is_prepared):
                yield from _texts(node.value)


def _texts(value: ast.expr) -> Iterator[str]:
    """The words an expression can come to: its own, and those of both ways of a choice; not what it compares with."""
    if isinstance(value, ast.IfExp):
        yield from (*_texts(value.body), *_texts(value.orelse))
    elif isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value


def tasks_in_the_code() -> set[str]:
    """Every task the code of the workflows gives a person."""
    found: set[object] = set()
    trees = [ast.parse(path.read_text("utf-8")) for path in (PROJECT / "workflows").glob("*.py")]
    named: dict[str, object] = {
        target.id: node.value.value
        for tree in trees
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "add_task":
                found.add(_beginning(node.args[0], named))
    return {str(each) for each in found if each is not None}


def _beginning(argument: ast.expr, named: dict[str, object]) -> object:
    if isinstance(argument, ast.JoinedStr):
        first = argument.values[0]
        return str(getattr(first, "value", "")).rstrip(":")
    return argument.value if isinstance(argument, ast.Constant) else named.get(getattr(argument, "id", ""))


def test_the_code_s_next_actions_are_found() -> None:
    known = {"cast_vote", "answer_safety_question", "hold_panel", "sign_off_lcspr", "complete_action"}

    assert known <= set(in_the_code())


@pytest.mark.parametrize("code", sorted(set(in_the_code())))
def test_every_next_action_has_words_and_a_command_or_none_on_purpose(code: str) -> None:
    assert code in TO_DO or code == "closed"
    assert code in COMMANDS or code in MESSAGES


@pytest.mark.parametrize("name", COURSES)
async def test_every_next_action_of_a_recorded_course_is_among_them(name: str) -> None:
    said = {each.record.standing.next_action for each in await course(name) if each.record and each.record.standing}

    assert said <= set(in_the_code())
    assert len(said) > 3


@pytest.mark.parametrize("task", sorted(tasks_in_the_code()))
def test_every_task_has_words_and_ends_by_a_message_by_hand_or_by_itself(task: str) -> None:
    assert task in TASKS or task in TO_DO
    assert task in ENDED_BY or task in MESSAGES or task in BY_HAND or task == "post_not_delivered"


def test_tasks_are_found_in_the_code() -> None:
    assert {"telephone", "fill_gaps", "send_delay_notice", "report_not_available", "part_failed"} <= tasks_in_the_code()


def row(action: str, recipient: str = "role:coordinator", about: str = "") -> WaitRow:
    return WaitRow(
        "GSCP-2026-001",
        Part.LCSPR,
        recipient,
        action,
        about,
        "stage",
        MON_23_NOV,
        None,
        None,
        None,
        False,
        "",
        MON_23_NOV,
    )


@pytest.mark.parametrize(
    ("wait", "address"),
    [
        (row("hold_panel"), "hold-panel"),
        (row("return_information", "agency:A-010"), "agency-return-received?agency=A-010"),
        (row("return_information", "lead:A-010"), "agency-return-received?agency=A-010"),
        (row("sign_report", "role:qiip_chair", "qiip_chair"), "sign-report?capacity=qiip_chair"),
        (row("sign_draft", "agency:A-010"), "sign-draft?agency=A-010"),
        (row("agree_publication_plan", "partner:health", "2"), "agree-publication-plan?plan_version=2&partner=health"),
        (row("check_anonymisation", about="3"), "check-anonymisation?report_version=3"),
        (row("release_lcspr", about="1"), "release-lcspr?hold=1"),
        (row("restart_part", about="panel-reply"), "restart-part?failed=panel-reply"),
        (row("alte_with_cdop"), "record-alte-outcome"),
    ],
)
def test_a_form_is_filled_with_what_is_known(wait: WaitRow, address: str) -> None:
    assert form_of(wait) == f"/cases/GSCP-2026-001/do/{address}"


@pytest.mark.parametrize("code", ["rapid_review", "none", "telephone", "weigh_the_evidence"])
def test_where_no_form_does_it_there_is_no_address(code: str) -> None:
    assert (command_of(code), form_of(row(code))) == (None, None)


def test_every_role_that_holds_a_next_action_may_do_it() -> None:
    from models import authority

    holders = {
        "appoint_chair": Role.BUSINESS_MANAGER, "hold_panel": Role.COORDINATOR, "check_report": Role.BUSINESS_MANAGER,
        "decide_refusal": Role.EXECUTIVE, "record_submission": Role.COORDINATOR, "panel_replied": Role.COORDINATOR,
        "reconsider_lcspr": Role.QIIP_CHAIR, "set_methodology": Role.QIIP_CHAIR, "declare_ready": Role.QIIP_CHAIR,
        "endorse_report": Role.MANAGEMENT_GROUP_CHAIR, "sign_off_lcspr": Role.EXECUTIVE,
        "settle_chronology": Role.INDEPENDENT_CHAIR, "submit_draft": Role.LEAD_REVIEWER,
        "release_lcspr": Role.QIIP_CHAIR, "release_publication": Role.COORDINATOR,
        "answer_missed_notification": Role.LA_REPRESENTATIVE, "record_alte_outcome": Role.DESIGNATED_DOCTOR,
        "cast_vote": Role.QIIP_MEMBER, "confirm_cascade": Role.QIIP_MEMBER, "sign_draft": Role.AGENCY_CONTACT,
        "complete_action": Role.AGENCY_CONTACT, "confirm_immediate_action": Role.SAFEGUARDING_LEAD,
    }  # fmt: skip

    assert [action for action, role in holders.items() if role not in authority.MAY[action]] == []
