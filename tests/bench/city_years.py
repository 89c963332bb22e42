"""Ten years of an invented city, written into a read model by SQL: any number of reports with what became of each.

More come each year than the year before, by day more than by night, on some channels and about some things more than about
others. `open_at_end` are open whatever the number of all: a city that settles its reports has no more of them after ten
years than after one. The same numbers give the same reports.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import duckdb

from command_center.domain.report_kinds import ReportClass
from command_center.domain.sla import Term
from command_center.readmodel.clock import FIRST, with_durations
from command_center.readmodel.grains import with_grains
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.returns import again_of
from command_center.readmodel.schema import OPEN as STILL_OPEN
from command_center.readmodel.schema import VERSION
from command_center.reference.load import Reference

OPEN = 2000
YEARS = timedelta(days=3650)
LATELY = timedelta(days=20)
"""Nine of ten open reports are this old at most, the others up to `LONG`."""
LONG = timedelta(days=400)
PIECE = 200_000
"""Reports made at once."""
DRAWS = 10_000
"""Places of a list to draw from: each value has as many as it is frequent."""

FREQUENT = ("jalan_rusak", "lampu", "banjir", "sampah", "rob")
"""What people report most."""
HOURLY = (2, 1, 1, 1, 1, 3, 7, 12, 16, 17, 16, 14, 12, 12, 12, 11, 10, 9, 8, 9, 9, 7, 5, 3)
"""How many messages come in an hour of the day, WIB."""
WEEKEND = 0.6
CLASSES = {ReportClass.COMPLAINT: 92, ReportClass.ASPIRATION: 5, ReportClass.INFORMATION: 3}


def fill(model: ReadModel, reference: Reference, amount: int, now: datetime, open_at_end: int = OPEN) -> None:
    """Put `amount` reports into the tables of an empty read model, received in ten years up to `now` (aware)."""
    utc = now.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    with model.cursor() as cursor:
        cursor.execute("SET memory_limit TO '1500MB'")
        _mixes(cursor, reference)
        _hours(cursor, amount, utc, open_at_end)
        cursor.execute("SET VARIABLE now = ?::TIMESTAMP", [utc])
        for piece in range(-(-amount // PIECE)):
            cursor.execute(f"CREATE OR REPLACE TEMP TABLE received AS {_RECEIVED}", [piece])
            cursor.execute(f"CREATE OR REPLACE TEMP TABLE placed AS {_PLACED}")
            cursor.execute(f"INSERT INTO facts BY NAME {with_grains(with_durations(f'({_LIVES})'))} ORDER BY report_id")
        _came_back(cursor, amount)
        cursor.execute(f"INSERT INTO open_reports FROM facts WHERE {STILL_OPEN} ORDER BY report_id")
        cursor.execute(
            "INSERT INTO arrivals SELECT channel, min(received_at), max(received_at), bool_or(simulated) FROM facts GROUP BY 1"
        )
        cursor.execute("INSERT INTO head VALUES (?, ?, '')", [amount, VERSION])
        for table in ("received", "placed", "hours", "mixes", "places", "routes", "terms"):
            cursor.execute(f"DROP TABLE {table}")
        cursor.execute("SET memory_limit TO '256MB'")
        cursor.execute("CHECKPOINT")


def _came_back(cursor: duckdb.DuckDBPyConnection, amount: int) -> None:
    """Tell of the settled ones when the same was reported again: rows are written anew, as changed ones read slower."""
    cursor.execute("CREATE TABLE told AS FROM facts LIMIT 0")
    for first in range(0, amount, PIECE * 5):
        mine = f"(FROM facts WHERE report_id > {first} AND report_id <= {first + PIECE * 5})"
        # A report that is settled as the last of the piece may come back in the next one.
        later = (
            f"(FROM facts WHERE received_at BETWEEN (SELECT min(received_at) FROM {mine}) AND "
            f"(SELECT max(settled_at) + INTERVAL 30 DAYS FROM {mine}))"
        )
        cursor.execute(
            f"INSERT INTO told BY NAME SELECT mine.* REPLACE (again.again_at AS again_at) FROM {mine} AS mine "
            f"LEFT JOIN ({again_of(mine, later)}) AS again USING (report_id) ORDER BY report_id"
        )
    cursor.execute("DROP TABLE facts")
    cursor.execute("ALTER TABLE told RENAME TO facts")


def _mixes(cursor: duckdb.DuckDBPyConnection, reference: Reference) -> None:
    """What is drawn from: one row of lists; and which OPD and which terms follow from what was drawn."""
    channels = {each.code: each.baseline_per_day for each in reference.channels}
    codes = sorted((each.code for each in reference.categories.every), key=lambda code: code not in FREQUENT)
    categories = {code: 1 / place for place, code in enumerate(codes, 2)}
    areas = {area.code: 1 + place % 7 for place, area in enumerate(reference.areas.kelurahan)}
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE mixes AS SELECT ?::VARCHAR[] AS channels, ?::VARCHAR[] AS categories, "
        "?::VARCHAR[] AS kelurahan, ?::VARCHAR[] AS classes, (SELECT list(day ORDER BY day) FROM clock WHERE working) AS working, "
        "(SELECT list(before ORDER BY day) FROM clock) AS before",
        [
            _places(channels),
            _places(categories),
            _places(areas),
            _places({str(kind): share for kind, share in CLASSES.items()}),
        ],
    )
    _table(
        cursor,
        "places (kelurahan VARCHAR, kecamatan VARCHAR, lat DOUBLE, lon DOUBLE)",
        [(area.code, area.kecamatan, area.centre.lat, area.centre.lon) for area in reference.areas.kelurahan]
        + [("", "", None, None)],
    )
    kecamatan = ["", *(area.code for area in reference.areas.kecamatan)]
    _table(
        cursor,
        "routes (category VARCHAR, kecamatan VARCHAR, opd VARCHAR)",
        [(code, area, reference.router.assign(code, area).opd) for code in categories for area in kecamatan],
    )
    rows = []
    for channel in reference.channels:
        policy = reference.policy_for(channel.code)
        for kind in CLASSES:
            terms = policy.terms[kind]
            rows.append((channel.code, str(kind), policy.key, *map(_days, (terms.forward, terms.answer, terms.settle))))
    _table(cursor, "terms (channel VARCHAR, report_class VARCHAR, policy VARCHAR, f INT, a INT, s INT)", rows)


def _places(shares: Mapping[str, float]) -> list[str]:
    """`DRAWS` values, each as often as its share is."""
    total, reached = sum(shares.values()), 0.0
    found: list[str] = []
    for value, share in shares.items():
        reached += share / total
        found += [value] * (round(reached * DRAWS) - len(found))
    return found


def _days(term: Term | None) -> int | None:
    """A term in working days; one of hours takes the days that it fills."""
    return None if term is None else term.days or -(-term.hours // 24)


def _table(cursor: duckdb.DuckDBPyConnection, shape: str, rows: Iterable[Sequence[Any]]) -> None:
    name, _, columns = shape.partition(" ")
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE {name} {columns}")
    marks = ", ".join("?" * (columns.count(",") + 1))
    cursor.executemany(f"INSERT INTO {name} VALUES ({marks})", list(rows))


def _hours(cursor: duckdb.DuckDBPyConnection, amount: int, now: datetime, open_at_end: int) -> None:
    """Every hour of the years with the numbers of its reports, and the share of them that is open at the end."""
    begin = (now - YEARS).replace(minute=0, second=0)
    cursor.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE hours AS
        WITH every AS (
            SELECT start, start > $now - {_interval(LATELY)} AS lately, start > $now - {_interval(LONG)} AS long,
                   (0.4 + 1.2 * epoch(start - $begin) / {YEARS.total_seconds()})
                   * ($hourly::INT[])[hour(start + INTERVAL 7 HOUR) + 1]
                   * CASE WHEN isodow(start + INTERVAL 7 HOUR) > 5 THEN {WEEKEND} ELSE 1 END AS weight
            FROM generate_series($begin, $now - INTERVAL 1 HOUR, INTERVAL 1 HOUR) AS hour(start)
        ), shares AS (
            SELECT *, sum(weight) FILTER (lately) OVER () / sum(weight) OVER () AS usually,
                   greatest(usually, least(0.5, 1.1 * $open / $amount)) AS wanted,
                   weight * CASE WHEN lately THEN wanted / usually ELSE (1 - wanted) / (1 - usually) END AS heavy
            FROM every
        ), counted AS (
            SELECT *, sum(heavy) OVER (ORDER BY start) / sum(heavy) OVER () AS reached FROM shares
        ), numbered AS (
            SELECT *, coalesce(lag((reached * $amount)::BIGINT) OVER (ORDER BY start), 0) AS first,
                   (reached * $amount)::BIGINT AS next FROM counted
        )
        SELECT start, first, next,
               CASE WHEN lately THEN least(1.0, 0.9 * $open / (sum(next - first) FILTER (lately) OVER ()))
                    WHEN long THEN 0.1 * $open / greatest(sum(next - first) FILTER (long AND NOT lately) OVER (), 1)
                    ELSE 0 END AS share_open
        FROM numbered WHERE next > first ORDER BY start
        """,
        {"begin": begin, "now": now, "hourly": list(HOURLY), "amount": amount, "open": min(open_at_end, amount)},
    )


def _interval(span: timedelta) -> str:
    return f"INTERVAL {round(span.total_seconds())} SECOND"


def _draw(salt: int) -> str:
    """A number from 0 to 1 that hangs on the report and on what it decides alone."""
    return f"(hash(n * 64 + {salt}) % 1000003 / 1000003.0)"


def _around(median: str, salt: int) -> str:
    """Half lie below the median, few far above it: e to a sum of three draws, which is as good as normal here."""
    z = f"(2 * ({_draw(salt)} + {_draw(salt + 1)} + {_draw(salt + 2)} - 1.5))"
    return f"({median} * exp(0.8 * {z}))"


def _of(values: str, salt: int) -> str:
    return f"(SELECT {values} FROM mixes)[1 + floor({_draw(salt)} * {DRAWS})::INT]"


def _working(days: str) -> str:
    """That working day after the day of receipt."""
    return f"(SELECT working FROM mixes)[since + {days}]"


def _office(days: str, salt: int) -> str:
    """A moment in office hours of that working day after receipt, in UTC."""
    return f"({_working(days)}::TIMESTAMP + to_seconds((1800 + {_draw(salt)} * 30000)::INT))"


_LATEST = "getvariable('now') - INTERVAL 1 MINUTE"

# A list that is looked into must not pass through a join, which copies it for every row: hence three steps.
_RECEIVED = f"""
WITH drawn AS (
    SELECT unnest(range(first + 1, next + 1)) AS n, start, first, next, share_open FROM hours WHERE first // {PIECE} = ?
), received AS (
    SELECT n, start + to_seconds((3600 * (n - first - 0.5) / (next - first))::INT) AS received_at,
           {_draw(1)} < share_open AS is_open, {_of("channels", 2)} AS channel, {_of("categories", 3)} AS category,
           CASE WHEN {_draw(4)} < 0.06 THEN '' ELSE {_of("kelurahan", 5)} END AS kelurahan,
           {_of("classes", 6)} AS report_class
    FROM drawn
)
SELECT *, (received_at + INTERVAL 7 HOUR)::DATE AS day, 
       (SELECT before FROM mixes)[date_diff('day', DATE '{FIRST}', (received_at + INTERVAL 31 HOUR)::DATE) + 1] AS since
FROM received
"""

_PLACED = """
SELECT received.*, places.kecamatan, places.lat, places.lon, terms.policy, f, a, s, routes.opd
FROM received JOIN places USING (kelurahan) JOIN terms USING (channel, report_class) JOIN routes USING (category, kecamatan)
"""

_LIVES = f"""
WITH looked AS (
    SELECT *, least(received_at + to_seconds({_around("2100", 7)}::INT), greatest({_LATEST}, received_at)) AS looked_at,
           {_draw(10)} AS fate, {_draw(11)} AS place_of_it,
           {_around("(2.5 + hash(opd) % 40 / 10.0 + hash(category) % 20 / 10.0)", 12)}::INT AS answer_after,
           CASE WHEN {_draw(15)} < 0.55 THEN 0 ELSE 1 + {_around("2", 16)}::INT END AS settle_after
    FROM placed
), sent AS (
    SELECT *, least(looked_at + to_seconds({_around("4200", 20)}::INT), greatest({_LATEST}, looked_at)) AS sent_at FROM looked
), answers AS (
    SELECT *, greatest(sent_at + INTERVAL 40 MINUTE, {_office("answer_after", 24)}) AS usual_answer FROM sent
), expected AS (
    SELECT *, CASE WHEN settle_after = 0 THEN usual_answer + INTERVAL 5 MINUTE
              ELSE greatest(usual_answer + INTERVAL 5 MINUTE, {_office("answer_after + settle_after", 25)}) END AS usual_end
    FROM answers
), ended AS (
    SELECT *,
        CASE WHEN is_open THEN CASE WHEN place_of_it < 0.12 THEN 'received' WHEN place_of_it < 0.22 THEN 'verified'
                 WHEN place_of_it < 0.25 THEN 'deferred' WHEN place_of_it < 0.27 THEN 'incomplete'
                 WHEN place_of_it < 0.72 THEN 'forwarded' ELSE 'answered' END
             WHEN fate < 0.02 THEN 'not_ours' WHEN fate < 0.06 THEN 'archived' ELSE 'settled' END AS status,
        -- What is closed by now was closed before now.
        CASE WHEN usual_end < {_LATEST} AND NOT is_open THEN usual_answer
             ELSE sent_at + to_seconds((epoch({_LATEST} - sent_at) * (0.3 + 0.5 * {_draw(26)}))::INT) END AS answered,
        CASE WHEN usual_end < {_LATEST} THEN usual_end
             ELSE answered + to_seconds((epoch({_LATEST} - answered) * {_draw(27)})::INT) END AS settled
    FROM expected
), timed AS (
    SELECT *,
        CASE WHEN status IN ('verified', 'forwarded', 'answered', 'settled', 'not_ours') THEN looked_at END AS verified_at,
        CASE WHEN status IN ('forwarded', 'answered', 'settled') THEN sent_at END AS forwarded_at,
        CASE WHEN status IN ('answered', 'settled') THEN answered END AS answered_at,
        CASE WHEN status = 'settled' THEN settled END AS settled_at,
        CASE status WHEN 'settled' THEN settled WHEN 'not_ours' THEN sent_at WHEN 'archived' THEN looked_at END AS closed_at,
        {_working("f")}::TIMESTAMP + INTERVAL '16:59:59' AS forward_due,
        {_working("a")}::TIMESTAMP + INTERVAL '16:59:59' AS answer_due,
        {_working("s")}::TIMESTAMP + INTERVAL '16:59:59' AS settle_due
    FROM ended
), due AS (
    SELECT *, CASE status WHEN 'answered' THEN settle_due
                          WHEN 'forwarded' THEN least(answer_due, settle_due)
                          WHEN 'received' THEN least(forward_due, answer_due, settle_due)
                          WHEN 'verified' THEN least(forward_due, answer_due, settle_due)
                          WHEN 'deferred' THEN least(forward_due, answer_due, settle_due) END AS due_at
    FROM timed
), flagged AS (
    SELECT *, CASE WHEN due_at IS NULL THEN '' WHEN status = 'answered' THEN 'settle'
                   WHEN due_at = forward_due AND status <> 'forwarded' THEN 'forward'
                   WHEN due_at = answer_due THEN 'answer' ELSE 'settle' END AS due_stage,
           CASE WHEN due_at < getvariable('now') THEN due_stage
                WHEN settled_at > settle_due THEN 'settle' WHEN answered_at > answer_due THEN 'answer'
                ELSE '' END AS breached_stage
    FROM due
)
SELECT n AS report_id, day, 'LH-' || year(day) || '-' || lpad(n::VARCHAR, greatest(6, length(n::VARCHAR))::INT, '0') AS number, channel, received_at,
       forward_due, answer_due, settle_due, due_at, verified_at, forwarded_at, answered_at, settled_at, closed_at,
       CASE breached_stage WHEN 'forward' THEN forward_due WHEN 'answer' THEN answer_due WHEN 'settle' THEN settle_due END
           AS breached_at,
       CASE WHEN breached_stage <> '' AND {_draw(30)} < 0.5 THEN getvariable('now') END AS breach_seen_at,
       report_class, CASE WHEN {_draw(31)} < 0.025 THEN 'rahasia' ELSE 'public' END AS visibility, category,
       {_draw(32)} < 0.1 AS doubtful, 'coordinates' AS found_by, kelurahan, kecamatan,
       lat + {_draw(33)} * 0.01 - 0.005 AS lat, lon + {_draw(34)} * 0.01 - 0.005 AS lon, {_draw(35)} < 0.35 AS exact,
       opd, policy, status, due_stage, breached_stage,
       CASE WHEN category IN ('banjir', 'rob', 'lampu') AND {_draw(36)} < 0.3 THEN n // 50 END AS incident_id,
       {_draw(37)} < 0.003 AS retracted, true AS simulated
FROM flagged
"""
