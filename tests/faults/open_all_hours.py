"""A policy whose office never closes, so that a test on the machine's own time can run whenever it likes."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from adapters.settings import PROJECT
from models.london import london_date

OFFICE_HOURS = (("value = 09:00:00", "value = 00:00:00"), ("value = 17:00:00", "value = 23:59:59"))
EVERY_DAY = (
    ('weekend = ["saturday", "sunday"]', "weekend = []"),
    ("extra_working_days = []", "extra_working_days = [{days}]"),
)


def all_hours(folder: Path, today: datetime) -> Path:
    """Policies whose office never closes, so that a test can run at night and on Christmas Day."""
    folder.mkdir()
    days = ", ".join(
        f'{{ date = {london_date(today) + timedelta(days=ahead)}, reason = "open for a test" }}' for ahead in (0, 1)
    )
    for source in (PROJECT / "policies").glob("*.toml"):
        text = source.read_text("utf-8")
        if source.name == "gscp-2023.toml":
            for was, becomes in (*OFFICE_HOURS, *EVERY_DAY):
                assert was in text, f"{source.name} says it otherwise now: {was}"
                text = text.replace(was, becomes.replace("{days}", days), 1)
        (folder / source.name).write_text(text, "utf-8")
    shutil.copystat(PROJECT / "policies", folder)
    return folder
