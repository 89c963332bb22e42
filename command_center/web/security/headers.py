"""Headers that tell a browser what our pages may do and keep: answers without one of these do not leave the server."""

import re
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from flask import Flask, Response, request

from command_center.settings import Settings

_STATIC = (
    "/assets/",
    "/libraries/",
    "/_dash-component-suites/",
    "/masuk/static/",
    "/saya/static/",
    "/_favicon.ico",
    "/favicon.ico",
)
_YEAR = 365 * 86400
_MARKED = {"m", "v"}
"""Names in the query of a file's address that changes when the file does."""
_FINGERPRINT = re.compile(r"\.v[\w-]+m\d+\.")
"""The same in the names that Dash gives the files of its packages."""

PERMISSIONS = ", ".join(
    [
        # The report form asks for the place; the wall may sound and fill its screen.
        "geolocation=(self)",
        "autoplay=(self)",
        "fullscreen=(self)",
        *(f"{name}=()" for name in ("camera", "microphone", "payment", "usb", "serial", "midi", "hid")),
        *(f"{name}=()" for name in ("display-capture", "browsing-topics", "publickey-credentials-get")),
    ]
)


def install_headers(server: Flask, settings: Settings, script_hashes: Callable[[], Sequence[str]]) -> None:
    """Set the headers of every answer. `script_hashes` gives the hashes of Dash's inline scripts, asked when needed."""
    tiles = tile_source(settings.map_tile_url)
    # Tile servers ask who uses them: they get the origin, without path and query.
    referrer = "strict-origin-when-cross-origin" if tiles else "same-origin"
    https = settings.url.startswith("https://")
    own = urlsplit(settings.url).netloc

    @server.after_request
    def secure(response: Response) -> Response:
        headers = response.headers
        headers["X-Content-Type-Options"] = "nosniff"
        headers["X-Frame-Options"] = "DENY"
        headers["Permissions-Policy"] = PERMISSIONS
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        # Kept where a view is stricter: the address with a wall link's token.
        headers.setdefault("Referrer-Policy", referrer if response.mimetype == "text/html" else "same-origin")
        if https:
            headers["Strict-Transport-Security"] = f"max-age={_YEAR}"
        if response.mimetype == "text/html":
            headers["Content-Security-Policy"] = content_policy(script_hashes(), own, https, tiles)
        else:
            headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
        if not request.path.startswith(_STATIC):
            headers.setdefault("Cache-Control", "no-store")
        elif response.status_code == 200 and (_MARKED & request.args.keys() or _FINGERPRINT.search(request.path)):
            headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
        # Where the server redirects by itself it would repeat the Host header, which anybody may write.
        location = headers.get("Location", "")
        if location.startswith(request.host_url):
            headers["Location"] = location.removeprefix(request.host_url.rstrip("/"))
        return response


def content_policy(script_hashes: Sequence[str], host: str, https: bool, tiles: str) -> str:
    """Content-Security-Policy of a page; `tiles` is the origin of the tile server, empty for none."""
    sockets = f"{'wss' if https else 'ws'}://{host}" if host else ""
    rules = {
        "default-src": "'none'",
        # No unsafe-inline, no unsafe-eval: Dash's own inline scripts are named by their hashes.
        "script-src": " ".join(["'self'", *script_hashes]),
        # Plotly, MapLibre and Mantine write <style> elements and style attributes while they draw; a style can
        # colour a page but not read it to another host, since nothing may be loaded from one.
        "style-src": "'self' 'unsafe-inline'",
        "img-src": f"'self' data: blob: {tiles}",
        "font-src": "'self' data:",
        "media-src": "'self'",
        # 'self' does not stand for ws: in every browser. The host is the one in the settings: anybody may write the
        # Host header.
        "connect-src": f"'self' {sockets} {tiles}",
        # MapLibre starts its worker from a blob.
        "worker-src": "'self' blob:",
        "child-src": "'self' blob:",
        "frame-src": "'self'",
        "manifest-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {' '.join(value.split())}" for name, value in rules.items())


def tile_source(map_tile_url: str) -> str:
    """Origin of the tile server for the policy: https://tiles.example, with * for an {s} in the host."""
    parts = urlsplit(map_tile_url.replace("{s}", "*"))
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
