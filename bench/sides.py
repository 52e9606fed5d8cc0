"""Two ways to do the same thing, measured in turns, so that what else the machine does falls on both alike."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

ROUNDS = 9
LEAST_SECONDS = 0.02

Work = Callable[[], object]
Clock = Callable[[], float]  # seconds; the processor's own where what is measured waits for nothing outside it


class Held(Protocol):
    """Something measured, and the bar it is held to."""

    @property
    def name(self) -> str:
        """What is compared."""

    @property
    def limit(self) -> float:
        """The bar."""

    @property
    def at_least(self) -> bool:
        """Whether the ratio has to reach the bar, rather than stay below it."""

    def ratio(self) -> float:
        """Measures."""

    def holds(self, ratio: float) -> bool:
        """Whether a measured ratio is within the bar."""


@dataclass(frozen=True)
class Bar:
    """What a measurement is held to: the other side takes at least (or we take at most) so many times as long."""

    name: str
    ours: Work
    other: Work
    limit: float
    at_least: bool
    clock: Clock = time.perf_counter

    def ratio(self) -> float:
        """How many times as long the other side takes; with a bar of the kind *at most*, how many times we take."""
        ours, other = side_by_side(self.ours, self.other, clock=self.clock)
        return other / ours if self.at_least else ours / other

    def holds(self, ratio: float) -> bool:
        """Whether a measured ratio is within the bar."""
        return ratio >= self.limit if self.at_least else ratio <= self.limit


def side_by_side(one: Work, two: Work, rounds: int = ROUNDS, clock: Clock = time.perf_counter) -> tuple[float, float]:
    """Seconds for one call of each: the best of several rounds taken in turns, with the collector off."""
    repeats = [enough_repeats(work, clock) for work in (one, two)]
    best = [float("inf"), float("inf")]
    gc.disable()
    try:
        for _ in range(rounds):
            for side, work in enumerate((one, two)):
                best[side] = min(best[side], _seconds(work, repeats[side], clock) / repeats[side])
    finally:
        gc.enable()
    return best[0], best[1]


def enough_repeats(work: Work, clock: Clock) -> int:
    """How often to repeat something so that the clock's grain does not matter."""
    repeats = 1
    while _seconds(work, repeats, clock) < LEAST_SECONDS:
        repeats *= 4
    return repeats


def _seconds(work: Work, repeats: int, clock: Clock) -> float:
    begin = clock()
    for _ in range(repeats):
        work()
    return clock() - begin
