"""``web``: where Temporal Web shows a case and its parts."""

from __future__ import annotations

from shell.acting import Case
from shell.dates import AsJson, print_json


def web(case: Case, as_json: AsJson = False) -> None:
    """Print the addresses of a case and its parts in Temporal Web."""
    from models.case import Part
    from shell.composition import open_front_desk
    from shell.tables import print_lines
    from shell.web_addresses import web_address
    from shell.words import part_words

    with open_front_desk() as front:
        front.house.register.case(case)
        parts = dict.fromkeys([Part.REVIEW, *(row.part for row in front.house.register.standings(case))])
        found = {str(part): web_address(front.house.settings, case, part) for part in parts}
    if as_json:
        print_json({"case": case, "temporal_web": found})
    else:
        print_lines(f"{part_words(part):<28} {address}" for part, address in found.items())
