"""The folder of policy files: reads, validates and finds editions (C7)."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cached_property
from pathlib import Path

from models.policy import Policy, read_policy
from models.policy_problems import PolicyError, PolicyProblem

POLICIES = Path(__file__).resolve().parent.parent / "policies"


class UnknownEdition(LookupError):
    """No policy file has the edition asked for, or none is valid on the date."""


class PolicyFolder:
    """Every edition in a folder of TOML files."""

    def __init__(self, folder: Path = POLICIES) -> None:
        self.folder = folder
        self._read: dict[Path, Policy] = {}

    @cached_property
    def editions(self) -> dict[str, Policy]:
        """Every edition by its id. Raises :class:`PolicyError` naming the file and key that is wrong."""
        editions: dict[str, Policy] = {}
        for path in sorted(self.folder.glob("*.toml")):
            policy = self._file(path)
            if policy.edition in editions:
                raise PolicyError([PolicyProblem("edition", f"{policy.edition} is used twice: rename one")], str(path))
            editions[policy.edition] = policy
        return editions

    def edition(self, id: str) -> Policy:
        """The edition with this id. Raises :class:`UnknownEdition`."""
        named = self.folder / f"{id}.toml"
        if "/" not in id and named.is_file() and (policy := self._file(named)).edition == id:
            return policy
        if id in self.editions:
            return self.editions[id]
        raise UnknownEdition(f"there is no policy edition {id!r}: known are {', '.join(self.editions)}")

    def edition_on(self, partnership: str, day: date) -> Policy:
        """The edition a case of this partnership opened on a London date falls under (C7)."""
        found = [
            policy for policy in self.editions.values() if policy.partnership == partnership and policy.is_valid_on(day)
        ]
        if len(found) != 1:
            how = "no policy edition" if not found else "more than one policy edition"
            raise UnknownEdition(f"{how} of partnership {partnership!r} is valid on {day.isoformat()}: mend the dates")
        return found[0]

    def _file(self, path: Path) -> Policy:
        if path not in self._read:
            self._read[path] = policy_file(path)
        return self._read[path]


def policy_file(path: Path) -> Policy:
    """The policy in one file. Raises :class:`PolicyError` naming what is wrong, ``OSError`` when it cannot be read."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PolicyError([PolicyProblem("TOML", f"cannot be read: {error}")], str(path)) from None
    except UnicodeDecodeError:
        raise PolicyError([PolicyProblem("the file", "is not UTF-8 text: save it as UTF-8")], str(path)) from None
    try:
        return read_policy(data)
    except PolicyError as error:
        raise PolicyError(error.problems, str(path)) from None
