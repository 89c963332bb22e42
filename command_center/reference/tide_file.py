"""Reads and writes tide.toml: the harmonic constituents of the city's gauge, from a tide table or fitted to its levels."""

from command_center.methods.tides import CONSTITUENTS, Constituent, Tide, greenwich_phase
from command_center.reference.tables import Table, refuse_duplicates

_HIGHEST = 20.0
"""Metres: no tide on earth has this amplitude, and centimetres taken for metres have."""
_LEVELS = 1000.0
"""Metres: heights above an ellipsoid or a bench mark lie within this."""
ZONES = {"greenwich": 0.0, "wib": 7.0, "wita": 8.0, "wit": 9.0}
"""The times that phases may be told in -> hours ahead of Greenwich."""
_MEAN = ("Z0", "S0")


def read_tide(top: Table) -> Tide:
    """The tide of the file, its phases turned to Greenwich. Raises BadReferenceData."""
    station, datum, source = top.text("station"), top.text("datum"), top.text("source")
    latitude = top.signed("latitude", -90, 90)
    mean_level = top.signed("mean_level", -_LEVELS, _LEVELS)
    epoch = top.day("epoch")
    flood_level = top.signed("flood_level", -_LEVELS, _LEVELS) if "flood_level" in top.names() else None
    if flood_level is not None and flood_level <= mean_level:
        top.refuse(
            f'"flood_level" {flood_level:g} is not above the mean level {mean_level:g}: both are metres above the datum',
            "flood_level",
        )
    simulated = top.flag("simulated", False)
    zone = top.text("phases_in").lower()
    if zone not in ZONES:
        top.refuse(f'"phases_in" must be one of {", ".join(ZONES)}, not "{zone}"', "phases_in")
    tables = top.tables("constituent")
    top.done()
    constituents = tuple(_constituent(table, ZONES[zone]) for table in tables)
    refuse_duplicates(tables, [constituent.name for constituent in constituents], "name")
    if not any(constituent.amplitude for constituent in constituents):
        tables[0].refuse("no constituent has an amplitude above 0: a level that never moves is no tide", "amplitude")
    return Tide(station, datum, source, latitude, mean_level, constituents, flood_level, simulated, epoch)


def _constituent(table: Table, zone_hours: float) -> Constituent:
    name = table.text("name").strip().upper()
    if name in _MEAN:
        table.refuse(f'"{name}" is the mean level: write it as mean_level at the top of the file', "name")
    if name not in CONSTITUENTS:
        table.refuse(f'"{name}" is no constituent that UTide knows, such as M2, S2, N2, K2, K1, O1, P1, M4', "name")
    amplitude = table.number("amplitude")
    if amplitude > _HIGHEST:
        table.refuse(
            f'"amplitude" must be in metres, and {amplitude:g} m is no tide: are these centimetres?', "amplitude"
        )
    phase = table.signed("phase", -360, 360)
    table.done()
    return Constituent(name, amplitude, greenwich_phase(name, phase, zone_hours) if zone_hours else phase % 360)


def tide_text(tide: Tide, remarks: tuple[str, ...] = ()) -> str:
    """The file that `read_tide` reads this tide from, with `remarks` as comments on top."""
    lines = [f"# {remark}" for remark in remarks]
    lines += [
        f"station = {_quoted(tide.station)}",
        f"datum = {_quoted(tide.datum)}",
        f"source = {_quoted(tide.source)}",
        f"latitude = {tide.latitude}",
        f"mean_level = {tide.mean_level:.3f}",
        'phases_in = "greenwich"',
    ]
    if tide.epoch:
        lines.append(f"epoch = {tide.epoch.isoformat()}")
    if tide.flood_level is not None:
        lines.append(f"flood_level = {tide.flood_level}")
    if tide.simulated:
        lines.append("simulated = true")
    for constituent in tide.constituents:
        lines += [
            "",
            "[[constituent]]",
            f'name = "{constituent.name}"',
            f"amplitude = {constituent.amplitude:.4f}",
            f"phase = {constituent.phase:.2f}",
        ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in escaped) + '"'
