"""The reports of one file under their keys: each once, and a key that cannot be trusted refused with all its rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from command_center.domain.inbound import Inbound
from data_sources.file_reading import FoundRow, RowPlace, RowProblem
from data_sources.row_keys import CUT, cut_to_zeros

BESIDE = "another row of the same report was refused"


@dataclass(slots=True)
class ReportsByKey:
    """Rows gathered while a file is read."""

    rows: dict[tuple[str, str], list[tuple[RowPlace, Inbound]]] = field(default_factory=dict)

    def add(self, place: RowPlace, item: Inbound) -> None:
        """One more row."""
        self.rows.setdefault((item.channel, item.external_id), []).append((place, item))

    def found(self, problems: list[RowProblem], doubtful: Mapping[RowPlace, str]) -> Iterator[FoundRow]:
        """Each report with what its last row says (where it is now); `problems` gets the rows that are refused, among them
        those that are `doubtful` (row -> why).
        """
        cut = cut_to_zeros(key for _, key in self.rows)
        for (_, key), rows in self.rows.items():
            if key in cut:
                problems += [RowProblem(place, CUT) for place, _ in rows]
            elif len({_told(item) for _, item in rows}) > 1:
                what = f"the id {key!r:.60} stands here with different reports: give each report an id of its own"
                problems += [RowProblem(place, what) for place, _ in rows]
            elif any(place in doubtful for place, _ in rows):
                problems += [RowProblem(place, doubtful[place]) for place, _ in rows if place in doubtful]
                problems += [RowProblem(place, BESIDE) for place, _ in rows if place not in doubtful]
            else:
                yield FoundRow(tuple(place for place, _ in rows), rows[-1][1])


def _told(item: Inbound) -> tuple[object, ...]:
    """What the citizen said: the same in every row of one report, wherever it was passed to."""
    return (item.subject, item.text, item.sent_at, item.reporter)
