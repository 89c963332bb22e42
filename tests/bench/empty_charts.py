"""The baseline of pages with charts: a Dash page with as many empty plotly charts, on the program's own web server."""

import os

import dash
from dash import dcc, html
from flask import Flask

from command_center.settings import read_settings
from program.serving import Server

NUMBER = "EMPTY_CHARTS"
"""Environment variable: how many charts."""


def make_app() -> Flask:
    """One page with empty charts, each with the room of an ordinary one."""
    server = Flask("charts")
    app = dash.Dash("charts", server=server, serve_locally=True)  # type: ignore[arg-type]  # Dash says bool and takes a Flask server
    charts = [dcc.Graph(figure={"data": [], "layout": {}}, style={"height": "16rem"}) for _ in range(number())]
    app.layout = html.Div(charts, id="charts")
    return server


def number() -> int:
    """How many charts there shall be."""
    return int(os.environ[NUMBER])


if __name__ == "__main__":
    Server(read_settings(), make_app, lambda: None).run()
