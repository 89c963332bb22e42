"""Views of the wall in its several states, made of nothing but a seed: for tests, screenshots and the bench."""

import math
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from command_center.readmodel.wall_view import (
    ChannelPulse,
    Counters,
    DayVolume,
    DueRow,
    IncidentMark,
    MapPoint,
    OpdRow,
    PulseState,
    TickerLine,
    WallView,
)
from layouts.categories import GREY, CategoryStyle, CategoryStyles
from layouts.wall.config import WallConfig
from layouts.wall.opening import Opening
from layouts.wall.points_text import points_text
from layouts.wall.scenes import SCENES

AS_OF = datetime(2026, 11, 21, 7, 5, 31, tzinfo=UTC)
"""Saturday 21 November 2026, 14:05:31 WIB."""

OTHERS = {"id": "Lainnya", "en": "Others"}

CATEGORIES = (
    CategoryStyle("jalan_rusak", {"id": "Jalan rusak", "en": "Damaged road"}, "#E69F00", "square"),
    CategoryStyle("lampu", {"id": "Lampu mati", "en": "Street light"}, "#F0E442", "triangle"),
    CategoryStyle("banjir", {"id": "Banjir", "en": "Flood"}, "#56B4E9", "circle"),
    CategoryStyle("rob", {"id": "Rob", "en": "Rob"}, "#00B48A", "diamond"),
    CategoryStyle("sampah", {"id": "Sampah", "en": "Garbage"}, "#CC79A7", "hexagon"),
    CategoryStyle("drainase", {"id": "Drainase", "en": "Drainage"}, GREY, "dot", OTHERS),
    CategoryStyle("pohon", {"id": "Pohon tumbang", "en": "Fallen tree"}, GREY, "dot", OTHERS),
    CategoryStyle("parkir", {"id": "Kemacetan dan parkir", "en": "Traffic and parking"}, GREY, "dot", OTHERS),
    CategoryStyle("lainnya", {"id": "Lainnya", "en": "Others"}, GREY, "dot", OTHERS),
)
STYLES = CategoryStyles(CATEGORIES)
WEIGHTS = (46, 25, 21, 34, 28, 16, 10, 14, 18)

CHANNELS = {
    "sms": "SMS 1708",
    "x": "X",
    "instagram": "Instagram",
    "facebook": "Facebook",
    "whatsapp": "WhatsApp",
    "telegram": "Telegram",
    "web": "Situs web",
    "sp4n": "SP4N-LAPOR!",
    "android": "Android",
    "ios": "iOS",
    "blackberry": "BlackBerry",
    "112": "112",
}
LABELS = {code: {"id": name, "en": "Website" if code == "web" else name} for code, name in CHANNELS.items()}

CENTRES = {
    "Kemijen": (-6.961, 110.440),
    "Bandarharjo": (-6.957, 110.418),
    "Tanjung Mas": (-6.950, 110.426),
    "Genuksari": (-6.964, 110.475),
    "Bangetayu Wetan": (-6.983, 110.484),
    "Tlogosari Kulon": (-6.988, 110.458),
    "Karangayu": (-6.984, 110.392),
    "Gebangsari": (-6.962, 110.468),
    "Sendangmulyo": (-7.031, 110.472),
    "Bulusan": (-7.063, 110.455),
    "Pudakpayung": (-7.107, 110.410),
    "Srondol Wetan": (-7.063, 110.415),
    "Sekaran": (-7.052, 110.391),
    "Gunungpati": (-7.089, 110.365),
    "Mijen": (-7.066, 110.316),
    "Wonolopo": (-7.055, 110.322),
    "Ngaliyan": (-6.998, 110.347),
    "Purwoyoso": (-6.987, 110.353),
    "Mangkang Kulon": (-6.968, 110.290),
    "Tambakaji": (-6.990, 110.340),
    "Jomblang": (-7.013, 110.436),
    "Gayamsari": (-6.998, 110.448),
    "Pekunden": (-6.985, 110.418),
    "Kembangsari": (-6.978, 110.423),
    "Rejomulyo": (-6.973, 110.437),
    "Bendan Ngisor": (-7.010, 110.400),
    "Plalangan": (-7.105, 110.350),
    "Pedurungan Kidul": (-7.011, 110.475),
}

OPD = (
    ("DISHUB", "Dinas Perhubungan", 48, 3),
    ("DPU", "Dinas Pekerjaan Umum", 44, 6),
    ("DISDAG", "Dinas Perdagangan", 29, 1),
    ("SATPOL", "Satpol PP", 22, 0),
    ("DISDUKCAPIL", "Dispendukcapil", 17, 0),
)


def square(name: str, west: float, south: float, size: float) -> dict:
    """A kecamatan as a square of that many degrees."""
    ring = [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]
    return {
        "type": "Feature",
        "properties": {"code": name, "name": name},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


CITY = {
    "type": "FeatureCollection",
    "features": [
        square("Semarang Utara", 110.38, -6.99, 0.06),
        square("Genuk", 110.44, -6.99, 0.06),
        square("Mijen", 110.28, -7.09, 0.1),
        square("Banyumanik", 110.38, -7.09, 0.1),
    ],
}


def config(**changes) -> WallConfig:
    """A wall like the city's own; by default with four squares for outlines."""
    return replace(WallConfig(city=CITY, categories=STYLES, channels=LABELS), **changes)


def opening(view: WallView) -> Opening:
    """A wall that is opened with this view, in the scene of today."""
    return Opening(SCENES, SCENES[0], view, view, points_text(view))


def number(report_id: int) -> str:
    return f"LH-2026-{report_id:06d}"


def point(rng: random.Random, report_id: int) -> MapPoint:
    category = rng.choices(CATEGORIES, WEIGHTS)[0].code
    lat, lon = rng.choice(list(CENTRES.values()))
    exact = rng.random() < 0.62
    if category == "rob":
        lat, lon = rng.choice([CENTRES["Bandarharjo"], CENTRES["Genuksari"], CENTRES["Kemijen"]])
    if exact:
        lat, lon = lat + rng.gauss(0, 0.008), lon + rng.gauss(0, 0.009)
    return MapPoint(report_id, number(report_id), lat, lon, category, exact)


def days(rng: random.Random, until: date, storm: bool) -> tuple[DayVolume, ...]:
    rows = []
    for back in range(29, -1, -1):
        day = until - timedelta(days=back)
        weekend = day.weekday() >= 5
        count, peak = round(rng.gauss(24 if weekend else 32, 4)), ""
        if day in (date(2026, 11, 13), date(2026, 11, 14)):
            count, peak = (64, "rob") if day.day == 13 else (52, "rob")
        if storm and back == 0:
            count, peak = 118, "rob"
        rows.append(DayVolume(day, count, weekend, "Hari libur contoh" if day == date(2026, 11, 3) else "", peak))
    return tuple(rows)


def channels(rng: random.Random, as_of: datetime) -> tuple[ChannelPulse, ...]:
    rows = []
    for code, name in CHANNELS.items():
        busy = rng.uniform(0.6, 5)
        hourly = tuple(
            max(0, round(rng.gauss(busy * (0.35 + 0.65 * math.sin(math.pi * ((hour + 8) % 24) / 24)), 0.9)))
            for hour in range(24)
        )
        last = as_of - timedelta(minutes=rng.randint(1, 55))
        rows.append(ChannelPulse(code, name, hourly, last, round(busy, 1), PulseState.LIVE))
    by_code = {row.code: row for row in rows}
    by_code["sms"] = replace(
        by_code["sms"],
        hourly=(*by_code["sms"].hourly[:21], 0, 0, 0),
        last_at=as_of - timedelta(hours=3, minutes=4),
        expected_in_silence=14.2,
        state=PulseState.SILENT,
    )
    by_code["blackberry"] = replace(
        by_code["blackberry"], hourly=(0,) * 24, last_at=as_of - timedelta(days=900), state=PulseState.ARCHIVE
    )
    by_code["ios"] = replace(by_code["ios"], last_at=as_of - timedelta(hours=2, minutes=9), state=PulseState.QUIET)
    return tuple(by_code.values())


def due_rows(rng: random.Random, as_of: datetime) -> tuple[DueRow, ...]:
    hours = [2, 5, 20, 30, 52, 78, -1, -3, -7, -12, -18, -23]
    places = list(CENTRES)
    names = ("DPU", "Disperkim", "DLH", "Dishub", "Satpol PP", "Dinas Perdagangan")
    rows = []
    for index, over in enumerate(hours):
        seconds = over * 3600 + 300
        rows.append(
            DueRow(
                report_id=6900 + index,
                number=number(6900 + index * 3),
                category=CATEGORIES[index % len(CATEGORIES)].code,
                kelurahan=places[(index * 5) % len(places)],
                opd=names[index % len(names)],
                stage="first_answer",
                policy="seed-2017",
                due_at=as_of - timedelta(seconds=seconds),
                over_days=max(0, over // 24),
                over_seconds=seconds,
                acknowledged=index not in (0, 1),
            )
        )
    return tuple(rows)


def ticker(rng: random.Random, as_of: datetime, count: int = 12) -> tuple[TickerLine, ...]:
    rows = []
    moment = as_of
    for index in range(count):
        moment -= timedelta(minutes=rng.randint(1, 40))
        category = rng.choices(CATEGORIES, WEIGHTS)[0].code
        place = rng.choice([*CENTRES, ""])
        rows.append(TickerLine(7000 - index, number(7000 - index), moment, rng.choice(list(CHANNELS)), category, place))
    return tuple(rows)


def ordinary(as_of: datetime = AS_OF, count: int = 200, seed: int = 7) -> WallView:
    """A Saturday afternoon with three incidents, one silent channel and ten breaches."""
    rng = random.Random(seed)
    points = tuple(point(rng, 6000 + index) for index in range(count))
    marks = (
        IncidentMark(1, "rob", -6.957, 110.420, 18, "Bandarharjo"),
        IncidentMark(2, "rob", -6.963, 110.474, 11, "Genuksari"),
        IncidentMark(3, "banjir", -6.990, 110.457, 7, "Tlogosari Kulon"),
    )
    points = tuple(replace(one, incident=1) if one.category == "rob" and one.lon < 110.44 else one for one in points)
    categories = {category.code: sum(one.category == category.code for one in points) for category in CATEGORIES}
    return WallView(
        head=5000,
        as_of=as_of,
        simulated=True,
        counters=Counters(34, 30.4, count + 12, -8, 9, 4, 10, 2),
        categories=categories,
        unlocated=12,
        on_map=len(points),
        approximate=sum(not one.exact for one in points),
        points=points,
        incidents=marks,
        due=due_rows(rng, as_of),
        due_total=19,
        opd=tuple(OpdRow(*row) for row in OPD),
        days=days(rng, (as_of + timedelta(hours=7)).date(), storm=False),
        channels=channels(rng, as_of),
        ticker=ticker(rng, as_of),
    )


def empty(as_of: datetime = AS_OF) -> WallView:
    """A new installation: no report ever."""
    today = (as_of + timedelta(hours=7)).date()
    blank = tuple(
        DayVolume(today - timedelta(days=back), 0, (today - timedelta(days=back)).weekday() >= 5, "")
        for back in range(29, -1, -1)
    )
    never = tuple(ChannelPulse(code, name, (0,) * 24, None, 0.0, PulseState.NEVER) for code, name in CHANNELS.items())
    return WallView(
        head=0,
        as_of=as_of,
        simulated=False,
        counters=Counters(0, None, 0, None, 0, 0, 0, 0),
        categories={},
        unlocated=0,
        on_map=0,
        approximate=0,
        points=(),
        incidents=(),
        due=(),
        due_total=0,
        opd=(),
        days=blank,
        channels=never,
        ticker=(),
    )


def storm(as_of: datetime = AS_OF) -> WallView:
    """Rob at Semarang Utara and Genuk: many reports, large incidents, many breaches."""
    view = ordinary(as_of, count=1400, seed=11)
    rng = random.Random(3)
    marks = (
        IncidentMark(1, "rob", -6.957, 110.420, 184, "Bandarharjo"),
        IncidentMark(2, "rob", -6.963, 110.474, 126, "Genuksari"),
        IncidentMark(3, "banjir", -6.975, 110.437, 41, "Rejomulyo"),
        IncidentMark(4, "banjir", -6.985, 110.395, 12, "Karangayu"),
        IncidentMark(5, "pohon", -7.031, 110.440, 5, "Jomblang"),
    )
    return replace(
        view,
        incidents=marks,
        counters=Counters(1118, 30.4, 1412, 1103, 312, 280, 1034, 37),
        due_total=1346,
        opd=tuple(OpdRow(code, name, count * 17, late * 40) for code, name, count, late in OPD),
        days=days(rng, (as_of + timedelta(hours=7)).date(), storm=True),
    )


def many(as_of: datetime = AS_OF) -> WallView:
    """50,000 open reports."""
    return replace(ordinary(as_of, count=50_000, seed=5), counters=Counters(41, 31.2, 50_012, 120, 900, 400, 2310, 95))


def silent(as_of: datetime = AS_OF) -> WallView:
    """Channels in every state: silent, quiet, never, archive, and one with messages in quarantine."""
    view = ordinary(as_of)
    states = dict(enumerate((PulseState.SILENT, PulseState.QUIET, PulseState.NEVER, PulseState.SILENT)))
    rows = []
    for index, channel in enumerate(view.channels):
        state = states.get(index, channel.state)
        last = None if state is PulseState.NEVER else as_of - timedelta(hours=27 if index == 3 else 3, minutes=5)
        changed = replace(channel, state=state, last_at=last, expected_in_silence=140.6 if index == 3 else 14.2)
        rows.append(changed if index in states else replace(channel, quarantined=3 if index == 4 else 0))
    return replace(view, channels=tuple(rows))


def in_time(as_of: datetime = AS_OF) -> WallView:
    """Nothing overdue, two reports due soon, nothing to answer at any OPD but one."""
    view = ordinary(as_of)
    soon = tuple(row for row in view.due if row.over_seconds < 0)[:2]
    return replace(
        view,
        due=soon,
        due_total=2,
        incidents=(),
        simulated=False,
        counters=replace(view.counters, due_24h=2, due_24h_unanswered=0, overdue=0, overdue_new_today=0, open_change=0),
        opd=view.opd[:1],
    )


def settled(as_of: datetime = AS_OF) -> WallView:
    """A city with history and nothing open."""
    view = ordinary(as_of)
    return replace(
        view,
        on_map=0,
        approximate=0,
        points=(),
        incidents=(),
        categories={},
        unlocated=0,
        due=(),
        due_total=0,
        opd=(),
        counters=Counters(0, 30.4, 0, -12, 0, 0, 0, 0),
    )


def long_names(as_of: datetime = AS_OF) -> WallView:
    """The longest names there are, and numbers of six digits."""
    view = ordinary(as_of)
    names = (
        "Dinas Perumahan dan Kawasan Permukiman",
        "Dinas Pemberdayaan Perempuan dan Perlindungan Anak",
        "Dinas Kependudukan dan Pencatatan Sipil",
        "Perusahaan Umum Daerah Air Minum Tirta Moedal",
        "Badan Penanggulangan Bencana Daerah",
    )
    return replace(
        view,
        due=tuple(
            replace(
                row, kelurahan="Pandean Lamper Bangetayu Kulon", opd=names[index % 5], over_days=128 if index < 3 else 0
            )
            for index, row in enumerate(view.due)
        ),
        opd=tuple(OpdRow(f"D{index}", name, 184_220 - index * 20_000, 21_480) for index, name in enumerate(names)),
        counters=Counters(184_220, 31.4, 184_220, -12_345, 99_999, 99_999, 123_456, 12_345),
        channels=tuple(replace(channel, quarantined=12_345) for channel in view.channels),
    )


VIEWS: dict[str, Callable[[datetime], WallView]] = {
    "ordinary": ordinary,
    "empty": empty,
    "storm": storm,
    "many": many,
    "silent": silent,
    "in_time": in_time,
    "settled": settled,
    "long_names": long_names,
}
"""Name -> view at a moment."""
