"""An OpenID provider on a port of this machine."""

from __future__ import annotations

import threading
from typing import Any

import httpx2 as httpx


class Provider:
    """A provider that listens on a port of its own, and what it was asked at its token endpoint."""

    def __init__(self) -> None:
        import flask
        import oidc_provider_mock
        import werkzeug.serving

        app = oidc_provider_mock.app(require_nonce=True)
        self.asked: list[dict[str, str]] = []

        @app.before_request
        def _note() -> None:
            if flask.request.path == "/oauth2/token":
                self.asked.append(dict(flask.request.form))

        self._server = werkzeug.serving.make_server("localhost", 0, app, threaded=True)
        self.issuer = f"http://localhost:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def knows(self, sub: str, **claims: Any) -> None:
        """Somebody has an account there."""
        httpx.put(f"{self.issuer}/users/{sub}", json=claims).raise_for_status()
