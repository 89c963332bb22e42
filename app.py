"""``app:server`` for a WSGI server: the Flask server that carries everything, made when it is first asked for."""

from flask import Flask

from program.composition import create_app


def __getattr__(name: str) -> Flask:
    """The server. Raises errors.CommandCenterError."""
    if name == "server":
        return create_app()
    raise AttributeError(name)
