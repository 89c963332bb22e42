"""A piece of wording that the city can edit, in both languages of the screens."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """The same words in Indonesian (`id`) and English (`en`)."""

    id: str
    en: str

    def in_language(self, language: str) -> str:
        """The words in `language` ("id" or "en", a region such as "en_US" allowed); Indonesian for any other."""
        return self.en if language[:2].lower() == "en" else self.id
