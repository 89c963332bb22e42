"""X: V2 webhooks, signed in base64. Mentions come as Activity API events, hashtags as filtered stream matches.

Shapes: docs.x.com, "V2 Webhooks" (signature), "Activity API" event payloads, "Filtered stream webhooks".
"""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Sequence
from datetime import UTC
from typing import Any

from simulation.message import CitizenMessage
from simulation.senders.sending import Secrets, Sending

ACCOUNT_ID, RULE_ID = "9000000001708", "9000000001709"
_MARK = re.compile(r"([#@])(\w+)")
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def x(messages: Sequence[CitizenMessage], secrets: Secrets, resend: int = 0) -> Sending:
    """One post; a resend is byte for byte the same. Raises ValueError for several messages."""
    (message,) = messages
    post, includes = _post(message), _includes(message)
    if "mentions" in post["entities"]:
        content: dict[str, Any] = {
            "data": {
                "event_uuid": str(message.serial),
                "filter": {"user_id": ACCOUNT_ID},
                "event_type": "post.mention.create",
                "tag": "mentions",
                "payload": post,
                "includes": includes,
            }
        }
    else:
        content = {"data": post, "includes": includes, "matching_rules": [{"id": RULE_ID, "tag": "hashtag"}]}
    body = json.dumps(content, separators=(",", ":")).encode()
    digest = hmac.new(secrets.get("X_CONSUMER_SECRET").encode(), body, hashlib.sha256).digest()
    signature = f"sha256={base64.b64encode(digest).decode()}"
    headers = {"Content-Type": "application/json", "x-twitter-webhooks-signature": signature}
    return Sending("x", (message.serial,), "POST", "/hooks/x", headers, body)


def _post(message: CitizenMessage) -> dict[str, Any]:
    text = "".join(_ESCAPED.get(letter, letter) for letter in message.text)
    entities: dict[str, list[dict[str, Any]]] = {}
    for found in _MARK.finditer(text):
        kind, name = ("hashtags", "tag") if found[1] == "#" else ("mentions", "username")
        mark: dict[str, Any] = {"start": found.start(), "end": found.end(), name: found[2]}
        entities.setdefault(kind, []).append(mark | ({"id": ACCOUNT_ID} if kind == "mentions" else {}))
    key = str(message.serial)
    post: dict[str, Any] = {
        "id": key,
        "author_id": message.author.user_id,
        "conversation_id": key,
        "edit_history_tweet_ids": [key],
        "created_at": message.sent_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "lang": "in",
        "text": text,
        "entities": entities,
    }
    if message.photos:
        post["attachments"] = {"media_keys": [f"3_{key}"]}
    return post


def _includes(message: CitizenMessage) -> dict[str, Any]:
    author = message.author
    includes: dict[str, Any] = {"users": [{"id": author.user_id, "name": author.name, "username": author.handle}]}
    if message.photos:
        picture = f"https://pbs.invalid/{message.serial}.jpg"
        includes["media"] = [{"media_key": f"3_{message.serial}", "type": "photo", "url": picture}]
    return includes
