"""What this person may do next in a case: buttons, tasks, and every other decision of the parts that run (K1)."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from admin.case.file import CaseFile
from admin.case.letter_words import letter_words
from admin.rooms.buttons import Button, form_path, offer
from desk.words import part_words, task_words
from models.awaited_tasks import BY_HAND
from models.case import CaseKind, Part, ReviewAsked
from models.commands import Told
from models.messages.catalogue import MESSAGES
from models.to_do import to_do

_CLAUSES = re.compile(r"\s*\([A-Z]\d[^)]*\)")
SAID_AS = {"return_information": "agency_return_received"}  # what a part calls its next action -> the message
BESIDE = {"sign_report": ("refuse_report",), "sign_draft": ("query_draft",), "cast_vote": ("recuse",)}


@dataclass(frozen=True)
class Task:
    """Something a person must do because an order could not be carried out or a word is missing (E5)."""

    text: str
    href: str = ""
    link: str = ""
    part: str = ""  # with ``task``: it is ticked off by hand
    task: str = ""


@dataclass(frozen=True)
class Choice:
    """One decision this person may take."""

    text: str
    purpose: str
    href: str


@dataclass(frozen=True)
class Choices:
    """The decisions of one part."""

    part: str
    choices: tuple[Choice, ...]


def command_of(next_action: str | None) -> str | None:
    """The message that brings what comes next; None where no person's message does."""
    code = SAID_AS.get(next_action or "", next_action or "")
    return code if code in MESSAGES else None


def buttons_seen(file: CaseFile) -> list[Button]:
    """What this person may do of what comes next, the most urgent first; the first is the main button."""
    ordered = sorted(file.standings, key=lambda row: (row.standing.due is None, row.standing.due or row.at))
    commands = [command_of(row.standing.next_action) for row in ordered if not row.standing.ended]
    found: list[Button] = []
    for command in dict.fromkeys(each for each in commands if each is not None):
        found += offer(file.at, command, kind="secondary" if found else "")
        if found:
            found += [each for also in BESIDE.get(command, ()) for each in offer(file.at, also, kind="secondary")]
    return found


# tasks


def tasks_seen(file: CaseFile) -> tuple[Task, ...]:
    """Every open task, with where it is done; those of the safety question stand above all and not here."""
    return tuple(_task(file, part, task) for part, task in file.tasks if task not in OF_SAFETY)


OF_SAFETY = ("answer_safety_question", "order_immediate_action")
_COMMAND_OF_TASK = {
    "choose_agencies": "request_information",
    "possible_missed_notification": "answer_missed_notification",
    "part_failed": "restart_part",
    "delay_notice": "send_delay_notice",
}


def _task(file: CaseFile, part: Part, task: str) -> Task:
    what, _, about = task.partition(":")
    by_hand = (str(part), task) if what in BY_HAND and file.at.may("finish_task") else ("", "")
    if what == "telephone":
        recipient, _, purpose = about.rpartition(":")
        said = f"Telephone {file.who(recipient)}. This letter did not arrive: {letter_words(purpose)}."
        return Task(said, f"/cases/{file.case}/letters", "See the letters", *by_hand)
    if what in BY_HAND:
        return Task(task_words(task, file.book), "", "", *by_hand)
    if what == "post_not_delivered":
        return Task(task_words(task, file.book), f"/cases/{file.case}/letters", "See the letters")
    if what == "report_not_available":
        return Task(task_words(task, file.book), f"/cases/{file.case}/publication", "See the publication")
    command = _COMMAND_OF_TASK.get(what, what)
    if command == "fill_gaps" and file.row.kind is not CaseKind.CFC:
        command = "fill_sin_gaps"
    if command not in MESSAGES or not file.at.may(command):
        return Task(task_words(task, file.book))
    return Task(task_words(task, file.book), form_path(file.case, command), "Do it now")


# everything else


def choices_seen(file: CaseFile) -> tuple[Choices, ...]:
    """Every decision this person may take now, grouped by part, with what it is for."""
    found = ((part, tuple(_choices(file, part))) for part in Part if file.runs(part))
    return tuple(Choices(part_words(part), choices) for part, choices in found if choices)


def _choices(file: CaseFile, part: Part) -> list[Choice]:
    return [
        Choice(to_do(name), purpose_of(kind), form_path(file.case, name))
        for name, kind in MESSAGES.items()
        if kind.part is part and _makes_sense(file, name) and file.at.may(name)
    ]


def purpose_of(kind: type[Told]) -> str:
    """What a decision or fact is for: its first sentence, without the clause."""
    first = (inspect.getdoc(kind) or kind.name).splitlines()[0]
    said = _CLAUSES.sub("", first).strip().removesuffix(".")
    return f"{said[:1].upper()}{said[1:]}."


def _makes_sense(file: CaseFile, name: str) -> bool:
    makes_sense = ONLY_WHEN.get(name)
    return makes_sense is None or makes_sense(file)


def _task_is(what: str) -> Callable[[CaseFile], bool]:
    return lambda file: file.has_task(what)


def _held(part: Part, stands: bool = True) -> Callable[[CaseFile], bool]:
    def ask(file: CaseFile) -> bool:
        standing = file.standing(part)
        waits = standing.waits_for if standing else ()
        return any(who.startswith("release:") and not who.endswith(":0") for who in waits) is stands

    return ask


def _paused(file: CaseFile) -> bool:
    last = file.last("clock_paused", "clock_resumed")
    return last is not None and last["action"] == "clock_paused"


def _with_cdop(file: CaseFile) -> bool:
    asked = file.row.opening.review_asked is not ReviewAsked.RAPID_REVIEW
    return asked and file.last("alte_outcome_recorded") is None


def _lacks_sin(file: CaseFile) -> bool:
    return not file.row.opening.has_sin and file.last("sin_notified") is None


def _cascades(file: CaseFile) -> bool:
    whole = file.standing(Part.REVIEW)
    return whole is not None and any(who.startswith("partner:") for who in whole.waits_for)


def _stage_in(part: Part, *stages: str) -> Callable[[CaseFile], bool]:
    def ask(file: CaseFile) -> bool:
        standing = file.standing(part)
        return standing is not None and standing.stage in stages

    return ask


_SIGNING = _stage_in(Part.RAPID_REVIEW, "sign_off", "executive_decision")
ONLY_WHEN: Mapping[str, Callable[[CaseFile], bool]] = {
    "calendar_changed": lambda file: False,  # comes with a proclaimed day, from the settings
    "confirm_immediate_action": lambda file: any(row["immediate"] and row["state"] == "open" for row in file.actions),
    "answer_safety_question": _task_is("answer_safety_question"),
    "fill_gaps": lambda file: _task_is("fill_gaps")(file) and file.row.kind is CaseKind.CFC,
    "fill_sin_gaps": lambda file: _task_is("fill_gaps")(file) and file.row.kind is not CaseKind.CFC,
    "record_breach": _task_is("record_breach"),
    "answer_missed_notification": _task_is("possible_missed_notification"),
    "record_alte_outcome": _with_cdop,
    "confirm_cascade": _cascades,
    "explain_lateness": _task_is("explain_lateness"),
    "restart_part": _task_is("part_failed"),
    "sin_notified": _lacks_sin,
    "appoint_chair": lambda file: file.row.independent_chair is None,
    "replace_chair": lambda file: file.row.independent_chair is not None,
    "check_report": _stage_in(Part.RAPID_REVIEW, "check"),
    "sign_report": _SIGNING,
    "refuse_report": _SIGNING,
    "sign_in_place": _SIGNING,
    "decide_refusal": _stage_in(Part.RAPID_REVIEW, "executive_decision"),
    "move_panel": lambda file: file.last("panel_held") is None,
    "hold_panel": lambda file: file.last("panel_held") is None,
    "pause_clock": lambda file: not _paused(file),
    "resume_clock": _paused,
    "answer_queries": _stage_in(Part.PANEL_REPLY, "answer_to_queries"),
    "reconsider_lcspr": _stage_in(Part.PANEL_REPLY, "lcspr_reconsideration"),
    "national_review_ended": _stage_in(Part.PANEL_REPLY, "national_review"),
    "appoint_reviewer": lambda file: file.row.lead_reviewer is None,
    "replace_reviewer": lambda file: file.row.lead_reviewer is not None,
    "extend_hold": _held(Part.LCSPR),
    "release_lcspr": _held(Part.LCSPR),
    "endorse_report": _stage_in(Part.LCSPR, "lcspr_endorsement"),
    "skip_endorsement": _stage_in(Part.LCSPR, "lcspr_endorsement"),
    "sign_off_lcspr": _stage_in(Part.LCSPR, "lcspr_executive_sign_off"),
    "decline_lcspr": _stage_in(Part.LCSPR, "lcspr_executive_sign_off"),
    "extend_publication_hold": _held(Part.PUBLICATION),
    "release_publication": _held(Part.PUBLICATION),
    "publish_report": _stage_in(Part.PUBLICATION, "wait_before_publication"),
    "publish_improvements": _stage_in(Part.PUBLICATION, "improvements_to_publish"),
    "record_cascade": _stage_in(Part.PUBLICATION, "learning_cascade", "year_in_public"),
    "record_availability_check": _stage_in(Part.PUBLICATION, "learning_cascade", "year_in_public"),
    "withdraw_report": _stage_in(Part.PUBLICATION, "learning_cascade", "year_in_public"),
}
