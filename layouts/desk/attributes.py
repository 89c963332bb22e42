"""Attributes whose names have a dash: what the desk's script reads of an element, and what is told to who does not see it."""

from typing import Any


def data(**values: str) -> dict[str, Any]:
    """`data-` attributes, each by what stands after the dash."""
    return {f"data-{name}": value for name, value in values.items()}


def aria(**values: str) -> dict[str, Any]:
    """`aria-` attributes."""
    return {f"aria-{name}": value for name, value in values.items()}
