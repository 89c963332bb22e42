"""The reference data as it ships, read once by each process of a test run: it cannot be changed, and reading it takes half a second."""

from functools import cache

from command_center.reference.load import Reference, load_reference


@cache
def shipped() -> Reference:
    """What `load_reference()` gives."""
    return load_reference()
