"""Takes personal data out of a text that goes on a public page; where in doubt, it masks."""

import re
from collections.abc import Collection, Iterable, Sequence

from command_center.domain.areas import Areas
from command_center.domain.masking_births import mask_births
from command_center.domain.masking_canvas import NAME, NUMBER, Canvas
from command_center.domain.masking_contacts import mask_contacts
from command_center.domain.masking_names import mask_names
from command_center.domain.masking_numbers import mask_numbers
from command_center.domain.masking_plates import mask_plates
from command_center.domain.masking_reading import Places
from command_center.domain.name_words import DIRECTIONS

RULES = "3"
"""Version of the rules: raised with every change of what they mask, so that kept texts are masked anew."""

_BORDER = "\n\u2029\n"
"""Stands between texts that are masked together; a text that has it loses it."""
_WORD = re.compile(r"[^\W\d_]+")


def mask_personal(text: str, names: Iterable[str] = (), places: Places = frozenset()) -> str:
    """The text with personal data replaced by what it was: ``[nomor]``, ``[nama]``, ``[surel]`` and so on.

    Masked are telephone numbers in every way of writing, NIK, KK, NPWP, accounts and all other runs of seven digits
    or more, e-mail addresses, links, handles, vehicle plates, dates of birth, and names that their surroundings give
    away ("nama saya ...", "a.n. ...", "Bu ...", "saya ... dari") or that are names and nothing else, as well as
    `names` that are known (the reporter's), where they are names. Tracking numbers, prices, dates, years, RT/RW,
    streets, house numbers and the `places` of the city stay. Takes time in proportion to the text.
    """
    canvas = Canvas(text)
    present = frozenset(_WORD.findall(canvas.plain.lower()))
    mask_contacts(canvas, present)
    if any(map(str.isdigit, canvas.plain)) or len(present) > 1:
        mask_births(canvas, present)
        mask_plates(canvas)
        mask_numbers(canvas)
    mask_names(canvas, names, places)
    return canvas.result()


def mask_together(texts: Sequence[str], names: Collection[str] = (), places: Places = frozenset()) -> list[str]:
    """Texts of one report masked together: a name that one of them gives away is masked in the others too."""
    if sum(map(bool, texts)) < 2:
        return [mask_personal(text, names, places) for text in texts]
    joined = _BORDER.join(text.replace("\u2029", "\n") for text in texts)
    masked: Sequence[str] = mask_personal(joined, names, places).split(_BORDER)
    if len(masked) != len(texts):
        # A number went over the border.
        masked = texts
    # Again each on its own: a signature stands at the end of its text.
    return [mask_personal(text, names, places) for text in masked]


def place_words(areas: Areas) -> Places:
    """The names of a city's areas and places as masking asks for them."""
    names = [*(area.name for area in areas.kelurahan), *(area.name for area in areas.kecamatan)]
    for place in areas.places:
        names += [place.name, *place.aliases]
    written = {tuple(_WORD.findall(name.lower())) for name in names} - {()}
    # "Tlogosari Kulon" is called Tlogosari too.
    return frozenset(written | {name[:-1] for name in written if len(name) > 1 and name[-1] in DIRECTIONS})


__all__ = ["NAME", "NUMBER", "RULES", "Places", "mask_personal", "mask_together", "place_words"]
