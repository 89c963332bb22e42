"""Where the reports of the day are, which of them are one incident, and which reports wait to be read."""

from collections import Counter
from datetime import UTC, datetime

import duckdb

from command_center.readmodel.briefing_figures import BriefMoment
from command_center.readmodel.briefing_view import IncidentMap, IncidentSpot, ReadingQueue, ReportSpot, ReportToRead
from command_center.readmodel.wall import WallNames

SPOTS = 2000
"""Reports that are drawn; a day with more is a day of incidents."""
INCIDENTS = 12
TO_READ = 12
"""Rows of the queue; all are counted."""


def incident_map(cursor: duckdb.DuckDBPyConnection, names: WallNames, moment: BriefMoment) -> IncidentMap:
    """The reports of the day with a place, and the incidents that enough of them make."""
    rows = cursor.execute(
        "SELECT number, category, kelurahan, kecamatan, lat, lon, exact, incident_id, channel, received_at, "
        "visibility = 'rahasia' FROM facts WHERE day = ? AND NOT retracted ORDER BY received_at, report_id",
        [moment.about],
    ).fetchall()
    shown = [row for row in rows if not row[10]]
    placed = [row for row in shown if row[4] is not None and row[5] is not None]
    groups: dict[int, list[tuple[object, ...]]] = {}
    for row in placed:
        if row[7] is not None:
            groups.setdefault(row[7], []).append(row)
    incidents = [
        spot
        for number, members in groups.items()
        if (spot := _incident(number, members, names)).count >= names.incident_minimum.get(spot.category, 1 << 30)
    ]
    incidents.sort(key=lambda each: (-each.count, each.since))
    counted = Counter(row[1] for row in rows)
    return IncidentMap(
        incidents=tuple(incidents[:INCIDENTS]),
        spots=tuple(
            ReportSpot(row[0], row[1], names.place(row[2], row[3]), row[4], row[5], bool(row[6]), row[7])
            for row in placed[:SPOTS]
        ),
        categories=tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))),
        unplaced=len(shown) - len(placed),
        confidential=len(rows) - len(shown),
    )


def _incident(number: int, members: list[tuple[object, ...]], names: WallNames) -> IncidentSpot:
    kelurahan, kecamatan = Counter((row[2], row[3]) for row in members).most_common(1)[0][0]
    since = members[0][9]
    assert isinstance(since, datetime)
    return IncidentSpot(
        incident=number,
        category=str(Counter(row[1] for row in members).most_common(1)[0][0]),
        place=names.place(str(kelurahan), str(kecamatan)),
        lat=sum(float(str(row[4])) for row in members) / len(members),
        lon=sum(float(str(row[5])) for row in members) / len(members),
        count=len(members),
        channels=len({row[8] for row in members}),
        since=since.replace(tzinfo=UTC),
    )


def reading_queue(
    cursor: duckdb.DuckDBPyConnection, names: WallNames, moment: BriefMoment
) -> tuple[ReadingQueue, list[str]]:
    """What came in since the morning before, the largest incidents first, then by the nearest deadline; all numbers.

    An incident is one row: its first report stands for it. What is rahasia is not for this page.
    """
    rows = cursor.execute(
        """
        SELECT number, category, kelurahan, kecamatan, opd, channel, received_at, of_day, members FROM (
            SELECT *, day = $about AS of_day,
                   count(*) OVER (PARTITION BY coalesce(incident_id, -report_id)) AS members,
                   row_number() OVER (PARTITION BY coalesce(incident_id, -report_id) ORDER BY received_at, report_id) AS place
            FROM facts
            WHERE received_at >= $since AND received_at < $until AND NOT retracted AND visibility <> 'rahasia'
        ) WHERE place = 1
        ORDER BY members DESC, coalesce(answer_due, forward_due, settle_due), received_at DESC, report_id LIMIT $most
        """,
        {"about": moment.about, "since": moment.midnight, "until": moment.cutoff, "most": TO_READ},
    ).fetchall()
    counted = cursor.execute(
        "SELECT number, day = ? FROM facts WHERE received_at >= ? AND received_at < ? AND NOT retracted "
        "AND visibility <> 'rahasia' ORDER BY received_at, report_id",
        [moment.about, moment.midnight, moment.cutoff],
    ).fetchall()
    queue = ReadingQueue(
        of_day=sum(of_day for _, of_day in counted),
        since=sum(not of_day for _, of_day in counted),
        rows=tuple(
            ReportToRead(
                number=row[0],
                category=row[1],
                place=names.place(row[2], row[3]),
                opd=names.opd.get(row[4], row[4]),
                channel=row[5],
                received_at=row[6].replace(tzinfo=UTC),
                more=row[8] - 1,
            )
            for row in rows
        ),
    )
    return queue, [number for number, _ in counted]
