"""Every channel, one suite: what strangers send is kept whole or refused with a reason, and breaks nothing."""

from dataclasses import replace

import pytest

from command_center.domain.inbound import Item
from command_center.store.tables import inbox
from data_sources.errors import BadMessage
from data_sources.reading import storable
from tests.contract import hostile
from tests.contract.cases import Exempt, items_of
from tests.contract.checks import can_be_stored, holds, width_of
from tests.contract.suite import CASES, channel_for, every, hook_for, is_hook, read, speaks_json


@every(lambda code: not isinstance(CASES[code].say, Exempt))
@pytest.mark.parametrize("name", hostile.TEXTS)
def test_hostile_text_is_carried_whole_and_can_be_stored(code: str, name: str):
    say = CASES[code].say
    assert callable(say)
    case = say(hostile.TEXTS[name])
    if isinstance(case, Exempt):
        assert len(case.reason) >= 15
        return
    text = storable(hostile.TEXTS[name])
    # half a character exists in JSON's escapes; elsewhere its bytes are no UTF-8, and the channel decides what they mean
    carried = CASES[code].wire == "json" or name != "lone surrogate"
    items = read(code, replace(case, items=case.items or [{"text": text} if carried else {}]))
    assert len(items) == 1


@every(speaks_json)
@pytest.mark.parametrize("body", hostile.NOT_JSON + hostile.NOT_AN_OBJECT, ids=repr)
def test_what_is_no_message_is_a_bad_message(code: str, body: bytes):
    items, error = attempt(code, body)
    assert not items
    assert error is not None
    assert str(error)


@every(speaks_json)
@pytest.mark.parametrize("number", range(len(hostile.TOO_DEEP)))
def test_deeply_nested_json_is_a_bad_message(code: str, number: int):
    items, error = attempt(code, hostile.TOO_DEEP[number])
    assert not items
    assert isinstance(error, BadMessage)


@every()
def test_an_empty_body_gives_nothing(code: str):
    case = CASES[code].of("happy")[0]
    if case.method == "GET":
        case = replace(case, query={})
    channel = channel_for(code)
    items, _ = items_of(channel, CASES[code].payload(channel, case, b""))
    assert items == []


@every()
def test_truncated_bodies_never_crash(code: str):
    case = CASES[code].of("happy")[0]
    whole = CASES[code].bytes_of(case)
    channel = channel_for(code)
    for end in range(0, len(whole), max(1, len(whole) // 200)):
        payload = CASES[code].payload(channel, case, whole[:end])
        for item in items_of(channel, payload)[0]:
            holds(channel, payload, item)


def attempt(code: str, body: bytes) -> tuple[list[Item], BadMessage | None]:
    channel = channel_for(code)
    case = CASES[code].of("happy")[0]
    return items_of(channel, CASES[code].payload(channel, case, body))


HEADERS = {
    "empty": "",
    "long": "x" * 10_000,
    "latin": "application/json; charset=\u00e9",
    "nul": "a\x00b",
    "lone surrogate": "\ud800",
    "other": "text/plain",
}


@every(is_hook)
@pytest.mark.parametrize("name", HEADERS)
def test_hostile_headers_can_be_kept(code: str, name: str):
    """The inbox takes 200 characters; a longer one must not become an error of the database."""
    hook, given = hook_for(code), HEADERS[name]
    request = CASES[code].signed(CASES[code].request(CASES[code].of("happy")[0]), hook.settings)
    headers = {**request.headers, "content-type": given, "user-agent": given, "x-forwarded-for": given}
    delivery = hook.deliver(replace(request, headers=headers))
    kept = (delivery.content_type, *delivery.headers, *delivery.headers.values())
    assert len(delivery.content_type) <= width_of(inbox.c.content_type), "the content type is longer than its column"
    assert len(delivery.account) <= width_of(inbox.c.account), "the account is longer than its column"
    assert [ascii(text[:80]) for text in kept if not can_be_stored(text)] == []
