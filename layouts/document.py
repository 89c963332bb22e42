"""A page that is sent whole, as HTML: it can be read before any script has run, and needs none of Dash's."""

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
    script: str,
) -> str:
    """The page. `styles` is CSS and `script` JavaScript: both stand in it, so that nothing else is asked for before it is
    drawn. The script runs when all of the page is there; the content policy must name its hash. `theme` is "dark" or
    "light". Raises ValueError for styles or a script that would end their element.
    """
    if "</" in styles:
        raise ValueError("a stylesheet cannot stand in a page with '</' in it")
    if "</script" in script.lower() or "<!--" in script:
        raise ValueError("a script cannot stand in a page with '</script' or '<!--' in it")
    return (
        f'<!DOCTYPE html><html lang="{escape(language)}" data-theme="{escape(theme)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title, quote=False)}</title><link rel="icon" href="{escape(icon)}" type="image/svg+xml">'
        f"<style>{styles}</style></head><body>{markup(body)}<script>{script}</script></body></html>"
    )
