"""The scripts of Dash's packages, sent as files: Dash reads each anew into memory and hashes it, 5 MB for plotly alone.

Anybody may have them, so that asking for them must be cheap.
"""

import sys
from pathlib import Path

import dash
from dash import _validate
from dash.fingerprint import check_fingerprint
from flask import Flask, Response, send_file

RULE = "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>"
_YEAR = 365 * 86400


def send_package_files(server: Flask, screen: dash.Dash) -> None:
    """Let our view answer at Dash's address, for the files that Dash would give (DependencyException for others)."""

    def view(package_name: str, fingerprinted_path: str) -> Response:
        path, fingerprinted = check_fingerprint(fingerprinted_path)  # type: ignore[no-untyped-call]
        _validate.validate_js_path(screen.registered_paths, package_name, path)  # type: ignore[no-untyped-call]
        folder = Path(sys.modules[package_name].__path__[0])
        return send_file(folder / path, max_age=_YEAR if fingerprinted else None)

    (endpoint,) = (rule.endpoint for rule in server.url_map.iter_rules() if rule.rule == RULE)
    server.view_functions[endpoint] = view
