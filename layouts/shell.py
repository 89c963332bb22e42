"""The frame around every page: theme, direction of the colours, and for the wall nothing else."""

from collections.abc import Sequence

import dash_mantine_components as dmc
from dash.development.base_component import Component

from layouts.theme import THEMES, mantine


def page_frame(children: Component | Sequence[Component], theme: str) -> Component:
    """A page inside the theme; `theme` is a key of THEMES. The wall has no navigation: it is read, not used."""
    frame: Component = dmc.MantineProvider(
        children=children,
        theme=mantine(theme),
        forceColorScheme=THEMES[theme][0],
    )
    return frame
