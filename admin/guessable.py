"""Passwords that are long and still easy to guess: made of what everybody tries first, or of one's own surroundings.

What everybody tries, and the words given, are taken out; a password must still be one after that (ASVS 6.2.4, 6.2.11).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

LEAST_LEFT, LEAST_DIFFERENT = 8, 5
SHORTEST_RUN, SHORTEST_WORD = 4, 3
_TRIED_FIRST = """
    password passwort passphrase passw0rd pass word welcome letmein login logon signin admin administrator root user
    guest secret changeme change default temporary temp test testing demo example sample hello goodbye whatever please
    trustno iloveyou love lovely princess sunshine shadow master dragon monkey tiger cookie flower summer winter autumn
    spring january february march april june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday football rugby cricket baseball superman batman pokemon starwars liverpool arsenal
    chelsea everton tottenham manchester united city england london britain office computer internet windows microsoft
    google facebook council police nhs health school social care children safeguarding review reviews panel partnership
    coordinator manager business safe guarding practice thisisa thisismy this mypassword correcthorsebatterystaple
    correct horse battery staple thequickbrownfox quick brown supercalifragilisticexpialidocious abcabc aaa
"""
TRIED_FIRST = frozenset(_TRIED_FIRST.split())
_WALKS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1q2w3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
)
_ALIKE = str.maketrans("@4013$57!", "aaoiesstl")
_YEAR = re.compile(r"(?:19|20)\d\d")
_REPEATED = re.compile(r"(.{2,}?)\1+|(.)\2{2,}")


def is_guessable(password: str, surroundings: Iterable[str] = ()) -> bool:
    """Is too little left of it? ``surroundings``: names and titles of the person and of this place."""
    words = {part for text in surroundings for part in re.split(r"\W+", text.lower()) if len(part) >= SHORTEST_WORD}
    known = sorted(TRIED_FIRST | words, key=len, reverse=True)
    left = _without_walks(_YEAR.sub("", _REPEATED.sub(r"\1\2", password.lower())))
    for word in known:
        left = _without(left, word)
    left = "".join(left.split())
    return len(left) < LEAST_LEFT or len(set(left)) < LEAST_DIFFERENT


def _without(text: str, word: str) -> str:
    """The text without the word, also where signs stand for letters (``p@ssw0rd``)."""
    while (at := text.translate(_ALIKE).find(word.translate(_ALIKE))) >= 0:
        text = text[:at] + text[at + len(word) :]
    return text


def _without_walks(text: str) -> str:
    """The text without stretches of four and more along a row of keys, the alphabet or the numbers, either way."""
    walks = [*_WALKS, *(walk[::-1] for walk in _WALKS)]
    at, kept = 0, []
    while at < len(text):
        longest = max(_common(text[at:], walk) for walk in walks)
        if longest >= SHORTEST_RUN:
            at += longest
        else:
            kept.append(text[at])
            at += 1
    return "".join(kept)


def _common(text: str, walk: str) -> int:
    """How many of the text's first characters stand together in the walk."""
    length = 0
    while length < len(text) and text[: length + 1] in walk:
        length += 1
    return length
