"""Where the C library keeps the memory of threads: in few places, so that what one thread frees is there for the others."""

import ctypes

ARENAS = 2
"""Arenas of all threads together: as many as the cores of a small machine."""
_M_ARENA_MAX = -8
"""Number of the option in glibc's malloc.h."""


def few_arenas() -> bool:
    """Keep all threads to `ARENAS` arenas; False where the C library has no such option (musl, macOS), and needs none.

    glibc gives each new thread an arena of its own, up to eight a core, and hardly ever gives back what lies in one: twenty
    viewers whose pages were built by twenty threads leave each page's memory twenty times. Call it before threads start.
    """
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    return set_option is not None and set_option(_M_ARENA_MAX, ARENAS) == 1
