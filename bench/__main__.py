"""`make bench`: prints each ratio beside its bar; the exit code is 1 if one does not hold.

Page time is measured on SQLite; `python -m bench URL URL` measures it on two empty databases of one's own, such as
PostgreSQL's.
"""

import sys
from collections.abc import Sequence

from bench import page_time, web_decision, working_days
from bench.sides import Held


def report(bars: Sequence[Held]) -> bool:
    """Measures and prints every bar; answers whether all of them hold."""
    all_hold = True
    for bar in bars:
        ratio = bar.ratio()
        holds = bar.holds(ratio)
        all_hold = all_hold and holds
        relation = "at least" if bar.at_least else "at most"
        sys.stdout.write(f"{'ok  ' if holds else 'OVER'} {bar.name:<52} {ratio:8.1f}   {relation} {bar.limit:g}\n")
    return all_hold


def main(urls: list[str]) -> int:
    """Everything on SQLite; or page time alone, on the two databases named."""
    if len(urls) == 2:
        return 0 if report(page_time.bars((urls[0], urls[1]), "elsewhere")) else 1
    held = [report(bars()) for bars in (working_days.bars, lambda: [web_decision.DecisionBar()], page_time.bars)]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
