"""The tables of docs/permissions.md, written from the table itself: ``python -m tests.models.permissions_page``."""

from collections.abc import Mapping
from pathlib import Path

from models import authority
from models.messages.catalogue import MESSAGES
from models.people import Role
from models.wording import ROLES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "permissions.md"
BELOW = "<!-- from here on written by tests/models/permissions_page.py -->"


def tables() -> str:
    """Who does and sees what, role by role, and which roles reach only cases of their own."""
    return "\n".join(
        [
            _table("What people do", authority.MAY),
            _table("What people look at", authority.SEES),
            "## Only cases of their own\n",
            "| role | reaches a case when they |",
            "| --- | --- |",
            *(f"| {ROLES[role]} | {_relation(relation)} |" for role, relation in authority.ONLY_OWN.items()),
            "",
        ]
    )


def _table(title: str, actions: Mapping[str, tuple[Role, ...]]) -> str:
    rows = [f"| {_name(action)} | {', '.join(ROLES[role] for role in roles)} |" for action, roles in actions.items()]
    return "\n".join([f"## {title}\n", "| | for |", "| --- | --- |", *rows, ""])


def _name(action: str) -> str:
    return f"`{action.replace('_', '-')}`" if action in MESSAGES else action.replace("_", " ")


def _relation(relation: authority.Relation) -> str:
    return {
        authority.Relation.CHAIRS: "chair its Rapid Review",
        authority.Relation.LEADS: "lead its LCSPR",
        authority.Relation.ASKED: "speak for an agency that was asked, raised the case, or owns an action in it",
    }[relation]


def page() -> str:
    """The whole page: what was written by hand, and the tables."""
    return PAGE.read_text("utf-8").split(BELOW)[0] + BELOW + "\n\n" + tables()


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
