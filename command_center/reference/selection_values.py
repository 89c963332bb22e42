"""The values that a selection can be filtered by, as the city's data name them."""

from command_center.domain.selection import Dimension
from command_center.domain.selection_reading import FilterValues
from command_center.domain.workflow import Status
from command_center.reference.load import Reference


def vocabulary_of(reference: Reference) -> FilterValues:
    """Every channel, category, OPD, area, status and policy that there is; a dissolved OPD too, for its old reports."""
    return FilterValues(
        {
            Dimension.CHANNEL: frozenset(profile.code for profile in reference.channels),
            Dimension.CATEGORY: frozenset(category.code for category in reference.categories.every),
            Dimension.OPD: frozenset(opd.code for opd in reference.opd),
            Dimension.KECAMATAN: frozenset(area.code for area in reference.areas.kecamatan),
            Dimension.KELURAHAN: frozenset(area.code for area in reference.areas.kelurahan),
            Dimension.STATUS: frozenset(map(str, Status)),
            Dimension.POLICY: frozenset(policy.code for policy in reference.policies.every),
        }
    )
