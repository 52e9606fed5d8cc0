"""The door of a group of pages: a route cannot be declared without saying what it needs (K1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Depends

from admin.admission import Needs, gate
from models import authority

Declared = Callable[[Callable[..., Any]], Callable[..., Any]]


class Door:
    """Routes with what each needs: an action of :mod:`models.authority`, or one of :class:`Needs`."""

    def __init__(self) -> None:
        self.router = APIRouter()
        self.needs: dict[tuple[str, str], str] = {}

    def see(self, path: str, needs: str, **more: Any) -> Declared:
        """A page that changes nothing."""
        return self._route("GET", path, needs, more)

    def act(self, path: str, needs: str, **more: Any) -> Declared:
        """What a form posts to."""
        return self._route("POST", path, needs, more)

    def _route(self, method: str, path: str, needs: str, more: dict[str, Any]) -> Declared:
        known = needs in authority.MAY or needs in authority.SEES or needs in set(Needs)
        if not known or (method, path) in self.needs:
            raise ValueError(f"{method} {path}: {needs} is no permission, or the route is declared twice")
        self.needs[method, path] = str(needs)
        schema, shape = more.pop("include_in_schema", False), more.pop("response_model", None)
        return self.router.api_route(
            path,
            methods=[method],
            dependencies=[Depends(gate(needs))],
            include_in_schema=schema,
            response_model=shape,
            **more,
        )
