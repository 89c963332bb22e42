"""A page that is sent whole, as HTML: it can be read before any script has run, and needs none of Dash's."""

from collections.abc import Sequence
from html import escape

from dash.development.base_component import Component

from layouts.markup import markup


def document(
    body: Component,
    *,
    title: str,
    language: str,
    theme: str,
    icon: str,
    styles: str,
    scripts: Sequence[str],
) -> str:
    """The page. `styles` is CSS, which stands in it so that nothing is asked for before it is drawn; `scripts` are
    addresses, run in their order once it is there; `theme` is "dark" or "light".
    """
    if "</" in styles:
        raise ValueError("a stylesheet cannot stand in a page with '</' in it")
    tags = "".join(f'<script src="{escape(each)}" defer></script>' for each in scripts)
    return (
        f'<!DOCTYPE html><html lang="{escape(language)}" data-theme="{escape(theme)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title, quote=False)}</title><link rel="icon" href="{escape(icon)}" type="image/svg+xml">'
        f"<style>{styles}</style>{tags}</head><body>{markup(body)}</body></html>"
    )
