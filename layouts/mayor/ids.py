"""Ids of the page mayor: its root; fields of its forms have ids of their own in its layout."""

ROOT = "mayor-root"
