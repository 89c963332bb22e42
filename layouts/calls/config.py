"""What does not change while a call form is open: the city's categories and kelurahan as its form offers them."""

from dataclasses import dataclass

from command_center.reference.load import Reference
from command_center.settings import Settings
from layouts.categories import CategoryStyle, CategoryStyles
from layouts.i18n import by_language


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
class CallsConfig:
    """The call form of this city. `language` holds where a screen asks for none."""

    categories: CategoryStyles
    kelurahan: tuple[KelurahanChoice, ...]
    language: str = "id"


def calls_config(reference: Reference, settings: Settings) -> CallsConfig:
    """Kelurahan by name, categories in the order of their file."""
    areas = reference.areas
    kelurahan = [
        KelurahanChoice(area.code, area.name, areas.kecamatan_by_code[area.kecamatan].name) for area in areas.kelurahan
    ]
    categories = [
        CategoryStyle(each.code, by_language(each.label), each.colour, str(each.shape), short=by_language(each.short))
        for each in reference.categories.every
    ]
    return CallsConfig(
        categories=CategoryStyles(tuple(categories)),
        kelurahan=tuple(sorted(kelurahan, key=lambda each: (each.name, each.kecamatan))),
        language=settings.language,
    )
