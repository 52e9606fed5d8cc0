"""`make bench`: prints each ratio beside its bar; the exit code is 1 if one does not hold."""

import sys

from bench import working_days
from bench.sides import Bar


def report(bars: list[Bar]) -> bool:
    """Measures and prints every bar; answers whether all of them hold."""
    all_hold = True
    for bar in bars:
        ratio = bar.ratio()
        holds = bar.holds(ratio)
        all_hold = all_hold and holds
        relation = "at least" if bar.at_least else "at most"
        sys.stdout.write(f"{'ok  ' if holds else 'OVER'} {bar.name:<48} {ratio:8.1f}   {relation} {bar.limit:g}\n")
    return all_hold


if __name__ == "__main__":
    sys.exit(0 if report(working_days.bars()) else 1)
