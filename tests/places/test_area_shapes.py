"""The shapes that maps draw: every area of the city, neighbours with one border, and room for a name inside."""

from dataclasses import replace

import pytest
import shapely

from command_center.places.area_shapes import TOLERANCE, area_shapes
from command_center.places.points import approximate_cells
from tests.reference.shipped import shipped


@pytest.fixture(scope="module")
def areas():
    return shipped().areas


@pytest.fixture(scope="module")
def shapes(areas):
    return area_shapes(approximate_cells(areas), areas)


def drawn(area):
    return shapely.union_all([shapely.Polygon(ring) for ring in area.rings])


def test_every_area_is_drawn(areas, shapes):
    assert shapes.kelurahan.keys() == {area.code for area in areas.kelurahan}
    assert shapes.kecamatan.keys() == {area.code for area in areas.kecamatan}
    assert shapes.approximate


def test_neighbours_keep_their_common_border(areas, shapes):
    """What the kelurahan of a kecamatan cover together is the kecamatan: no gaps, no overlaps."""
    for kecamatan in areas.kecamatan:
        cells = [drawn(shapes.kelurahan[area.code]) for area in areas.kelurahan_in(kecamatan.code)]
        together = shapely.union_all(cells)
        whole = drawn(shapes.kecamatan[kecamatan.code])
        assert sum(cell.area for cell in cells) == pytest.approx(together.area, rel=1e-3)
        assert together.symmetric_difference(whole).area <= 2e-3 * whole.area


def test_finely_drawn_shapes_become_simpler_and_stay_where_they_are(areas):
    cells = approximate_cells(areas)
    fine = replace(cells, shapes=shapely.segmentize(cells.shapes, 0.0003))
    shapes = area_shapes(fine, areas)
    before = int(sum(shapely.get_num_coordinates(fine.shapes)))
    assert sum(len(ring) for area in shapes.kelurahan.values() for ring in area.rings) < before / 5
    for code, shape in zip(cells.codes, cells.shapes, strict=True):
        assert drawn(shapes.kelurahan[code]).hausdorff_distance(shape) <= 3 * TOLERANCE


def test_a_name_stands_inside_its_area_with_room_around(shapes):
    for area in (*shapes.kelurahan.values(), *shapes.kecamatan.values()):
        inside = shapely.Point(area.label)
        assert drawn(area).contains(inside)
        assert drawn(area).boundary.distance(inside) == pytest.approx(area.room, abs=2e-4)
