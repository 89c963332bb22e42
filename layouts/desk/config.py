"""What does not change while a desk is open: the city's categories and kelurahan as its form offers them."""

from collections.abc import Mapping
from dataclasses import dataclass

from command_center.reference.load import Reference
from command_center.settings import Settings
from layouts.wall.config import CategoryLook


@dataclass(frozen=True, slots=True)
class KelurahanChoice:
    """A kelurahan to choose: Kemendagri code, name, and the name of its kecamatan, which tells namesakes apart."""

    code: str
    name: str
    kecamatan: str

    @property
    def label(self) -> str:
        """What the list shows, and is searched in."""
        return f"{self.name} · {self.kecamatan}"


@dataclass(frozen=True, slots=True)
class DeskLook:
    """`short` is category -> its short name by language. `language` and `theme` hold until a person chooses; `simulated` marks the page of a demo."""

    categories: tuple[CategoryLook, ...]
    short: Mapping[str, Mapping[str, str]]
    kelurahan: tuple[KelurahanChoice, ...]
    service: str = "Lapor Hendi"
    language: str = "id"
    theme: str = "gelap"
    simulated: bool = False

    def category(self, code: str) -> CategoryLook:
        """Look of a category. A code that the reference data no longer has shows itself, as a grey dot."""
        found = (category for category in self.categories if category.code == code)
        return next(found, CategoryLook(code, {"id": code}, "#9AA7B2", "dot"))


def desk_look(reference: Reference, settings: Settings) -> DeskLook:
    """The desk in this city; kelurahan by name."""
    areas = reference.areas
    kelurahan = [
        KelurahanChoice(area.code, area.name, areas.kecamatan_by_code[area.kecamatan].name) for area in areas.kelurahan
    ]
    categories = tuple(
        CategoryLook(each.code, {"id": each.label.id, "en": each.label.en}, each.colour, str(each.shape))
        for each in reference.categories.every
    )
    return DeskLook(
        categories=categories,
        short={each.code: {"id": each.short.id, "en": each.short.en} for each in reference.categories.every},
        kelurahan=tuple(sorted(kelurahan, key=lambda each: (each.name, each.kecamatan))),
        service=settings.service_name,
        language=settings.language,
        theme=settings.theme,
        simulated=settings.demo,
    )
