"""Loads all reference data, checked as a whole: our files, each replaced by the city's own file of the same name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, wraps
from pathlib import Path
from typing import TypeVar

from command_center.domain.acknowledging import AcknowledgingRules
from command_center.domain.alerts import AlertRules
from command_center.domain.answer_templates import AnswerTemplates
from command_center.domain.areas import Areas
from command_center.domain.categories import Categories, Classifier
from command_center.domain.channels import ChannelProfile, Channels
from command_center.domain.opd import Opd, Router
from command_center.domain.outgoing import OutgoingRules
from command_center.domain.phrases import Spelling
from command_center.domain.screening import ScreeningRule
from command_center.domain.sla import DeadlinePolicy, Policies
from command_center.domain.small_talk import SmallTalk
from command_center.domain.status_words import Statuses
from command_center.domain.targets import Targets
from command_center.domain.wall_programme import WallProgramme
from command_center.domain.word_forms import Lexicon
from command_center.domain.working_days import Calendar
from command_center.errors import BadReferenceData
from command_center.methods.tides import Tide
from command_center.reference.alert_file import read_alerts
from command_center.reference.areas import load_areas
from command_center.reference.category_file import read_categories
from command_center.reference.channel_file import read_channels
from command_center.reference.conversation_file import read_small_talk
from command_center.reference.holiday_file import read_calendar
from command_center.reference.lexicon_file import read_lexicon
from command_center.reference.opd_file import read_router
from command_center.reference.outgoing_file import read_outgoing
from command_center.reference.policy_file import read_policies
from command_center.reference.rota_file import read_rotas
from command_center.reference.screening_file import read_screening
from command_center.reference.slang_file import read_slang
from command_center.reference.status_file import read_statuses
from command_center.reference.tables import Table
from command_center.reference.target_file import read_targets
from command_center.reference.template_file import read_templates
from command_center.reference.tide_file import read_tide
from command_center.reference.toml_lines import TomlFile
from command_center.reference.wall_file import read_wall_programme

_Part = TypeVar("_Part")

OWN_FILES = Path(__file__).parent
_SUFFIXES = (".toml", ".csv")
TIDE = "tide.toml"
"""The tide at the city's gauge: the one file that only a city can have."""


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """All that the city can edit, loaded once at start and passed to whoever needs it. Frozen, safe to share.

    `tide` is None where the city gave no tide.toml: nobody else knows its gauge.
    """

    channels: Channels
    categories: Categories
    classifier: Classifier
    router: Router
    policies: Policies
    calendar: Calendar
    areas: Areas
    spelling: Spelling
    statuses: Statuses
    small_talk: SmallTalk
    targets: Targets
    tide: Tide | None
    wall: WallProgramme
    alerts: AlertRules
    screening: ScreeningRule
    outgoing: OutgoingRules
    acknowledging: AcknowledgingRules
    templates: AnswerTemplates

    @property
    def channel(self) -> Mapping[str, ChannelProfile]:
        """The channels by code."""
        return self.channels.by_code

    @property
    def opd(self) -> tuple[Opd, ...]:
        """The OPD in the order of their file."""
        return self.router.every

    def policy_for(self, channel: str, chosen: str = "") -> DeadlinePolicy:
        """The deadline policy of a new report: the sender's where it is known, the channel's, or the default."""
        profile = self.channels.get(channel)
        return self.policies.choose(chosen, profile.policy if profile else "")


def load_reference(city_dir: Path | None = None) -> Reference:
    """The reference data, with the files of `city_dir` in the place of ours.

    Raises BadReferenceData with file, line and reason at the first fault: nothing is repaired or left out in silence.
    """
    if city_dir is None:
        return _as_shipped()
    _check_city_dir(city_dir)
    return _read(city_dir)


@cache
def _as_shipped() -> Reference:
    """Read once: our own files are part of the program, and nothing changes what was read of them."""
    return _read(None)


def _read(city_dir: Path | None) -> Reference:
    spelling = _spelling(_replaced(city_dir, "slang.toml"))
    categories = _categories(_replaced(city_dir, "slang.toml", "categories.toml"))
    policies = read_policies(_table("sla.toml", city_dir))
    channels = read_channels(_table("channels.toml", city_dir), policies)
    calendar = read_calendar(_table("holidays.toml", city_dir))
    areas = _areas(_replaced(city_dir, "*.csv"))
    alerts = read_alerts(
        _table("alerts.toml", city_dir),
        read_rotas(_table("rota.toml", city_dir)),
        calendar,
        tuple(categories.by_code),
        tuple(channels.by_code),
        policies.thresholds,
    )
    kecamatan = {area.code for area in areas.kecamatan}
    templates = read_templates(_table("templates.toml", city_dir), tuple(categories.by_code))
    outgoing, acknowledging = read_outgoing(_table("outgoing.toml", city_dir), tuple(channels.by_code))
    return Reference(
        channels=channels,
        categories=categories,
        classifier=_classifier(categories, spelling),
        router=read_router(_table("opd.toml", city_dir), tuple(categories.by_code), kecamatan, categories.fallback),
        policies=policies,
        calendar=calendar,
        areas=areas,
        spelling=spelling,
        statuses=read_statuses(_table("statuses.toml", city_dir)),
        small_talk=read_small_talk(
            _table("conversation.toml", city_dir), categories.by_code, templates.acknowledgement
        ),
        targets=read_targets(_table("targets.toml", city_dir)),
        tide=_tide(city_dir),
        wall=read_wall_programme(_table("wall.toml", city_dir), tuple(categories.by_code), alerts.on_wall),
        alerts=alerts,
        screening=read_screening(
            _table("screening.toml", city_dir), tuple(categories.by_code), tuple(channels.by_code)
        ),
        outgoing=outgoing,
        acknowledging=acknowledging,
        templates=templates,
    )


def _replaced(city_dir: Path | None, *patterns: str) -> Path | None:
    """The city's folder where one of these files is in it; None where ours are read, which need reading only once."""
    return city_dir if city_dir and any(any(city_dir.glob(pattern)) for pattern in patterns) else None


def _ours_once(read: Callable[[Path | None], _Part]) -> Callable[[Path | None], _Part]:
    """What is read of our own files alone is kept: they are part of the program, and a city replaces few of them."""
    ours = cache(lambda: read(None))
    return wraps(read)(lambda city_dir: read(city_dir) if city_dir else ours())


@_ours_once
def _spelling(city_dir: Path | None) -> Spelling:
    return read_slang(_table("slang.toml", city_dir), _lexicon())


@_ours_once
def _categories(city_dir: Path | None) -> Categories:
    return read_categories(_table("categories.toml", city_dir), _spelling(_replaced(city_dir, "slang.toml")).slang)


@_ours_once
def _areas(city_dir: Path | None) -> Areas:
    return load_areas(OWN_FILES, city_dir)


def _classifier(categories: Categories, spelling: Spelling) -> Classifier:
    own = categories is _categories(None) and spelling is _spelling(None)
    return _own_classifier() if own else Classifier(categories, spelling)


@cache
def _own_classifier() -> Classifier:
    return Classifier(_categories(None), _spelling(None))


@cache
def _lexicon() -> Lexicon:
    """Only we have its files."""
    return read_lexicon(OWN_FILES)


def own_statuses() -> Statuses:
    """The words of statuses that come with the program."""
    return read_statuses(_table("statuses.toml", None))


def _tide(city_dir: Path | None) -> Tide | None:
    file = city_dir / TIDE if city_dir else None
    return read_tide(Table.of_file(file)) if file and file.exists() else None


def _table(name: str, city_dir: Path | None) -> Table:
    own = city_dir / name if city_dir else None
    if own and own.exists():
        return Table.of_file(own)
    ours = _own_file(name)
    return Table(ours, ours.data)


@cache
def _own_file(name: str) -> TomlFile:
    return TomlFile(OWN_FILES / name)


def _check_city_dir(city_dir: Path) -> None:
    """Refuses a folder that is not there, and a file in it that would never be read: its name is misspelt."""
    if not city_dir.is_dir():
        raise BadReferenceData(city_dir, None, "is no folder: CITY_DIR must name the folder of the city's own files")
    known = sorted([TIDE, *(file.name for file in OWN_FILES.iterdir() if file.suffix in _SUFFIXES)])
    for file in sorted(city_dir.iterdir()):
        if file.suffix in _SUFFIXES and file.name not in known:
            raise BadReferenceData(file, None, f"is no reference file; known are {', '.join(known)}")
