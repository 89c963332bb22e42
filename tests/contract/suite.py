"""What the files of the suite share: the channels, their cases, and tests that run over both."""

from collections.abc import Callable

import pytest

from command_center.domain.inbound import Item
from data_sources.channel import Channel, Hook
from tests.contract.cases import Case, Exempt, build, channels, items_of, registered
from tests.contract.checks import can_be_stored, compare, holds

CHANNELS = channels()
CASES = registered()
BOTH = sorted(CHANNELS.keys() & CASES.keys())


def of(*scenarios: str) -> pytest.MarkDecorator:
    """One test for each recorded case of the scenarios, over all channels."""
    found = [
        pytest.param(code, case, id=f"{code}-{scenario}{number or ''}")
        for code in BOTH
        for scenario in scenarios
        for number, case in enumerate(CASES[code].of(scenario))
    ]
    return pytest.mark.parametrize(("code", "case"), found)


def every(wanted: Callable[[str], bool] = lambda code: True) -> pytest.MarkDecorator:
    """One test for each channel of which `wanted` is true."""
    return pytest.mark.parametrize("code", [code for code in BOTH if wanted(code)])


def is_hook(code: str) -> bool:
    return issubclass(CHANNELS[code], Hook)


def is_signed(code: str) -> bool:
    return is_hook(code) and not isinstance(CASES[code].sign, Exempt)


def has_secret(code: str) -> bool:
    return is_signed(code) and bool(CASES[code].secrets)


def speaks_json(code: str) -> bool:
    return CASES[code].wire == "json"


def channel_for(code: str, case: Case | None = None) -> Channel:
    return build(CHANNELS[code], CASES[code], **(case.settings if case else {}))


def hook_for(code: str, **overrides: object) -> Hook:
    channel = build(CHANNELS[code], CASES[code], **overrides)
    assert isinstance(channel, Hook)
    return channel


def read(code: str, case: Case) -> list[Item]:
    """The items of a recorded case, checked against what it says."""
    channel = channel_for(code, case)
    payload = CASES[code].payload(channel, case)
    items, error = items_of(channel, payload)
    if case.raises is None:
        assert error is None, f"parse raised {error!r}"
    else:
        assert isinstance(error, case.raises), f"parse raised {error!r}, not {case.raises.__name__}"
        assert str(error), "an error says what is wrong"
        assert can_be_stored(str(error))
    assert len(items) == len(case.items), f"{len(items)} items, not {len(case.items)}: {items}"
    for item, wanted in zip(items, case.items, strict=True):
        holds(channel, payload, item)
        compare(item, wanted)
    return items
