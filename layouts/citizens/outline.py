"""The city's outlines as the citizens' map draws them: few points, as JSON that a slow line takes."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

PLACES = 4
"""Decimals of a degree: eleven metres, a pixel at the deepest zoom but three."""


def map_of(city: Mapping[str, Any]) -> str:
    """From GeoJSON of the kecamatan (property `name`): their names and rings, as lon and lat one after the other."""
    areas = [
        {"name": feature["properties"]["name"], "rings": [_flat(ring) for ring in _rings(feature["geometry"])]}
        for feature in city["features"]
    ]
    return json.dumps({"areas": areas}, ensure_ascii=False, separators=(",", ":"))


def _rings(geometry: Mapping[str, Any]) -> Iterator[Sequence[Sequence[float]]]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        yield polygon[0]


def _flat(ring: Sequence[Sequence[float]]) -> list[float]:
    return [round(value, PLACES) for point in ring for value in point[:2]]
