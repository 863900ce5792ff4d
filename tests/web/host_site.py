"""Somebody else's web site that embeds the widget: another origin, a strict policy, style rules for everything."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from urllib.parse import parse_qs, urlsplit

HOSTILE_CSS = """
* { color: red !important; font-size: 31px !important; display: block !important; margin: 9px !important;
    position: static !important; background: yellow !important; opacity: .5; visibility: hidden }
:root { font-size: 40px; --hq-layer: -1 }
html, body, main, h1, p { visibility: visible }
button, textarea, h2, h3 { letter-spacing: 9px !important; text-transform: uppercase }
"""


class HostSite:
    """Serves ``/?mode=iframe&theme=dark``: a page whose widget script carries these as ``data-…``.

    ``hostile=1`` adds style rules that hit everything, ``bare=1`` leaves the widget out.
    """

    def __init__(self, widget_origin: str) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(widget_origin))
        # localhost and 127.0.0.1 are different sites to a browser, not only different origins.
        self.url = f"http://localhost:{self._server.server_port}"

    def __enter__(self) -> HostSite:
        Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


def _handler(widget_origin: str) -> type[BaseHTTPRequestHandler]:
    policy = (
        f"default-src 'none'; script-src {widget_origin}; connect-src {widget_origin}; "
        f"frame-src {widget_origin}; style-src 'self' {widget_origin}; img-src data:; form-action 'self'"
    )

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            if address.path == "/hostile.css":
                self._answer("text/css", HOSTILE_CSS)
            elif address.path == "/":
                self._answer("text/html; charset=utf-8", _page(widget_origin, parse_qs(address.query)))
            else:
                self.send_error(404)

        def _answer(self, kind: str, text: str) -> None:
            body = text.encode()
            self.send_response(200)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            self.send_header("content-security-policy", policy)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """A test's output is not a server log."""

    return Handler


def _page(widget_origin: str, options: dict[str, list[str]]) -> str:
    hostile = '<link rel="stylesheet" href="/hostile.css">' if options.pop("hostile", None) else ""
    bare = options.pop("bare", None)
    attributes = " ".join(f'data-{name}="{values[0]}"' for name, values in options.items())
    script = "" if bare else f'<script src="{widget_origin}/widget.js" {attributes}></script>'
    return f"""<!doctype html><html lang="zh-CN"><head><title>某园区官网</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">{hostile}</head>
<body><main><h1>某园区官网</h1><p>通知公告</p></main>{script}</body></html>"""
