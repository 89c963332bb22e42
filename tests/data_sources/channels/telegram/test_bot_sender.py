"""Telegram: a reply in the chat, its answer as the receipt, retry_after honoured, and who has blocked the bot told as that."""

from datetime import timedelta

import pytest

from command_center.domain.outgoing import HandIn, ReachWay, Trouble
from data_sources.channels.telegram import TelegramSettings
from data_sources.channels.telegram.bot_sender import BotSender
from tests.data_sources.sending import AT, addressee, sent
from tests.servers.platform import Said, Stand, telegram

TO = addressee("telegram", "4242", message="4242:17", person="4242")


@pytest.fixture
def stand():
    with Stand(telegram("77:abc")) as server:
        yield server
        assert not server.faults


@pytest.fixture
def bot(stand):
    return BotSender(TelegramSettings(telegram_bot_token="77:abc", telegram_api_url=stand.url))


def test_a_reply_in_the_chat(bot, stand):
    answer = sent(bot, TO)
    assert (answer.result, answer.external_id) == (HandIn.TAKEN, "4242:9000")
    assert stand.kept[0].json == {
        "chat_id": "4242",
        "text": "Sudah ditambal.",
        "reply_parameters": {"message_id": 17, "allow_sending_without_reply": True},
    }


@pytest.mark.parametrize(
    ("code", "more", "result", "trouble"),
    [
        (429, {"description": "Too Many Requests", "parameters": {"retry_after": 35}}, HandIn.LATER, Trouble.BUSY),
        (403, {"description": "Forbidden: bot was blocked by the user"}, HandIn.REFUSED, Trouble.BLOCKED),
        (400, {"description": "Bad Request: chat not found"}, HandIn.REFUSED, Trouble.NOT_THERE),
        (400, {"description": "Bad Request: message is too long"}, HandIn.REFUSED, Trouble.TOO_LONG),
        (401, {"description": "Unauthorized"}, HandIn.REFUSED, Trouble.ACCESS_REFUSED),
        (502, {"description": "Bad Gateway"}, HandIn.LATER, Trouble.AWAY),
    ],
)
def test_what_telegram_refuses(bot, stand, code, more, result, trouble):
    stand.next_answers.append(Said(code, {"ok": False, "error_code": code, **more}))
    answer = sent(bot, TO)
    assert (answer.result, answer.trouble) == (result, trouble)
    assert answer.after == (timedelta(seconds=35) if code == 429 else None)
    assert "abc" not in answer.told, "the token stands in no log"


def test_a_group_is_no_place_for_what_is_confidential(bot):
    assert bot.reach(addressee("telegram", "-100", confidential=True), AT).way is ReachWay.PAGE
    assert bot.reach(addressee("telegram", "p1", confidential=True), AT).way is ReachWay.DIRECT
