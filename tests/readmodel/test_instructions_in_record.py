"""What is kept of a briefing: instructions are part of it, and one that was issued before they were kept is read as it was."""

import json
from dataclasses import replace

import pytest

from command_center.readmodel.briefing_record import UnreadableBriefing, as_briefing, as_text, fingerprint
from tests.layouts.briefing_sample import CARRIED, ordinary


def test_instructions_are_kept_and_read_back():
    text = as_text(ordinary())
    assert as_briefing(text, fingerprint(text)).instructions == CARRIED


def test_what_an_earlier_program_issued_says_nothing_of_instructions():
    kept = json.loads(as_text(ordinary()))
    del kept["instructions"]
    text = json.dumps(kept)
    assert as_briefing(text, fingerprint(text)) == replace(ordinary(), instructions=None)


def test_what_was_always_there_must_be_there():
    kept = json.loads(as_text(ordinary()))
    del kept["queue"]
    text = json.dumps(kept)
    with pytest.raises(UnreadableBriefing):
        as_briefing(text, fingerprint(text))
