"""A writer made of the files of this folder and the city's reference data."""

from dataclasses import replace

from command_center.errors import BadReferenceData
from command_center.reference.load import Reference
from simulation.citizens import CitizenWriter
from simulation.grammar import PHRASES, load_phrases
from simulation.neighbourhoods import neighbourhoods
from simulation.rhythm import RHYTHM, load_rhythm
from simulation.styles import load_styles


def new_writer(reference: Reference) -> CitizenWriter:
    """A writer whose channels are as busy as the city's channel file says, those that nobody here speaks left out.

    Raises BadReferenceData where a file is wrong, or names a category or place that the city does not have.
    """
    phrases, styles, rhythm = load_phrases(), load_styles(), load_rhythm()
    places = neighbourhoods(reference.areas)
    unknown = (rhythm.categories.keys() | rhythm.where.keys()) - reference.categories.by_code.keys()
    if unknown:
        raise BadReferenceData(RHYTHM, None, f"unknown categories: {', '.join(sorted(unknown))}")
    if not rhythm.categories.keys() <= phrases.categories.keys():
        raise BadReferenceData(PHRASES, None, "a category of rhythm.toml has no phrases")
    for category, where in rhythm.where.items():
        for kecamatan, spot in where.items():
            try:
                places.within(kecamatan, spot.kelurahan)
            except KeyError as error:
                raise BadReferenceData(RHYTHM, None, f"[where.{category}] unknown place: {error}") from error
    busy = {
        profile.code: profile.baseline_per_day
        for profile in reference.channels
        if profile.code in styles and profile.baseline_per_day > 0
    }
    return CitizenWriter(phrases, styles, replace(rhythm, channels=busy), places)
