"""What a client may say is listed; everything else has no meaning."""

import pytest

from command_center.web.live.client_messages import LARGEST, ClientMessage, needed, understood


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("0/wall,", ClientMessage.JOIN),
        ('0/wall,{"token":"x"}', ClientMessage.JOIN),
        ("1/wall,", ClientMessage.LEAVE),
        ('2/wall,["sync",{"since":0}]', ClientMessage.SYNC),
        ('2/wall,17["sync", {"since": 5}]', ClientMessage.SYNC),
    ],
)
def test_what_a_wall_says_is_understood(message, said):
    assert understood(message) is said


@pytest.mark.parametrize(
    "message",
    [
        '2/wall,["disconnect"]',
        '2/wall,["disconnect","client disconnect"]',
        '2/wall,["connect",{}]',
        '2/wall,["frame",{"points":[]}]',
        '2/wall,["sync"]',
        '2/wall,["sync",5]',
        '2/wall,["sync",{"since":0},1]',
        '2/wall,["sync",{"since":99999999999999999}]',
        '0/wall,{"a":[-99999999999999999]}',
        "2/wall,[]",
        "2/wall,[1]",
        "2/wall,[{}]",
        "2/wall,{}",
        "2/wall,[[[",
        "2/wall," + "[" * 1500,
        "2/other," + '["sync",{"since":0}]',
        '2["sync",{"since":0}]',
        "0",
        "0/wall,5",
        "0/wall,1{}",
        "1/wall,[]",
        "3/wall,1[]",
        "4/wall,{}",
        '51-/wall,["sync",{"_placeholder":true,"num":0}]',
        "",
        "x" * (LARGEST + 1),
        b"\x00\x01",
        None,
    ],
)
def test_everything_else_is_not(message):
    assert understood(message) is None


@pytest.mark.parametrize("packet", ["3", "1", "40/wall,", "4"])
def test_engine_io_hears_of_what_the_wall_needs(packet):
    assert needed(packet)


@pytest.mark.parametrize("packet", ["", "0{}", "2", "2probe", "3probe", "5", "6", "9zzz", "bAAAA", "\x1e"])
def test_engine_io_does_not_hear_of_what_it_would_answer_or_fail_at(packet):
    assert not needed(packet)
