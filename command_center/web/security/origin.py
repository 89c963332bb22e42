"""Whether a request that changes something comes from our own pages."""

from urllib.parse import urlsplit

from flask import Request

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


def same_origin(request: Request, base_url: str) -> bool:
    """False where a browser says that another site, or another port of this machine, sent the request.

    Every browser of today says so on a POST and on a WebSocket, by Sec-Fetch-Site or Origin. A request with neither
    comes from a program that holds the cookie itself, which no other site can make it send (the rule of Go's
    net/http CrossOriginProtection). `base_url` is BASE_URL: it counts as ours whatever a proxy made of the Host header.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    try:
        named = urlsplit(origin)
        ours = urlsplit(base_url)
    except ValueError:
        return False
    if not named.scheme or not named.netloc:
        return False
    if (named.scheme, named.netloc) == (ours.scheme, ours.netloc):
        return True
    return (named.scheme, named.netloc) == (request.scheme, request.host)
