"""What an import of boundaries found, as lines for a person: what was taken how, and a table of kelurahan, worst first."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from command_center.places.boundary_check import Difference, Measures

NOTABLE_SHARE, NOTABLE_MOVED_M, NOTABLE_M2 = 0.05, 100.0, 10_000.0
"""From which a kelurahan stands in the table: share of its area, m that its middle moved, m² of overlap or gap."""

SHOWN = 40
"""Lines of the table, where not all are asked for."""

HEAD = (
    f"  {'kelurahan':<38} {'km²':>8} {'reference':>10} {'differs':>9} {'moved m':>8} {'overlap m²':>11} {'gap m²':>9}"
)


@dataclass(frozen=True, slots=True)
class BoundaryReport:
    """What a check found. `crs` is the coordinate system of the file, `matched_by` the column that decided.

    `notes` say what was taken in another way than it stands; `measures` are in UTM 49S. `file` is the one now in use,
    None where nothing was put in place.
    """

    source: str
    crs: str
    features: int
    matched_by: str
    notes: tuple[str, ...]
    measures: Measures
    file: Path | None = None

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def lines(self, *, every: bool = False) -> list[str]:
        """The report for a person, a line each; `every` kelurahan in the table, or only those that differ notably."""
        found = self.measures
        return [
            f"{self.source}: {self.features} features, matched by {self.matched_by}, from {self.crs}",
            *(f"  {note}" for note in self.notes),
            f"  area {found.area_km2:.2f} km² (reference {found.reference_km2:.2f} km²)",
            f"  gaps {found.gap_m2:,.0f} m² ({found.gap_share:.3%}), overlaps {found.overlap_m2:,.0f} m² ({found.overlap_share:.3%})",
            *(f"  look at: {warning}" for warning in found.warnings),
            *_table(found.differences, every=every),
            *(f"  to accept: {reason}" for reason in found.to_accept),
            *([f"  now in use: {self.file}"] if self.file else []),
        ]


def _table(differences: Sequence[Difference], *, every: bool) -> list[str]:
    notable = list(differences) if every else [each for each in differences if _is_notable(each)]
    shown = notable if every else notable[:SHOWN]
    left = len(differences) - len(shown)
    rest = (
        f"  {left} kelurahan differ by less" if len(shown) == len(notable) else f"  and {left} more: --all shows them"
    )
    lines = [HEAD, *map(_line, shown)] if shown else []
    return [*lines, rest] if left else lines


def _is_notable(difference: Difference) -> bool:
    return (
        abs(difference.share) >= NOTABLE_SHARE
        or difference.moved_m >= NOTABLE_MOVED_M
        or max(difference.overlap_m2, difference.gap_m2) >= NOTABLE_M2
    )


def _line(each: Difference) -> str:
    return (
        f"  {each.name:<38} {each.area_km2:>8.2f} {each.reference_km2:>10.2f} {each.share:>+9.1%} {each.moved_m:>8,.0f} "
        f"{each.overlap_m2:>11,.0f} {each.gap_m2:>9,.0f}"
    )
