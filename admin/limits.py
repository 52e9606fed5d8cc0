"""How often somebody may try: a moving window for each account and address, and one for each address (ASVS 6.3.1).

Whoever tries too often waits; nobody is ever locked out, for a lock is a weapon against those who must sign in. The
windows are in this process's memory and run on the house's clock: a restart forgets them, as it forgets the guesser.
"""

from __future__ import annotations

import math
import threading
from collections import OrderedDict, deque
from hashlib import sha256
from ipaddress import IPv6Address, ip_address
from typing import Any

import structlog
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MovingWindowSupport, Storage
from limits.strategies import MovingWindowRateLimiter
from starlette.exceptions import HTTPException
from starlette.requests import Request

from adapters.clock import Clock

log = structlog.get_logger("admin")
MOST_KEYS = 50_000

PASSWORDS = RateLimitItemPerMinute(10, 15, namespace="passwords")  # of one account, from one address
CODES = RateLimitItemPerMinute(5, 10, namespace="codes")  # of one person, from one address
CODES_OF_PERSON = RateLimitItemPerMinute(30, 60, namespace="codes-of-person")  # whoever asks has the password
ADDRESS = RateLimitItemPerMinute(100, 15, namespace="address")  # a council's people share one


class TooOften(HTTPException):
    """Too many tries; ``seconds`` until the next may be made."""

    def __init__(self, seconds: int) -> None:
        super().__init__(429, headers={"Retry-After": str(seconds)})
        self.seconds = seconds


class Tries:
    """Counts tries, and says when there were too many."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._windows = WindowsOnOurClock(clock)
        self._limiter = MovingWindowRateLimiter(self._windows)

    def take(self, *tries: tuple[RateLimitItem, str]) -> None:
        """Count a try in each of these windows; raises TooOften if one of them is full."""
        for limit, who in tries:
            if not self._limiter.hit(limit, _unreadable(who)):
                frees = self._limiter.get_window_stats(limit, _unreadable(who)).reset_time
                log.warning("too_often", action=limit.namespace)
                raise TooOften(max(1, math.ceil(frees - self._clock.now().timestamp())))

    def forget(self, limit: RateLimitItem, who: str) -> None:
        """The right person came: their tries before do not count."""
        self._limiter.clear(limit, _unreadable(who))


class WindowsOnOurClock(Storage, MovingWindowSupport):
    """The windows, in memory. The library's own reads the machine's clock and keeps a thread for cleaning up."""

    STORAGE_SCHEME = ["ours"]  # noqa: RUF012 - declared so by the library

    def __init__(self, clock: Clock) -> None:
        super().__init__("ours://")
        self._clock = clock
        self._lock = threading.Lock()
        self._hits: OrderedDict[str, deque[float]] = OrderedDict()

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count ``amount`` in the window, if it has room for them."""
        with self._lock:
            hits = self._live(key, expiry)
            if len(hits) + amount > limit:
                return False
            hits.extend([self._clock.now().timestamp()] * amount)
            self._hits[key] = hits
            self._hits.move_to_end(key)
            while len(self._hits) > MOST_KEYS:
                self._hits.popitem(last=False)
            return True

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """When the window's oldest try was, and how many there are."""
        with self._lock:
            hits = self._live(key, expiry)
            return (hits[0] if hits else self._clock.now().timestamp()), len(hits)

    def clear(self, key: str) -> None:
        """Empty a window."""
        with self._lock:
            self._hits.pop(key, None)

    def reset(self) -> int | None:
        """Empty every window."""
        with self._lock:
            count = len(self._hits)
            self._hits.clear()
            return count

    def check(self) -> bool:
        """Memory is always there."""
        return True

    @property
    def base_exceptions(self) -> type[Exception]:
        """What a storage of this kind raises of its own."""
        return ValueError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Fixed windows are not kept here."""
        raise NotImplementedError

    def get(self, key: str) -> int:
        """Fixed windows are not kept here."""
        raise NotImplementedError

    def get_expiry(self, key: str) -> float:
        """Fixed windows are not kept here."""
        raise NotImplementedError

    def _live(self, key: str, expiry: int) -> deque[float]:
        hits, since = self._hits.get(key, deque()), self._clock.now().timestamp() - expiry
        while hits and hits[0] <= since:
            hits.popleft()
        return hits


def tries_of(request: Request) -> Tries:
    """The tries of the application that serves this request."""
    tries: Tries = request.app.state.tries
    return tries


def address_of(request: Request) -> str:
    """Whose request this is, as the network says; behind a proxy only if the proxy is one we were told to trust.

    One household of IPv6 has more addresses than tries: they count as one.
    """
    host = request.client.host if request.client else ""
    try:
        address: Any = ip_address(host)
    except ValueError:
        return host
    return ":".join(address.exploded.split(":")[:4]) if isinstance(address, IPv6Address) else host


def _unreadable(who: str) -> str:
    return sha256(who.lower().encode()).hexdigest()[:32]
