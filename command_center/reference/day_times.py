"""Reads times of the day out of a reference file."""

import re
from datetime import time

from command_center.reference.tables import Table

_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


def read_day_time(table: Table, key: str) -> time:
    """A time such as ``"07:30"``. Raises BadReferenceData."""
    found = _TIME.fullmatch(table.text(key))
    if found is None:
        table.refuse(f'"{key}" must be a time of the day such as "07:30"', key)
    return time(int(found[1]), int(found[2]))
