"""Masking takes time in proportion to the text, whatever an attacker writes."""

import re
import sys
from collections.abc import Iterator
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from command_center.domain import (
    masking,
    masking_births,
    masking_canvas,
    masking_contacts,
    masking_known,
    masking_names,
    masking_numbers,
    masking_plates,
    masking_reading,
    number_words,
)
from command_center.domain.masking import mask_personal, place_words
from tests.long_run import LONG_RUN
from tests.reference.shipped import shipped

PLACES = place_words(shipped().areas)
LONG = 16_000 if LONG_RUN else 5_000
"""Letters of a text that an attacker writes."""
MODULES = [
    *(masking, masking_births, masking_canvas, masking_contacts, masking_known, masking_names, masking_numbers),
    masking_plates,
    *(masking_reading, number_words),
]
UNITS = [
    *(
        "1",
        "0 8 1 ",
        "1 , ",
        "1,",
        "nol delapan ",
        "a",
        "A",
        "Aa ",
        "A b ",
        "a@",
        "a.",
        "a.b-",
        "o",
        "o_",
        "x/",
        " - ",
        "\n",
        " ",
        "(",
        "°",
    ),
    *(
        "pak ",
        "pak h. dr. ",
        "nama ",
        "nama saya ",
        "namasaya",
        "kepadaNama",
        "Budi, ",
        "Budi Santoso ",
        "siti dan ",
        "terima kasih ",
    ),
    *(
        "RT 1/",
        "no 12, ",
        "km 1 ",
        "jl a ",
        "di Candi ",
        "H 1 ",
        "plat nomor ",
        "blok ",
        "rek no saya ",
        "wa saya no ",
        "tiang listrik pln ",
    ),
    *(
        "kode no id ",
        "lahir ",
        "b u d i ",
        "Dewi ",
        "titik com ",
        "bit ly/",
        "a / ",
        "plat polisi ",
        "email saya ",
        "1. Budi ",
        "tanggal ",
        "ttl ",
        "ig ",
        "gmail ",
        "at ",
        "dot ",
        "http://",
        "[nomor]",
        "[nama]",
        "０",
        "\ue000",
        "M. ",
        "Tan ",
    ),
]


def patterns(value: Any) -> Iterator[re.Pattern[str]]:
    """Every compiled pattern within a value of a module."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from patterns(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from patterns(each)


# In the order of the modules, each once: a set has another order in each worker, and a pattern's repr is cut short.
EVERY: list[re.Pattern[str]] = list(
    dict.fromkeys(pattern for module in MODULES for value in vars(module).values() for pattern in patterns(value))
)


def endless(tree) -> list[object]:
    """Repeats without a limit that can go back: what makes time grow with the square."""
    found = []
    for operator, value in tree:
        if operator in (constants.MAX_REPEAT, constants.MIN_REPEAT) and value[1] is constants.MAXREPEAT:
            found.append(value)
        for part in value if isinstance(value, tuple | list) else (value,):
            if isinstance(part, parser.SubPattern):
                found += endless(part)
            elif isinstance(part, list):
                for each in part:
                    found += endless(each) if isinstance(each, parser.SubPattern) else []
    return found


def test_there_are_patterns_to_watch():
    assert len(EVERY) >= 40


@pytest.mark.parametrize("pattern", EVERY)
def test_a_pattern_has_no_endless_repeat_that_can_go_back(pattern):
    tree = parser.parse(pattern.pattern, pattern.flags)
    # A pattern that is nothing but one class repeated takes each letter once: a word, a run of marks.
    alone = len(tree) == 1 or pattern.pattern.endswith("\\1*")
    assert alone or endless(tree) == []


@pytest.mark.parametrize("unit", UNITS)
def test_twice_the_text_is_twice_the_work(unit):
    def steps(size: int) -> int:
        count = 0

        def trace(_frame, what, _value):
            nonlocal count
            count += what == "line"
            return trace

        text = (unit * (size // len(unit) + 1))[:size]
        mask_personal(text, ["Budi Santoso", "Tan"], PLACES)
        before = sys.gettrace()
        sys.settrace(trace)
        try:
            mask_personal(text, ["Budi Santoso", "Tan"], PLACES)
        finally:
            sys.settrace(before)
        return count

    assert steps(4000) <= 2.6 * steps(2000) + 500


@pytest.mark.parametrize("text", [*((unit * LONG)[:LONG] for unit in UNITS), ("".join(UNITS) * 172)[:64_000]])
def test_a_hostile_text_is_masked_to_its_end(text):
    """Each longer than anything that a pattern goes through at once; all of them together in one of 64 kilobytes."""
    masked = mask_personal(text + " 081234567890", ["Budi Santoso"], PLACES)
    assert "081234567890" not in masked
