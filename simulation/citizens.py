"""Citizens who write: one message after another, all of it decided by the random source that is handed in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from command_center.domain.inbound import Position
from simulation.grammar import CategoryPhrases, Phrases, Slots, expand
from simulation.message import Citizen, CitizenMessage, Truth
from simulation.neighbourhoods import Neighbourhood, Neighbourhoods
from simulation.rhythm import Rhythm, choose
from simulation.slips import mistype, shorten
from simulation.styles import Style

OFF_TOPIC = "off_topic"
OTHER = "lainnya"

DETAILS = {"street": 0.31, "kelurahan": 0.27, "landmark": 0.2, "kecamatan": 0.1, "none": 0.12}
"""How exactly people name a place; an assumption of the demo."""

_N = tuple(str(number) for number in range(2, 10))
_TIMES = (
    *(f"{hour}" for hour in range(1, 12)),
    "3 sore",
    "4 sore",
    "5 pagi",
    "7 malam",
    "9 malam",
    "6.30",
    "5.30 pagi",
)
_RT = tuple(
    form.format(rt=rt, rw=rw)
    for rt in range(1, 9)
    for rw in (1, 3, 5, 7, 9)
    for form in ("RT {rt:02d} RW {rw:02d}", "RT {rt}/RW {rw}")
)


@dataclass(frozen=True)
class CitizenWriter:
    """Writes messages with the phrases, styles, rhythm (mixes) and places it was given."""

    phrases: Phrases
    styles: Mapping[str, Style]
    rhythm: Rhythm
    neighbourhoods: Neighbourhoods

    def write(
        self,
        rng: Random,
        serial: int,
        at: datetime,
        *,
        channel: str = "",
        category: str = "",
        place: Neighbourhood | None = None,
        position: Position | None = None,
    ) -> CitizenMessage:
        """One message sent at `at` (aware); what is not given is chosen by the mixes of the rhythm.

        `position` is where the citizen stands: it goes along where the channel hands positions over.
        """
        channel = channel or choose(rng, self.rhythm.channels)
        on_topic = bool(category) or rng.random() >= self.rhythm.off_topic
        category = category or (choose(rng, self.rhythm.categories) if on_topic else OFF_TOPIC)
        place = place or self.neighbourhoods.choose(rng, self.rhythm.where.get(category))
        style, phrases = self.styles[channel], self.phrases.of(category)
        detail = _detail(rng, place)
        slots = self._slots(phrases, place, detail)
        text = _text(rng, style, phrases, slots, self.phrases.style)
        knows_position = rng.random() < style.position
        if knows_position:
            position = position or self.neighbourhoods.point_in(rng, place)
        truth = Truth(category if on_topic else OTHER, detail, place.kelurahan_code, place.kecamatan_code, on_topic)
        message = CitizenMessage(serial, channel, at, Citizen(rng.randrange(1, 10_000)), text, truth)
        return replace(
            message,
            subject=_title(rng, phrases, slots) if style.titles else "",
            form_category=_picked(rng, truth.category) if style.form else "",
            address=f"{place.kelurahan}, {place.kecamatan}" if style.form and not knows_position else "",
            position=position if knows_position else None,
            photos=int(on_topic and rng.random() < style.photo),
        )

    def _slots(self, phrases: CategoryPhrases, place: Neighbourhood, detail: str) -> Slots:
        named = {
            "n": _N,
            "jam": _TIMES,
            "rt": _RT,
            "jalan": place.streets,
            "patokan": place.landmarks,
            "kelurahan": (place.kelurahan,),
            "kecamatan": (place.kecamatan,),
        }
        return {**phrases.slots, **named, **self.phrases.place[detail]}


def _detail(rng: Random, place: Neighbourhood) -> str:
    detail = choose(rng, DETAILS)
    if (detail == "street" and not place.streets) or (detail == "landmark" and not place.landmarks):
        return "kelurahan"
    return detail


def _picked(rng: Random, category: str) -> str:
    """The category a citizen picks in a form: now and then simply the last of the list."""
    return OTHER if rng.random() < 0.05 else category


def _title(rng: Random, phrases: CategoryPhrases, slots: Slots) -> str:
    title = expand(rng, rng.choice(phrases.titles), slots)
    return title[:1].upper() + title[1:]


def _text(rng: Random, style: Style, phrases: CategoryPhrases, slots: Slots, manner: Slots) -> str:
    """The finished text: a sentence, what people add to it, their short forms and slips, within the channel's limit."""
    javanese = rng.random() < style.jawa
    parts = [("core", expand(rng, rng.choice(phrases.jawa if javanese else phrases.sentences), slots))]
    for name, share, choices in (
        ("extra", style.extra, phrases.extra),
        ("request", style.request, manner["requests"] if phrases.asks else ()),
        ("closing", style.closing, manner["closings"]),
        ("emoji", style.emoji, manner["emoji"]),
        ("hashtag", style.hashtag, manner["hashtags"]),
    ):
        if rng.random() < share and choices:
            parts.append((name, expand(rng, rng.choice(choices), slots)))
    if rng.random() < style.greeting:
        parts.insert(0, ("greeting", rng.choice(manner["greetings"])))
    parts = [(name, _worn(rng, style, words)) for name, words in parts]
    frame, joint, hand = rng.choice(style.frames), rng.choice((", ", ". ", ". ", " ")), rng.random()
    for dropped in ("", "hashtag", "closing", "extra", "emoji", "request", "greeting"):
        parts = [part for part in parts if part[0] != dropped]
        text = _framed(frame, _capitals(_join(parts, joint), hand, style.careless))
        if not style.limit or len(text) <= style.limit:
            return text
    return text[: style.limit].rsplit(" ", 1)[0]


def _worn(rng: Random, style: Style, words: str) -> str:
    return mistype(rng, shorten(rng, words, style.register, style.short), style.mistype)


def _join(parts: list[tuple[str, str]], joint: str) -> str:
    text = ""
    for name, words in parts:
        alone = name in ("emoji", "hashtag") or text[-1:] in ("?", "!")
        text += (" " if alone else joint) if text else ""
        first = words[:1].upper() if joint == ". " or not text else words[:1].lower()
        text += first + words[1:]
    return text


def _capitals(text: str, hand: float, careless: float) -> str:
    """All small for the share `careless` of writers, all large for a twentieth of that; `hand` is the writer's draw."""
    if hand < careless:
        return text.lower()
    return text.upper() if hand < careless * 1.05 else text


def _framed(frame: str, text: str) -> str:
    before, after = frame.split("{isi}")
    if before[-2:-1].isalpha() and not text.isupper():
        text = text[:1].lower() + text[1:]
    return before + text + after
