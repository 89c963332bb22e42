"""A house that the tests of a module share, each of which finds it as it was at first."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import dash

from tests.web.as_at_first import as_at_first
from tests.web.conftest import Clock, House


@contextmanager
def house_again(made: House) -> Iterator[Callable[[], House]]:
    """What it gives is the house with nobody in its database, long after whatever was asked before; shut at the end."""
    pages = dict(dash.page_registry)
    with as_at_first(made.db) as put_back:

        def again() -> House:
            put_back()
            dash.page_registry.clear()
            dash.page_registry.update(pages)
            made.access.limiter.reset()
            made.clock.at = Clock.at
            made.clock.seconds += 1_000_000
            made.passed.clear()
            return made

        yield again
    made.db.close()
    dash.page_registry.clear()
