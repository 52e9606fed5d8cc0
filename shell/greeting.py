"""What a person reads when everything is up: where to look, how to sign in, and what to try first."""

from __future__ import annotations

import sys

from adapters.embedded import EmbeddedPlan
from adapters.settings import Settings

COORDINATOR = "robin.testcase@partnership.example"  # of demo/directory.toml


def greeting(plan: EmbeddedPlan, settings: Settings, note: str) -> str:
    """The words; ``note`` says where new keys are, blank if they were there."""
    python = sys.executable
    return f"""
Everything is up.
  Pages          {settings.own_pages}
  Temporal Web   {plan.web}
  Temporal       {plan.address}  (namespace {plan.namespace})
  Mailbox        {settings.mailbox}
  State and logs {settings.state.resolve()}
{note or "  Keys           " + str(settings.keys_path)}
{how_to_sign_in(settings)}
Try, in another terminal:
  {python} starter.py --help
  {python} starter.py timetable 2026-12-14 --kind sin --explain
  {python} starter.py notify sin demo/forms/sin-two-children.json
  {python} starter.py cases
  {python} starter.py mailbox list
Ctrl-C stops everything and keeps it.
"""


def how_to_sign_in(settings: Settings) -> str:
    """The fictional people's password, where this is a demo with one; else where accounts come from."""
    if not settings.demo_password.is_file():
        return f"  Accounts       {sys.executable} starter.py account invite P-0002\n"
    password = settings.demo_password.read_text("utf-8").strip()
    return f"  Sign in        {COORDINATOR} (Coordinator), password {password}; so does everybody of this demo\n"
