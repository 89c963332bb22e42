"""Secrets that a device or a session carries: only their SHA-256 is kept, so that a copy of the database opens nothing."""

import hashlib
import secrets


def new_token() -> str:
    """256 random bits, safe inside a URL. Guessing is hopeless, so that a plain hash is enough to keep it."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is kept of a token: its SHA-256 in hex (64 characters)."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
