"""The evidence for a place with names in the place of codes, for people to read."""

from collections.abc import Iterable
from dataclasses import replace

from command_center.domain.areas import Areas
from command_center.domain.findings import PlaceEvidence


def with_names(evidence: PlaceEvidence, areas: Areas) -> PlaceEvidence:
    """The evidence with names of areas, each once; what is no code of the city stays as it is."""
    return replace(
        evidence, candidates=_names(evidence.candidates, areas), text_names=_names(evidence.text_names, areas)
    )


def _names(codes: Iterable[str], areas: Areas) -> tuple[str, ...]:
    known = areas.kelurahan_by_code.keys() | areas.kecamatan_by_code.keys()
    return tuple(dict.fromkeys(areas.name_of(code) if code in known else code for code in codes))
