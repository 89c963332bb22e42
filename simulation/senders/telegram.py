"""Telegram: one Update a POST, with the secret token of setWebhook in a header. Shape: Bot API, "Update", "Message"."""

import json
from collections.abc import Sequence
from typing import Any

from simulation.message import CitizenMessage
from simulation.senders.sending import Secrets, Sending


def telegram(messages: Sequence[CitizenMessage], secrets: Secrets, resend: int = 0) -> Sending:
    """One message as an Update; a resend is byte for byte the same. Raises ValueError for several messages."""
    (message,) = messages
    author = message.author
    person = {"id": int(author.user_id), "first_name": author.name, "username": author.handle}
    content: dict[str, Any] = {
        "message_id": message.serial % 2_000_000_000,
        "from": {**person, "is_bot": False, "language_code": "id"},
        "chat": {**person, "type": "private"},
        "date": int(message.sent_at.timestamp()),
    }
    if message.photos:
        sizes = [{"width": width, "height": width * 3 // 4} for width in (90, 320, 1280)]
        content["photo"] = [
            {**size, "file_id": f"SIMULASI{message.serial}-{number}", "file_unique_id": f"S{message.serial}{number}"}
            for number, size in enumerate(sizes)
        ]
        content["caption"] = message.text
    else:
        content["text"] = message.text
        if message.text.startswith("/lapor "):
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": len("/lapor")}]
    body = json.dumps({"update_id": message.serial, "message": content}).encode()
    headers = {
        "Content-Type": "application/json",
        "X-Telegram-Bot-Api-Secret-Token": secrets.get("TELEGRAM_SECRET_TOKEN"),
    }
    return Sending("telegram", (message.serial,), "POST", "/hooks/telegram", headers, body)
