"""The baseline of every opened page: a Dash application with nothing on its page, on the program's own web server."""

import dash
from dash import html
from flask import Flask

from command_center.settings import read_settings
from program.serving import Server

READY = "document.querySelector('#empty') !== null"
"""JavaScript that tells whether it is drawn."""


def make_app() -> Flask:
    """One page with one empty element."""
    server = Flask("empty")
    app = dash.Dash("empty", server=server, serve_locally=True)  # type: ignore[arg-type]  # Dash says bool and takes a Flask server
    app.layout = html.Div(id="empty")
    return server


if __name__ == "__main__":
    Server(read_settings(), make_app, lambda: None).run()
