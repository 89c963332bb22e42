"""Commands about the tide: fitting the city's gauge, and the high waters that the city's constituents predict."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import click

from command_center.domain.working_days import WIB
from command_center.settings import Settings

if TYPE_CHECKING:
    from command_center.methods.tide_fit import TideFit
    from command_center.methods.tides import Tide
    from command_center.reference.gauge_levels import GaugeLevels

ZONES = {"wib": 7, "wita": 8, "wit": 9, "utc": 0}
SEMARANG_LATITUDE = -6.95
"""Degrees. Only the moon's nodal factors ask for it: a degree more or less changes nothing that could be seen."""
METHOD = "UTide, least squares"


@click.group()
def tide() -> None:
    """The tide at the city's gauge (tide.toml in CITY_DIR)."""


@tide.command("fit")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write tide.toml here, for CITY_DIR.")
@click.option("--overwrite", is_flag=True, help="Replace the file of --out where it exists.")
@click.option("--station", default="", help="Name of the gauge, as the wall shows it; the file's name where not given.")
@click.option("--datum", default="", help="What the levels are above, such as LAT or a bench mark.")
@click.option("--latitude", type=click.FloatRange(-90, 90), default=SEMARANG_LATITUDE, show_default=True)
@click.option("--flood-level", type=float, help="Metres above the zero of FILE from which the sea floods streets.")
@click.option("--zone", type=click.Choice(list(ZONES)), default="wib", show_default=True, help="Of times without one.")
@click.option("--unit", type=click.Choice(["m", "cm", "mm"]), help="Of the levels, where FILE does not say.")
@click.option("--column", default="", help="Heading or number of the column of levels, where it is not found.")
def fit(
    file: Path,
    out: Path | None,
    overwrite: bool,
    station: str,
    datum: str,
    latitude: float,
    flood_level: float | None,
    zone: str,
    unit: str | None,
    column: str,
) -> None:
    """Fit constituents to the levels in FILE: a text file (CSV) with a time and a level in each row, about hourly.

    At least 15 days; half a year or more is much better. Gaps, repeated rows and spikes are survived and told. Exit code
    2 says that no tide can be had from FILE, with what is needed.
    """
    from command_center.methods.tide_fit import NoTide, fit_tide
    from command_center.reference.gauge_levels import read_levels
    from command_center.reference.tide_file import tide_text

    if out and out.exists() and not overwrite:
        raise click.UsageError(f"{out} exists: give --overwrite to replace it")
    with click.progressbar(length=3, label="Reading", show_eta=False) as bar:
        levels = read_levels(file, zone=timezone(timedelta(hours=ZONES[zone])), unit=unit or "", column=column)
        bar.label = f"Fitting {len(levels.times)} readings"
        bar.update(1)
        try:
            fitted = fit_tide(levels.times, levels.levels, latitude)
        except NoTide as error:
            raise click.UsageError(f"{file}: {error}") from error
        bar.update(2)
    click.echo("\n".join((*_read(levels), *_found(fitted))))
    if flood_level is not None and flood_level <= fitted.mean_level:
        raise click.UsageError(
            f"--flood-level {flood_level:g} is not above the mean level {fitted.mean_level:.2f}: give metres above the zero "
            "of the levels"
        )
    source = f"{METHOD}: {file.name}, {_period(fitted)}, RMS {fitted.rms * 100:.1f} cm"
    made = fitted.tide(station or file.stem, datum or f"zero of {file.name}", source, latitude, flood_level)
    click.echo("\n".join(_coming(made, datetime.now(UTC))))
    if out is None:
        click.echo("Nothing was written: --out tide.toml writes the file for CITY_DIR.")
        return
    out.write_text(tide_text(made, tuple(_remarks(fitted))), encoding="utf-8")
    click.echo(
        f"{out} was written. Put it into CITY_DIR and start the server anew; manage.py tide show tells what it says."
    )


@tide.command("show")
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]), required=False)
@click.option("--days", type=click.IntRange(1, 62), default=3, show_default=True)
@click.pass_obj
def show(settings: Settings, day: datetime | None, days: int) -> None:
    """High and low waters from DAY (today where none is given), to compare with a printed tide table."""
    from command_center.reference.load import load_reference
    from simulation.tide import demo_tide

    known = load_reference(settings.city_dir).tide or (demo_tide() if settings.demo else None)
    if known is None:
        raise click.ClickException(
            "no tide is loaded: put a tide.toml into CITY_DIR, from the tables of PUSHIDROSAL or BIG, or from the city's own "
            "gauge by manage.py tide fit FILE (docs/tide.md)"
        )
    first = day.date() if day else datetime.now(WIB).date()
    click.echo(f"{known.station}: metres above {known.datum}, mean {known.mean_level:.2f}. {known.source}")
    click.echo("\n".join(_waters(known, first, days)))


def _read(levels: "GaugeLevels") -> Sequence[str]:
    said = [f"Levels: {levels.column}, in {levels.unit}{'' if levels.unit_told else ' (taken from their range)'}."]
    if levels.order:
        said.append(f"Dates are {levels.order}.")
    counts = {
        "without a level": levels.missing,
        "told again": levels.repeated,
        "moments with several levels, of which the median is taken": levels.contradicting,
        "between full hours, left out": levels.thinned,
    }
    told = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    said.append(f"{levels.rows} rows{f': {told}' if told else ''}.")
    return said


def _found(fitted: "TideFit") -> Sequence[str]:
    days = fitted.length / timedelta(days=1)
    whole = days * 24 + 1
    said = [
        f"{_period(fitted)}: {days:.1f} days, {fitted.readings} readings ({min(1, fitted.readings / whole):.0%} of hours), "
        f"longest gap {fitted.longest_gap / timedelta(hours=1):.0f} h.",
        f"Left out: {fitted.spikes} spikes, {fitted.stuck} of a gauge that hung.",
        "",
        f"{'':10}{'amplitude':>12}{'±':>8}{'phase':>10}{'±':>7}",
    ]
    for each in fitted.constituents:
        one = each.constituent
        said.append(
            f"{one.name:10}{one.amplitude:10.3f} m{each.amplitude_error:8.3f}{one.phase:9.1f}°{each.phase_error:6.0f}°"
            f"{'  inferred' if each.inferred else ''}"
        )
    said += [
        "",
        f"Mean level {fitted.mean_level:.3f} m above the zero of the levels.",
        f"Unexplained: {fitted.rms * 100:.1f} cm (RMS). Explained: {fitted.r2:.1%} of the variance (R²).",
    ]
    if fitted.rise_per_year is not None:
        said.append(f"The level changes by {fitted.rise_per_year * 100:+.1f} cm a year: sea and land together.")
    if any(each.inferred for each in fitted.constituents):
        said.append(
            "Inferred are P1 and K2, from K1 and S2 in the ratio of the equilibrium tide: only 183 days tell them apart."
        )
    return said


def _coming(made: "Tide", now: datetime) -> Sequence[str]:
    return (
        "",
        "What it says of the coming days; compare it with a tide table before it is used:",
        *_waters(made, now.astimezone(WIB).date(), 2),
    )


def _waters(known: "Tide", first: date, days: int) -> Sequence[str]:
    start = datetime.combine(first, time(), tzinfo=WIB)
    end = start + timedelta(days=days)
    waters = [("high", point) for point in known.high_waters(start, end)]
    waters += [("low", point) for point in known.low_waters(start, end)]
    return [
        f"{point.at.astimezone(WIB):%a %Y-%m-%d %H:%M} WIB  {kind:4}  {point.level:6.2f} m"
        + ("  floods" if known.flood_level is not None and point.level >= known.flood_level else "")
        for kind, point in sorted(waters, key=lambda water: water[1].at)
    ]


def _period(fitted: "TideFit") -> str:
    return f"{fitted.start.astimezone(WIB):%Y-%m-%d} to {fitted.end.astimezone(WIB):%Y-%m-%d}"


def _remarks(fitted: "TideFit") -> Sequence[str]:
    return (
        "Harmonic constituents of the gauge, fitted by manage.py tide fit. Levels are metres above the datum.",
        f"{_period(fitted)}, {fitted.readings} readings; unexplained {fitted.rms * 100:.1f} cm RMS, R2 {fitted.r2:.3f}.",
    )
