"""Which other sites' pages may call the API: only the origins that the operator has listed."""

from __future__ import annotations

from sanic import Request, Sanic
from sanic.response import HTTPResponse, empty

__all__ = ["install"]


def install(app: Sanic, allowed: tuple[str, ...]) -> None:
    """Answer preflight requests and mark responses for the origins in ``allowed`` (``*``: any)."""

    @app.middleware("request")
    async def preflight(request: Request) -> HTTPResponse | None:
        if request.method == "OPTIONS" and request.path.startswith("/api/"):
            return empty()
        return None

    @app.middleware("response")
    async def mark(request: Request, response: HTTPResponse) -> None:
        origin = request.headers.get("origin")
        if not origin or not request.path.startswith("/api/") or not (origin in allowed or "*" in allowed):
            return
        # Sessions travel in the body, not in cookies: no credentials are ever allowed across origins.
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Methods"] = "GET, POST"
        response.headers["Access-Control-Allow-Headers"] = "content-type"
        response.headers["Access-Control-Max-Age"] = "600"
        response.headers["Vary"] = "Origin"
