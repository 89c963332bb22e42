"""Names of places as they stand in a text, and what the words before them say: of the city's own, and of elsewhere."""

from typing import NamedTuple

from command_center.domain.findings import FoundBy
from command_center.places.gazetteer import Pin

NONE, PASSING, PLACE, OWN = range(4)
"""How strongly the words before a name say that it is a place: not at all; passed by; in, near; its own kind (kel., jl.)."""


class Mention(NamedTuple):
    """A name in a text. `options` are codes of the areas it may mean, `also` those of a less likely reading.

    `strength` is how strongly the words before it make it a place, `needs` how strong that must be for a name of this
    kind; `edits` is 0 for an exact name. `first` and `last` are its words in the text, `text` its evidence.

    `namesakes` is how many areas elsewhere bear the name; `village` says that it was called a desa, `beside` that the
    report is only near it, `longer` that the next word seems to belong to the name (kel. Bendungan Hilir). `pin` is where a street or landmark of several kecamatan is drawn.
    """

    found_by: FoundBy
    options: tuple[str, ...]
    also: tuple[str, ...]
    label: str
    strength: int
    needs: int
    edits: int
    first: int
    last: int
    text: str
    in_address: bool
    namesakes: int = 0
    village: bool = False
    beside: bool = False
    longer: bool = False
    pin: Pin | None = None


class Elsewhere(NamedTuple):
    """A name outside the city, from word `first` (that for its kind included) to word `last`.

    `sure` is false for names that are as likely those of a part of the city: a village's without the word for it.
    `passing` says that it is only passed by (dari, ke), `origin` that somebody is from there (warga), `beside` that the report is near it; `placed` that a
    word says so (di, kec.).
    """

    first: int
    last: int
    sure: bool
    passing: bool
    origin: bool
    beside: bool
    placed: bool

    @property
    def there(self) -> bool:
        """Whether it says where the report is, and not only where somebody comes from or goes to."""
        return self.sure and not (self.passing or self.origin or self.beside)
