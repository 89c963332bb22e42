"""Boundary files: reading those a city hands over (GeoJSON, GeoPackage, Shapefile), keeping and loading our own copy."""

import json
import os
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
import shapely.geometry

from command_center.domain.areas import Areas
from command_center.errors import BadBoundaries
from command_center.places.points import POLYGON_GAP_M, Polygons

if TYPE_CHECKING:  # geopandas takes half a second to import: only an import of boundaries pays for it.
    from geopandas import GeoDataFrame

CURRENT = "boundaries.geojson"
PREVIOUS = "boundaries.previous.geojson"

FORMATS = (".geojson", ".json", ".gpkg", ".shp")
LARGEST_UNZIPPED = 500_000_000
"""Bytes; a city's 177 kelurahan need a hundredth of it."""


def read_features(file: Path, crs: str = "") -> "GeoDataFrame":
    """The polygon features of `file` with their columns, in the coordinates and with the CRS the file declares.

    `crs` (such as ``EPSG:32749``) says what the coordinates are where the file declares none, or a wrong one. A zip
    holds one such file (a Shapefile with its .shx, .dbf and .prj). Raises BadBoundaries where the file cannot be read,
    has no coordinate system, or has several polygon layers.
    """
    import geopandas
    import pyogrio
    import pyproj

    source = _source(file)
    try:
        layers = [
            name for name, kind in pyogrio.list_layers(source) if kind and ("Polygon" in kind or kind == "Unknown")
        ]
        if not layers:
            kinds = ", ".join(sorted({str(kind) for _, kind in pyogrio.list_layers(source) if kind})) or "a table only"
            raise BadBoundaries(
                f"{file.name} holds no polygons but {kinds}: export the shapes of the kelurahan themselves"
            )
        if len(layers) > 1:
            raise BadBoundaries(
                f"{file.name} holds {len(layers)} layers of polygons ({', '.join(layers)}): export that of the kelurahan alone"
            )
        frame = geopandas.read_file(source, layer=layers[0], engine="pyogrio")
    except (OSError, ValueError, RuntimeError, shapely.errors.ShapelyError) as error:
        raise BadBoundaries(f"{file.name} cannot be read: {error}") from error
    if crs:
        try:
            return frame.set_crs(crs, allow_override=True)
        except pyproj.exceptions.CRSError as error:
            raise BadBoundaries(f"{crs!r} is no coordinate system: give one such as EPSG:32749") from error
    if frame.crs is None:
        raise BadBoundaries(
            f"{file.name} declares no coordinate system; a Shapefile needs its .prj beside it, or say which one it is, "
            "such as --crs EPSG:32749 (UTM zone 49 south)"
        )
    return frame


def _source(file: Path) -> str:
    """What GDAL is to open: the file, or the one boundary file within a zip."""
    if not file.is_file():
        raise BadBoundaries(f"{file} does not exist")
    suffix = file.suffix.lower()
    if suffix in FORMATS:
        return str(file)
    if suffix != ".zip":
        raise BadBoundaries(
            f"{file.name} is neither GeoJSON (.geojson), GeoPackage (.gpkg), Shapefile (.shp) nor a .zip of one"
        )
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile as error:
        raise BadBoundaries(f"{file.name} cannot be read: {error}") from error
    if sum(entry.file_size for entry in entries) > LARGEST_UNZIPPED:
        raise BadBoundaries(f"{file.name} holds more than {LARGEST_UNZIPPED:,} bytes")
    inside = [entry.filename for entry in entries if Path(entry.filename).suffix.lower() in FORMATS]
    if len(inside) != 1:
        raise BadBoundaries(f"{file.name} must hold one boundary file, not {len(inside)}: {', '.join(inside)}")
    return f"/vsizip/{file.resolve()}/{inside[0]}"


def write_polygons(target_dir: Path, shapes: Mapping[str, shapely.Geometry], areas: Areas, source: str) -> Path:
    """Puts the (multi)polygons (WGS 84, by kelurahan code) in place and returns the file.

    The new file is complete on the disk before it takes the name of the old one, which is kept as `PREVIOUS`.
    """
    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": {"code": code, "name": areas.kelurahan_by_code[code].name},
            "geometry": shapely.geometry.mapping(shape),
        }
        for code, shape in sorted(shapes.items())
    ]
    target_dir.mkdir(parents=True, exist_ok=True)
    current = target_dir / CURRENT
    fresh = target_dir / f"{CURRENT}.new"
    with fresh.open("w", encoding="utf-8") as file:
        json.dump({"type": "FeatureCollection", "source": source, "features": features}, file)
        file.flush()
        os.fsync(file.fileno())
    if current.exists():
        kept = target_dir / f"{PREVIOUS}.new"
        shutil.copy2(current, kept)
        _sync(kept)
        kept.replace(target_dir / PREVIOUS)
    fresh.replace(current)
    _sync(target_dir)
    return current


def load_polygons(target_dir: Path) -> Polygons | None:
    """The polygons that were imported last; None where none were.

    Raises BadBoundaries where the file is damaged: the city then imports again, or puts the previous one in its place.
    """
    file = target_dir / CURRENT
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise _damaged(file, error) from error
    try:
        return _polygons(json.loads(text)["features"])
    except (ValueError, TypeError, KeyError, AttributeError, shapely.errors.ShapelyError) as error:
        raise _damaged(file, error) from error


def _polygons(features: Sequence[Mapping[str, Any]]) -> Polygons:
    by_code = {str(feature["properties"]["code"]): shapely.geometry.shape(feature["geometry"]) for feature in features}
    codes = sorted(by_code)
    shapes = np.array([by_code[code] for code in codes], dtype=object)
    if len(codes) != len(features) or not shapely.is_valid(shapes).all() or shapely.is_empty(shapes).any():
        raise ValueError("a shape is missing, doubled or not valid")
    return Polygons(tuple(codes), shapes, approximate=False, slack_m=POLYGON_GAP_M)


def _damaged(file: Path, error: Exception) -> BadBoundaries:
    return BadBoundaries(f"{file} is damaged ({error}): import the boundaries again, or rename {PREVIOUS} to {CURRENT}")


def _sync(path: Path) -> None:
    """Forces a file's content, or a folder's names, onto the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
