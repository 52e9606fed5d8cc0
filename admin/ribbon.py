"""The stage ribbon: the working days of a Rapid Review as a picture, drawn from plain data (R1, C5).

Only numbers are made here, in the picture's own units; the template draws them, and a table beside it says the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from admin.filters import instant, short_day

WIDTH = 960.0  # the picture's units across
LABELS = 210.0  # units for the names of the stages, at the left
HEAD = 56.0  # units for the days, at the top
ROW, BAR = 34.0, 22.0  # units from stage to stage, and the height of a bar
WIDE = 64.0  # units a word needs inside its bar
LONGEST_LABEL = 27  # letters of a stage's name that fit beside the bars; the table has the whole name


class State(StrEnum):
    """How a stage stands; the word is drawn beside the colour."""

    DONE = "done"
    NOW = "now"
    LATE = "late"
    AHEAD = "ahead"


@dataclass(frozen=True)
class RibbonDay:
    """A day: its number in the count, its date, whether it is today, whether it is over.

    Number 0 is the day of notification itself. A plan that counts that day has it twice: as day 0 and as day 1.
    """

    number: int
    date: date
    is_today: bool = False
    past: bool = False


@dataclass(frozen=True)
class RibbonStage:
    """A stage from one working day to another (both included), how it stands, and by when it is due."""

    name: str
    from_day: int
    to_day: int
    state: State
    due: date | datetime | None = None


@dataclass(frozen=True)
class Column:
    """A day as drawn."""

    day: RibbonDay
    x: float
    width: float

    @property
    def middle(self) -> float:
        """Where its number stands."""
        return self.x + self.width / 2


@dataclass(frozen=True)
class Bar:
    """A stage as drawn; ``word_x`` is where its state is written, inside the bar where it fits."""

    stage: RibbonStage
    x: float
    y: float
    width: float
    word_x: float
    inside: bool

    @property
    def label(self) -> str:
        """The stage's name, cut where it would run into the bars."""
        name = self.stage.name
        return name if len(name) <= LONGEST_LABEL else f"{name[: LONGEST_LABEL - 1].rstrip()}…"

    @property
    def base(self) -> float:
        """The line the words stand on."""
        return self.y + BAR / 2 + 5


@dataclass(frozen=True)
class Ribbon:
    """The picture and the sentence that says what it shows."""

    columns: tuple[Column, ...]
    bars: tuple[Bar, ...]
    height: float
    today_x: float | None
    sentence: str
    day_zero: str  # what day 0 is, in a sentence; blank where the days begin later
    width: float = WIDTH
    labels: float = LABELS
    head: float = HEAD
    bar_height: float = BAR


def ribbon_of(days: Sequence[RibbonDay], stages: Sequence[RibbonStage]) -> Ribbon:
    """Lay days and stages out. ``days`` in order, one or more; a stage outside them is cut at the picture's edge.

    Raises ValueError where there is no day to draw.
    """
    if not days:
        raise ValueError("a ribbon has at least one day")
    width = (WIDTH - LABELS) / len(days)
    columns = tuple(Column(day, LABELS + width * at, width) for at, day in enumerate(days))
    bars = tuple(_bar(stage, at, columns) for at, stage in enumerate(stages))
    return Ribbon(
        columns=columns,
        bars=bars,
        height=HEAD + ROW * len(stages) + 8,
        today_x=_today(columns),
        sentence=_sentence(days, stages),
        day_zero=_day_zero(days),
    )


def _bar(stage: RibbonStage, at: int, columns: Sequence[Column]) -> Bar:
    covered = [column for column in columns if stage.from_day <= column.day.number <= stage.to_day]
    first, last = (covered[0], covered[-1]) if covered else _edge(stage, columns)
    x, end = first.x + 2, last.x + last.width - 2
    inside = end - x >= WIDE
    beside = end + 6 if end + WIDE <= WIDTH else x - WIDE + 6
    return Bar(stage, x, HEAD + ROW * at + (ROW - BAR) / 2, end - x, x + 8 if inside else beside, inside)


def _edge(stage: RibbonStage, columns: Sequence[Column]) -> tuple[Column, Column]:
    """A stage wholly outside the days stands at the edge nearest to it."""
    edge = columns[0] if stage.to_day < columns[0].day.number else columns[-1]
    return edge, edge


def _today(columns: Sequence[Column]) -> float | None:
    """The middle of today; on a day that does not count, the line between the days before and after it."""
    for column in columns:
        if column.day.is_today:
            return column.middle
    over = [column for column in columns if column.day.past]
    if not over or len(over) == len(columns):
        return None
    return over[-1].x + over[-1].width


def _sentence(days: Sequence[RibbonDay], stages: Sequence[RibbonStage]) -> str:
    said = [f"{stage.name}: {WORDS[stage.state]}{_by(stage)}" for stage in stages]
    return " ".join([_where(days), *(f"{each}." for each in said)])


def _where(days: Sequence[RibbonDay]) -> str:
    """Where today is among the days; day 0 is never called a working day, because it need not be one."""
    last, counted = days[-1], [day for day in days if day.number > 0]
    today = next((day for day in days if day.is_today), None)
    done = [day for day in counted if day.past]
    if today is not None and today.number > 0:
        return f"Today, {short_day(today.date)}, is working day {today.number} of {last.number}."
    if not done:
        begins = f"Working day {counted[0].number} is {short_day(counted[0].date)}." if counted else ""
        return f"Today, {short_day(today.date)}, is day 0. {begins}".strip() if today else begins
    if len(done) == len(counted):
        return f"Working day {last.number}, {short_day(last.date)}, is over."
    return f"Working day {done[-1].number} of {last.number} is over; today is not a working day."


def _day_zero(days: Sequence[RibbonDay]) -> str:
    """Day 0 is the day of notification; whether that day is counted is the clock's affair (C3, C4)."""
    if len(days) < 2 or days[0].number != 0:
        return ""
    zero, first = days[0], days[1]
    said = f"Day 0 is the day of notification, {short_day(zero.date)}"
    if zero.date == first.date:
        return f"{said}. Our own plan counts the same day as working day 1."
    return f"{said}, which is not counted. Working day 1 is {short_day(first.date)}."


def _by(stage: RibbonStage) -> str:
    if stage.due is None:
        return ""
    return f", due {instant(stage.due) if isinstance(stage.due, datetime) else short_day(stage.due)}"


WORDS = {State.DONE: "done", State.NOW: "under way", State.LATE: "late", State.AHEAD: "still to come"}
