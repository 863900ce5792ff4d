"""The built pages and the widget, under a policy that lets nothing foreign in."""

from __future__ import annotations

import gzip
import mimetypes
import re
import subprocess
import sys
from pathlib import Path

from sanic import Blueprint, Request
from sanic.exceptions import NotFound
from sanic.response import HTTPResponse, raw

__all__ = ["DIST", "blueprint", "ensure_pages"]

DIST = Path(__file__).parents[1] / "web/dist"
"""Where the front end's build leaves its files."""

_PAGES = {"/": "index.html", "/estimate": "estimate.html", "/embed": "embed.html", "/widget.js": "widget.js"}


def ensure_pages() -> None:
    """Build the pages where that has not been done yet; without Node the service runs without them and says so."""
    if (DIST / "index.html").is_file():
        return
    print("首次启动：正在构建网页……", flush=True)
    built = subprocess.run([sys.executable, str(DIST.parent / "build.py")], check=False, stdout=subprocess.DEVNULL)
    if built.returncode:
        print("网页没有构建成功，只提供接口；安装 Node 20 以上后再启动，或运行 make run。", file=sys.stderr, flush=True)


def content_policy(frame_ancestors: str) -> str:
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
        f"frame-ancestors {frame_ancestors}"
    )


def blueprint(allowed_origins: tuple[str, ...]) -> Blueprint:
    """Only files that the build made are served, each read once."""
    routes = Blueprint("pages")
    files = {f"/assets/{file.name}": file for file in (DIST / "assets").glob("*")}
    files |= {route: DIST / name for route, name in _PAGES.items()}
    ancestors = " ".join(("'self'", *allowed_origins))

    def serve(route: str, file: Path) -> None:
        content = file.read_bytes() if file.is_file() else None
        compressed = gzip.compress(content, mtime=0) if content else b""
        headers = _headers(file, ancestors)

        async def page(request: Request) -> HTTPResponse:
            if content is None:
                raise NotFound(f"{file.name} has not been built")
            if "gzip" in request.headers.get("accept-encoding", ""):
                return raw(
                    compressed, content_type=_content_type(file), headers={**headers, "Content-Encoding": "gzip"}
                )
            return raw(content, content_type=_content_type(file), headers=headers)

        routes.add_route(page, route, name=f"page{route}".replace("/", "_").replace(".", "_").replace("-", "_"))

    for route, file in files.items():
        serve(route, file)
    return routes


def _content_type(file: Path) -> str:
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind.endswith("javascript") else kind


_HASHED = re.compile(r"-[\w-]{8}\.\w+$")
"""A name that changes with its content, as the build gives it: such a file never changes."""


def _headers(file: Path, ancestors: str) -> dict[str, str]:
    return {
        "Content-Security-Policy": content_policy(ancestors if file.name == "embed.html" else "'self'"),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "public, max-age=31536000, immutable" if _HASHED.search(file.name) else "no-cache",
        "Vary": "Accept-Encoding",
    }
