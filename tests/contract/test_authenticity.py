"""Every hook, one suite: who can prove to be the channel is let in, and nobody else."""

import contextlib
from dataclasses import replace

import pytest

from data_sources.channel import HookRequest
from data_sources.errors import ChannelBroken, NotAuthentic
from tests.contract import hostile
from tests.contract.suite import CASES, every, has_secret, hook_for, is_hook, is_signed


def happy_request(code: str) -> HookRequest:
    return CASES[code].request(CASES[code].of("happy")[0])


@every(is_signed)
def test_a_genuine_request_is_let_in(code: str):
    hook = hook_for(code)
    for case in CASES[code].recorded():
        hook.authenticate(CASES[code].signed(CASES[code].request(case), hook.settings))


@every(is_signed)
def test_a_request_without_proof_is_refused(code: str):
    with pytest.raises(NotAuthentic):
        hook_for(code).authenticate(happy_request(code))


@every(has_secret)
def test_a_proof_made_with_another_secret_is_refused(code: str):
    other = hook_for(code, **dict.fromkeys(CASES[code].secrets, "another-secret"))
    forged = CASES[code].signed(happy_request(code), other.settings)
    with pytest.raises(NotAuthentic):
        hook_for(code).authenticate(forged)


@every(is_signed)
@pytest.mark.parametrize("garbage", hostile.PROOFS, ids=lambda value: ascii(value[:20]))
def test_garbage_for_a_proof_is_refused(code: str, garbage: str):
    hook = hook_for(code)
    plain = happy_request(code)
    genuine = CASES[code].signed(plain, hook.settings)
    spoiled = replace(
        genuine,
        headers={n: v if plain.headers.get(n) == v else garbage for n, v in genuine.headers.items()},
        query={n: v if plain.query.get(n) == v else garbage for n, v in genuine.query.items()},
    )
    assert spoiled != genuine
    with pytest.raises(NotAuthentic):
        hook.authenticate(spoiled)


@every(has_secret)
def test_a_channel_without_its_secret_takes_nothing(code: str):
    for secret in CASES[code].secrets:
        shut = hook_for(code, **{secret: ""})
        for request in (happy_request(code), CASES[code].signed(happy_request(code), shut.settings)):
            with pytest.raises(ChannelBroken, match=secret.upper()):
                shut.authenticate(request)


@every(is_hook)
def test_a_visitor_who_guesses_is_answered_no_challenge(code: str):
    hook = hook_for(code)
    request = HookRequest("GET", {}, {"hub.mode": "subscribe", "hub.verify_token": "guess", "hub.challenge": "1"}, b"")
    answer: object = "refused"
    with contextlib.suppress(NotAuthentic):
        answer = hook.challenge(request)
    assert answer in (None, "refused")
