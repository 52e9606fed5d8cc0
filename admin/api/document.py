"""The OpenAPI document of the JSON answers: what the framework makes of the routes, and what it cannot know."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from pydantic.json_schema import models_json_schema

from admin.api.problems import MEDIA_TYPE
from admin.api.shapes import Problem

WITHOUT_SESSION: dict[str, Any] = {"security": []}  # of a route that asks for no session
_REFERENCES = "#/components/schemas/{model}"
_WORDS = {
    401: "Nobody is signed in.",
    403: "The person signed in may not.",
    404: "There is no such case, or none that this person may know of.",
    422: "A value cannot be used.",
    503: "The register does not answer.",
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route declares of the ways in which it may not answer."""
    content = {MEDIA_TYPE: {"schema": {"$ref": _REFERENCES.format(model=Problem.__name__)}}}
    return {each: {"description": _WORDS[each], "content": content} for each in statuses}


def document_of(app: FastAPI, cookie: str) -> dict[str, Any]:
    """The document; ``cookie`` is the name under which browsers keep a session here."""
    made = app.openapi()
    _, said = models_json_schema([(Problem, "serialization")], ref_template=_REFERENCES)
    components = {
        "schemas": {**made["components"]["schemas"], **said["$defs"]},
        "securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": cookie}},
    }
    return {**made, "components": components, "security": [{"session": []}]}
