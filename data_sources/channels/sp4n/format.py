"""What the columns and words of an SP4N-LAPOR! export mean, read from a file that a city can change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from command_center.domain.report_kinds import ReportClass, Visibility
from command_center.domain.workflow import Status
from command_center.errors import BadReferenceData
from command_center.reference.toml_lines import TomlFile
from data_sources.header_rows import Columns, Names, plain

FORMAT_FILE = Path(__file__).with_suffix(".toml")

FIELDS = (
    *("tracking_id", "title", "text", "category", "agency", "source", "status", "class", "visibility", "date", "time"),
    *("name", "email", "phone", "address", "kelurahan", "kecamatan", "city", "lat", "lon"),
    *("verified_at", "forwarded_at", "answered_at", "closed_at"),
)
NEEDED = ("tracking_id", "date", "text")

SETTLEMENT = "settlement"


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """Names of columns and words of cells, all plain; words map to values of Status, ReportClass and Visibility.

    `longer` holds the words of classes that the policy gives longer to be settled.
    """

    columns: Mapping[str, Sequence[str]]
    statuses: Mapping[str, str]
    classes: Mapping[str, str]
    visibilities: Mapping[str, str]
    longer: Mapping[str, str]

    @classmethod
    def read(cls, file: Path, statuses: Mapping[str, Status]) -> "ExportFormat":
        """The format in a TOML file; `statuses` are the words of each status where the file has none of its own.

        Raises BadReferenceData naming file, line and reason.
        """
        tables = _Tables(TomlFile(file))
        columns = {name: tables.words("columns", name) for name in tables.names("columns", FIELDS)}
        for name in NEEDED:
            if name not in columns:
                raise tables.fault(f"[columns] needs {name}", "columns")
        return cls(
            columns,
            tables.by_word("statuses", Status) if tables.has("statuses") else _plain_words(statuses),
            tables.by_word("classes", ReportClass),
            tables.by_word("visibilities", Visibility),
            tables.by_word("longer", (SETTLEMENT,)) if tables.has("longer") else {},
        )

    def match(self, names: Names) -> Columns | None:
        """Where each field is if the names are a header, else None: it names an id, a date, and a text or title."""
        found = self.fields(names)
        if found["tracking_id"] and found["date"] and (found["text"] or found.get("title")):
            return found
        return None

    def fields(self, names: Names) -> Columns:
        """Where each field is, as far as the names are known."""
        places: dict[str, int] = {}
        for best in range(max((len(each) for each in names), default=0)):
            for index, each in enumerate(names):
                if best < len(each):
                    places.setdefault(each[best], index)
        return {
            field: list(dict.fromkeys(places[name] for name in known if name in places))
            for field, known in self.columns.items()
        }


def meaning(words: Mapping[str, str], said: str) -> str | None:
    """The value of the longest of the words that `said` begins with; None where it begins with none of them."""
    text = plain(said)
    fitting = [word for word in words if text == word or text.startswith(word + " ")]
    return words[max(fitting, key=len)] if fitting else None


def _plain_words(statuses: Mapping[str, Status]) -> Mapping[str, str]:
    return {plain(word): str(status) for word, status in statuses.items()}


class _Tables:
    """The tables of a format file; faults name the line."""

    def __init__(self, file: TomlFile) -> None:
        self._file = file

    def fault(self, reason: str, *where: str | int) -> BadReferenceData:
        return BadReferenceData(self._file.path, self._file.line(where), reason)

    def has(self, table: str) -> bool:
        """Whether the file has the table."""
        return table in self._file.data

    def names(self, table: str, allowed: Iterable[str]) -> list[str]:
        """The keys of a table, each of which must be allowed."""
        entries = self._file.data.get(table)
        if not isinstance(entries, dict) or not entries:
            raise self.fault(f"the table [{table}] is missing", table)
        known = list(allowed)
        for name in entries:
            if name not in known:
                raise self.fault(f"{name!r} is unknown: [{table}] takes {', '.join(known)}", table, name)
        return list(entries)

    def words(self, table: str, name: str) -> list[str]:
        """The list of words at a key, plain."""
        entries = self._file.data[table]
        listed = entries[name] if isinstance(entries, dict) else None
        if not isinstance(listed, list) or not listed:
            raise self.fault(f"{name} must be a list of words in quotes, with at least one", table, name)
        for number, word in enumerate(listed):
            if not isinstance(word, str) or not plain(word):
                raise self.fault(f"{word!r} is no word: write it in quotes", table, name, number)
        return [plain(word) for word in listed]

    def by_word(self, table: str, values: Iterable[str]) -> dict[str, str]:
        """Word -> the value it stands for; a word may stand for one value only."""
        found: dict[str, str] = {}
        for name in self.names(table, [str(value) for value in values]):
            for number, word in enumerate(self.words(table, name)):
                if found.setdefault(word, name) != name:
                    raise self.fault(f"{word!r} stands for {found[word]} already", table, name, number)
        return found
