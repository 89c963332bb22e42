"""Read models that tests borrow and give back: making the tables of one takes longer than most of what is asked of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import tzinfo

import duckdb

from command_center.domain.working_days import Calendar
from command_center.readmodel.read_model import ReadModel

_FREE: list[ReadModel] = []
_LENT: list[list[ReadModel]] = []


def borrowed(zone: tzinfo, calendar: Calendar) -> ReadModel:
    """An empty read model in memory: within `lending` until its end, elsewhere a new one for good."""
    if not _LENT:
        return ReadModel.open(None, zone, calendar)
    model = next((each for each in _FREE if each.zone == zone and each.calendar is calendar), None)
    if model is None:
        model = ReadModel.open(None, zone, calendar)
    else:
        _FREE.remove(model)
    _LENT[-1].append(model)
    return model


@contextmanager
def lending() -> Iterator[None]:
    """What is borrowed inside is emptied afterwards and lent again, unless it was closed."""
    _LENT.append([])
    try:
        yield
    finally:
        for model in _LENT.pop():
            try:
                model.clear()
            except duckdb.Error:
                model.close()
            else:
                _FREE.append(model)


def let_go() -> None:
    """Close what nobody has."""
    while _FREE:
        _FREE.pop().close()
