"""Ids of the page integrity: its root; fields of its forms have ids of their own in its layout."""

ROOT = "integrity-root"
