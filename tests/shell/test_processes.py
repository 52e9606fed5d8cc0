"""What `make up` does about processes that die."""

from pathlib import Path

from shell.processes import Restarts, begin_log, last_lines


class Mortal:
    """A process that is dead when told so, and counts how often it was begun."""

    def __init__(self) -> None:
        self.has_ended = False
        self.begun = 0

    def start(self) -> None:
        self.has_ended = False
        self.begun += 1

    def stop(self) -> None:
        self.has_ended = True


def test_a_process_that_lives_is_left_alone() -> None:
    process, said = Mortal(), list[str]()
    watch = Restarts("It", process, said.append)

    watch.look(0)
    watch.look(1000)

    assert (process.begun, said) == (0, [])


def test_a_dead_process_is_begun_again_after_its_pause_and_said_so_once() -> None:
    process, said = Mortal(), list[str]()
    watch = Restarts("It", process, said.append, first=1)
    process.stop()

    for now in (100, 100.5, 101):
        watch.look(now)

    assert process.begun == 1
    assert said == ["It has stopped; starting it again in 1 s", "It runs again"]


def test_the_pause_doubles_while_it_keeps_dying_and_is_short_again_after_a_good_while() -> None:
    process, said = Mortal(), list[str]()
    watch = Restarts("It", process, said.append, first=1, longest=4)
    now = 100.0

    for _ in range(4):
        process.stop()
        watch.look(now)
        now += 10
        watch.look(now)
    watch.look(now + 41)
    process.stop()
    watch.look(now + 42)

    assert [line.rsplit(" in ")[1] for line in said if "stopped" in line] == ["1 s", "2 s", "4 s", "4 s", "1 s"]


def test_a_log_grown_large_is_put_aside(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "worker.log"
    begin_log(log)
    log.write_text("a line\n" * 100)

    begin_log(log, largest=100)

    assert not log.exists()
    assert log.with_suffix(".log.1").exists()


def test_the_end_of_a_log_is_shown_and_a_missing_one_is_empty(tmp_path: Path) -> None:
    log = tmp_path / "worker.log"
    nothing = last_lines(log)
    log.write_text("first\nsecond\nthird\n")

    shown = last_lines(log, 2)

    assert (nothing, shown) == ("", "second\nthird")
