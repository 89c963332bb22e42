"""What alerts are called: the city's names for codes, its rules, and where the page of alerts is."""

from collections.abc import Mapping
from dataclasses import dataclass

from command_center.domain.alerts import AlertDimension, AlertRules
from command_center.reference.load import Reference
from command_center.settings import Settings
from layouts.alerts.addresses import PATH
from layouts.i18n import by_language

Labels = Mapping[str, str]


@dataclass(frozen=True)
class AlertConfig:
    """The alerts of this city. `labels` are by dimension and code; kelurahan have names of their own. `address` is where the page
    of alerts is; `simulated` marks a demo. `language` holds where nobody asks for one.
    """

    rules: AlertRules
    labels: Mapping[AlertDimension, Mapping[str, Labels]]
    kelurahan: Mapping[str, str]
    service: str
    address: str
    simulated: bool
    language: str

    def name(self, dimension: AlertDimension, code: str, language: str) -> str:
        """What a code is called; one that the reference data no longer has is its own name."""
        labels = self.labels.get(dimension, {}).get(code)
        return labels[language] if labels else code


def alert_config(reference: Reference, settings: Settings) -> AlertConfig:
    """The names in the order of their files."""
    same = ("id", "en")
    return AlertConfig(
        rules=reference.alerts,
        labels={
            AlertDimension.OPD: {each.code: dict.fromkeys(same, each.short) for each in reference.router.every},
            AlertDimension.CATEGORY: {each.code: by_language(each.label) for each in reference.categories.every},
            AlertDimension.KECAMATAN: {each.code: dict.fromkeys(same, each.name) for each in reference.areas.kecamatan},
            AlertDimension.CHANNEL: {each.code: by_language(each.label) for each in reference.channels},
        },
        kelurahan={each.code: each.name for each in reference.areas.kelurahan},
        service=settings.service_name,
        address=f"{settings.url}{PATH}",
        simulated=settings.demo,
        language=settings.language,
    )
