"""What every scene of the wall says first: the position of the log, whether anything is known, whether it is simulated."""

from dataclasses import dataclass

import duckdb


@dataclass(frozen=True, slots=True)
class SceneHead:
    """`seq` is the last event in the facts; `any_data` is False before the first report ever."""

    seq: int
    any_data: bool
    simulated: bool


def scene_head(cursor: duckdb.DuckDBPyConnection) -> SceneHead:
    """Of the snapshot that the cursor reads."""
    row = cursor.execute(
        "SELECT coalesce((SELECT max(seq) FROM head), 0), count(*) > 0, coalesce(bool_or(simulated), false) FROM arrivals"
    ).fetchone()
    assert row is not None, "an aggregate has one row"
    return SceneHead(int(row[0]), bool(row[1]), bool(row[2]))
