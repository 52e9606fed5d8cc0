"""What a page of the settings says after something was done: a closed list, so that no address can make it say more."""

from __future__ import annotations

from starlette.requests import Request

NOTICES = {
    "person-added": "They are in the directory now. Give them an office below, so that they can do their part.",
    "person-changed": "The change is kept. Letters use it from now on.",
    "email-waits": "Name and telephone are kept. The new e-mail address waits until a second person confirms it.",
    "office-given": "The office is given.",
    "office-ended": "The office has its last day.",
    "office-waits": "This is asked for. It holds when a second person has confirmed it.",
    "absence-recorded": "The absence is kept. Letters go to whoever stands in.",
    "absence-ended": "The absence has ended. Letters go to them again.",
    "change-confirmed": "You confirmed it: it holds now.",
    "change-turned-down": "It was turned down: nothing has changed.",
    "agency-added": "The agency is in the directory now. Give somebody the office of its contact, on their own page.",
    "agency-changed": "The change is kept.",
    "day-applied": "The day is proclaimed. Open cases are being told.",
    "all-told": "Every open case has been told.",
}


def notice_of(request: Request) -> str:
    """The notice for what was just done; nothing for anything else."""
    return NOTICES.get(request.query_params.get("done", ""), "")
