"""A call goes to its host alone, follows no redirect, and tells apart what was not sent from what nobody answered."""

from datetime import UTC, datetime, timedelta

import pytest

from command_center.post.http_call import LARGEST_ANSWER, HttpRequest, NoAnswer, NothingSent, call, waiting_time
from tests.servers.platform import Said, Stand

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture
def stand():
    with Stand(lambda _stand, _asked: Said(200, "x" * (LARGEST_ANSWER + 5000))) as server:
        yield server


def test_a_redirect_is_not_followed_with_a_token(stand):
    with Stand(lambda _stand, _asked: Said(302, "", {"Location": stand.url})) as first:
        answer = call(HttpRequest("POST", f"{first.url}/a", {"Authorization": "Bearer rahasia"}, b"{}"))
    assert answer.status == 302
    assert not stand.kept


def test_an_answer_is_read_as_far_as_it_may_be_long(stand):
    assert len(call(HttpRequest("GET", stand.url, {})).body) == LARGEST_ANSWER


def test_what_was_not_sent_differs_from_what_was_not_answered(stand):
    with pytest.raises(NothingSent):
        call(HttpRequest("POST", "http://127.0.0.1:9/", {}, b"{}"))
    with pytest.raises(NothingSent):
        call(HttpRequest("POST", "http://no-such-host.invalid/", {}, b"{}"))
    stand.next_answers.append(Said(cut=True))
    with pytest.raises(NoAnswer):
        call(HttpRequest("POST", stand.url, {}, b"{}"))


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("120", timedelta(minutes=2)),
        ("Fri, 20 Nov 2026 03:05:00 GMT", timedelta(minutes=5)),
        ("Fri, 20 Nov 2026 02:05:00 GMT", timedelta(0)),
        ("999999", timedelta(hours=6)),
        ("soon", None),
        ("", None),
    ],
)
def test_how_long_somebody_is_asked_to_wait(said, wanted):
    assert waiting_time(said, NOW) == wanted
