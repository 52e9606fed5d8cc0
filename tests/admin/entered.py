"""Every action code that can enter the audit trail, with the details it is entered with, read from the code itself."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

from adapters.policies import PolicyFolder
from adapters.settings import PROJECT
from models.messages.catalogue import FACTS

ROOMS = ("workflows", "activities", "adapters", "desk", "shell", "admin")
PASSED_ON = ("_enter_word", "_go_public", "_note")  # helpers that are told which action to enter
OF_NO_CASE = ("accounts.py", "sessions.py", "sign_in.py", "signing_in.py")  # what people do with their own account


def entered() -> dict[str, set[str]]:
    """Action -> details, from every call in the code that enters one."""
    found: dict[str, set[str]] = defaultdict(set)
    for room in ROOMS:
        for path in (path for path in (PROJECT / room).rglob("*.py") if path.name not in OF_NO_CASE):
            tree = ast.parse(path.read_text("utf-8"))
            for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
                for action, details in _entries(call):
                    found[action].update(details | _of_helper(tree, call))
    for name in FACTS:
        found[f"{name}_after_the_end"].add("part")
    for state in ("sent", "retry", "ambiguous", "permanent"):
        found[f"letter_{state}"].update(("purpose", "to", "due", "attempt"))
    return found


def reminders() -> set[str]:
    """The codes of every alarm of every policy; they are the purposes of their letters."""
    policies = PolicyFolder().editions.values()
    return {str(alarm) for policy in policies for alarm in _purposes(policy.model_dump())}


def _entries(call: ast.Call) -> Iterator[tuple[str, set[str]]]:
    details = {word.arg for word in call.keywords if word.arg}
    name = _name(call)
    if (name == "enter" and isinstance(call.func, ast.Attribute)) or _is_helper(call):
        yield from ((code, details) for argument in call.args for code in _codes(argument))
    elif name == "note" and len(call.args) > 2 and not _is_of_no_case(call):
        yield from ((code, details) for code in _codes(call.args[2]))
    elif name == "Event":
        words = {word.arg: word.value for word in call.keywords}
        yield from ((code, _keys(words.get("detail"))) for code in _codes(words.get("action")))


def _is_of_no_case(call: ast.Call) -> bool:
    case = call.args[1]
    return isinstance(case, ast.Constant) and case.value == ""


def _of_helper(tree: ast.Module, call: ast.Call) -> set[str]:
    """The details that the helper called enters."""
    helper = next((node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == _name(call)), None)
    if helper is None or helper.name not in PASSED_ON:
        return set()
    nodes = list(ast.walk(helper))
    calls = (node for node in nodes if isinstance(node, ast.Call) and _name(node) in ("enter", "note"))
    said = (key for node in nodes if isinstance(node, ast.Dict) for key in _keys(node))
    return {*said, *(word.arg for inner in calls for word in inner.keywords if word.arg)}


def _is_helper(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id in PASSED_ON


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _codes(node: ast.expr | None) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value] if node.value and node.value.islower() and " " not in node.value else []
    return [*_codes(node.body), *_codes(node.orelse)] if isinstance(node, ast.IfExp) else []


def _keys(node: ast.expr | None) -> set[str]:
    if isinstance(node, ast.Name):
        return {"purpose", "to", "outcome"}  # said above the call, of a letter sent at once
    keys = node.keys if isinstance(node, ast.Dict) else []
    return {key.value for key in keys if isinstance(key, ast.Constant) and isinstance(key.value, str)}


def _purposes(data: object) -> Iterator[object]:
    if isinstance(data, dict):
        if "purpose" in data:
            yield data["purpose"]
        for value in data.values():
            yield from _purposes(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _purposes(value)
