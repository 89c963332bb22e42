"""Ids of the page instructed: its root; fields of its forms have ids of their own in its layout."""

ROOT = "instructed-root"
