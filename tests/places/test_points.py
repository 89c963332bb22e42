"""Which kelurahan a point lies in, and how good the approximate cells are."""

from pathlib import Path

import numpy as np
import pytest
import shapely

from command_center.domain.inbound import Position
from command_center.errors import BadBoundaries
from command_center.places.points import PointFinder, Polygons, approximate_cells
from command_center.reference.areas import load_areas

REPO = Path(__file__).parents[2]
OPEN_SET = REPO.parent / "shared" / "data" / "boundaries" / "kelurahan_33.74.geojson"


@pytest.fixture(scope="module")
def areas():
    return load_areas(REPO / "command_center" / "reference")


@pytest.fixture(scope="module")
def finder(areas):
    return PointFinder(areas)


def test_every_kelurahan_has_a_cell_and_the_cells_fill_the_outlines(areas):
    cells = approximate_cells(areas)
    outlines = [shapely.Polygon([(lon, lat) for lat, lon in area.outline]) for area in areas.kecamatan]
    assert cells.codes == tuple(area.code for area in areas.kelurahan)
    assert shapely.is_valid(cells.shapes).all()
    assert not shapely.is_empty(cells.shapes).any()
    assert shapely.area(cells.shapes).sum() == pytest.approx(shapely.area(outlines).sum(), rel=1e-9)


def test_a_point_belongs_to_the_nearest_centre_within_its_kecamatan(areas, finder):
    rng = np.random.default_rng(7)
    positions = [
        Position(float(lat), float(lon))
        for lat, lon in zip(rng.uniform(-7.11, -6.94, 2_000), rng.uniform(110.27, 110.5, 2_000), strict=True)
    ]
    outlines = {area.code: shapely.Polygon([(lon, lat) for lat, lon in area.outline]) for area in areas.kecamatan}
    located = 0
    for position, (kelurahan, kecamatan, metres) in zip(positions, finder.find(positions), strict=True):
        if not kecamatan or metres:
            continue
        located += 1
        squeeze = np.cos(np.radians(-7.0))
        nearest = min(
            areas.kelurahan_in(kecamatan),
            key=lambda area: np.hypot(area.centre.lat - position.lat, squeeze * (area.centre.lon - position.lon)),
        )
        assert outlines[kecamatan].distance(shapely.Point(position.lon, position.lat)) < 1e-9
        assert kelurahan == nearest.code
    assert located > 1_000


@pytest.mark.parametrize(
    ("lat", "lon", "found"),
    [
        (-6.9837, 110.4187, "33.74.01.1001"),
        (-7.0505, 110.3930, "33.74.12.1009"),
        (-6.2000, 106.8167, ""),
        (0.0, 0.0, ""),
        (110.4187, -6.9837, ""),
        (float("nan"), 110.4, ""),
        (float("inf"), float("-inf"), ""),
        (1e300, -1e300, ""),
    ],
    ids=[
        "Miroto",
        "Unnes, Sekaran",
        "Jakarta",
        "null island",
        "lat and lon swapped",
        "not a number",
        "infinite",
        "huge",
    ],
)
def test_points_in_and_outside_the_city(finder, lat, lon, found):
    assert finder.find([Position(lat, lon)])[0][0] == found


def test_a_point_just_outside_still_counts_and_tells_how_far(areas, finder):
    north = max(areas.kecamatan_by_code["33.74.02"].outline)
    for metres, counts in ((50, True), (105, True), (130, False)):
        kelurahan, _, outside = finder.find([Position(north[0] + metres / 110_574, north[1])])[0]
        assert bool(kelurahan) is counts
        assert outside == pytest.approx(metres if counts else 0, abs=2)


def test_one_and_many_points_agree(finder):
    rng = np.random.default_rng(3)
    positions = [
        Position(float(lat), float(lon))
        for lat, lon in zip(rng.uniform(-7.13, -6.92, 500), rng.uniform(110.25, 110.52, 500), strict=True)
    ]
    assert finder.find(positions) == [finder.find([position])[0] for position in positions]
    assert finder.find([]) == []


def test_a_point_on_a_shared_border_belongs_to_the_lower_code_always(areas):
    west, east = shapely.box(110.30, -7.10, 110.40, -6.95), shapely.box(110.40, -7.10, 110.50, -6.95)
    codes = tuple(area.code for area in areas.kelurahan)
    shapes = np.array([east, west, *[shapely.box(0, 0, 1, 1)] * (len(codes) - 2)], dtype=object)
    finder = PointFinder(areas, Polygons(codes, shapes, approximate=False, slack_m=30.0))
    assert finder.find([Position(-7.0, 110.40)])[0][0] == codes[0]


def test_inner_points_lie_inside(areas, finder):
    inner = finder.inner_points()
    found = finder.find([inner[area.code] for area in areas.kelurahan])
    assert [kelurahan for kelurahan, _, _ in found] == [area.code for area in areas.kelurahan]
    assert all(metres == 0.0 for _, _, metres in found)


def test_polygons_of_another_set_of_kelurahan_are_refused(areas):
    cells = approximate_cells(areas)
    lacking = Polygons(cells.codes[1:], cells.shapes[1:], approximate=False, slack_m=30.0)
    with pytest.raises(BadBoundaries, match="import them again"):
        PointFinder(areas, lacking)


@pytest.mark.skipif(not OPEN_SET.exists(), reason="../shared/data/boundaries is not there")
def test_approximate_cells_give_the_right_kelurahan_for_82_percent_of_the_area_and_the_right_kecamatan_for_99(areas):
    import geopandas

    cells = approximate_cells(areas)
    truth = geopandas.read_file(OPEN_SET).to_crs(32749).set_index("code").geometry.loc[list(cells.codes)].to_numpy()
    made = geopandas.GeoSeries(list(cells.shapes), crs=4326).to_crs(32749).to_numpy()
    whole = shapely.area(truth).sum()
    kelurahan = shapely.area(shapely.intersection(truth, made)).sum() / whole
    kecamatan = 0.0
    for area in areas.kecamatan:
        inside = np.array([areas.kecamatan_of(code) == area.code for code in cells.codes])
        common = shapely.intersection(shapely.union_all(truth[inside]), shapely.union_all(made[inside]))
        kecamatan += shapely.area(common) / whole
    assert kelurahan >= 0.81
    assert kecamatan >= 0.99
