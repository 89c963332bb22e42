"""WhatsApp, Facebook and Instagram: webhooks of Meta, signed with the app secret, several messages a POST.

Shapes: developers.facebook.com, WhatsApp Cloud API "Webhooks", Graph API "Webhooks reference: Page" and "Instagram".
"""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from typing import Any

from simulation.message import CitizenMessage
from simulation.senders.sending import Secrets, Sending

PHONE_NUMBER_ID, DISPLAY_NUMBER, BUSINESS_ID = "100000000001708", "628000001708", "100000000001709"
PAGE_ID, INSTAGRAM_ID, OWN_MEDIA_ID = "100000000001710", "17800000000001708", "17900000000001708"


def whatsapp(messages: Sequence[CitizenMessage], secrets: Secrets, resend: int = 0) -> Sending:
    """The Cloud API's `messages` webhook; a resend is byte for byte the same."""
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": DISPLAY_NUMBER, "phone_number_id": PHONE_NUMBER_ID},
        "contacts": [_contact(message) for message in {m.author.number: m for m in messages}.values()],
        "messages": [_whatsapp_message(message) for message in messages],
    }
    entry = {"id": BUSINESS_ID, "changes": [{"value": value, "field": "messages"}]}
    return _signed("whatsapp", "WHATSAPP_APP_SECRET", "whatsapp_business_account", [entry], secrets, messages)


def facebook(messages: Sequence[CitizenMessage], secrets: Secrets, resend: int = 0) -> Sending:
    """The page's `feed` webhook: every third message is a visitor's post, the others are comments."""
    entry = {
        "id": PAGE_ID,
        "time": int(messages[-1].sent_at.timestamp()),
        "changes": [{"field": "feed", "value": _feed(message)} for message in messages],
    }
    return _signed("facebook", "FACEBOOK_APP_SECRET", "page", [entry], secrets, messages)


def instagram(messages: Sequence[CitizenMessage], secrets: Secrets, resend: int = 0) -> Sending:
    """The `comments` webhook: comments under the city's own posts, one change a comment."""
    entry = {
        "id": INSTAGRAM_ID,
        "time": int(messages[-1].sent_at.timestamp()),
        "changes": [{"field": "comments", "value": _comment(message)} for message in messages],
    }
    return _signed("instagram", "INSTAGRAM_APP_SECRET", "instagram", [entry], secrets, messages)


def _signed(
    channel: str,
    secret: str,
    kind: str,
    entries: Sequence[Mapping[str, Any]],
    secrets: Secrets,
    messages: Sequence[CitizenMessage],
) -> Sending:
    """The envelope as Meta writes it (escaped to ASCII) with X-Hub-Signature-256 of the raw body."""
    body = json.dumps({"object": kind, "entry": entries}, separators=(",", ":")).encode()
    signature = hmac.new(secrets.get(secret).encode(), body, hashlib.sha256).hexdigest()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "facebookexternalua",
        "X-Hub-Signature-256": f"sha256={signature}",
    }
    serials = tuple(message.serial for message in messages)
    return Sending(channel, serials, "POST", f"/hooks/{channel}", headers, body)


def _contact(message: CitizenMessage) -> dict[str, Any]:
    author = message.author
    return {"profile": {"name": author.name}, "wa_id": author.phone, "user_id": f"ID.{author.user_id}"}


def _whatsapp_message(message: CitizenMessage) -> dict[str, Any]:
    sent: dict[str, Any] = {
        "from": message.author.phone,
        "from_user_id": f"ID.{message.author.user_id}",
        "id": f"wamid.SIMULASI{message.serial}",
        "timestamp": str(int(message.sent_at.timestamp())),
    }
    if message.photos:
        picture = hashlib.sha256(str(message.serial).encode()).hexdigest()
        return sent | {
            "type": "image",
            "image": {
                "caption": message.text,
                "mime_type": "image/jpeg",
                "sha256": picture,
                "id": str(message.serial),
            },
        }
    return sent | {"type": "text", "text": {"body": message.text}}


def _feed(message: CitizenMessage) -> dict[str, Any]:
    author, post = message.author, f"{PAGE_ID}_{message.serial}"
    value: dict[str, Any] = {
        "from": {"id": author.user_id, "name": author.name},
        "message": message.text,
        "verb": "add",
        "created_time": int(message.sent_at.timestamp()),
    }
    if message.photos:
        picture = f"https://facebook.invalid/{message.serial}.jpg"
        return value | {
            "item": "photo",
            "post_id": post,
            "photo_id": str(message.serial),
            "link": picture,
            "published": 1,
        }
    if message.serial % 3 == 0:
        return value | {"item": "status", "post_id": post, "published": 1}
    own_post = f"{PAGE_ID}_{OWN_MEDIA_ID}"
    comment = f"{OWN_MEDIA_ID}_{message.serial}"
    return value | {"item": "comment", "post_id": own_post, "comment_id": comment, "parent_id": own_post}


def _comment(message: CitizenMessage) -> dict[str, Any]:
    author = message.author
    return {
        "id": str(message.serial),
        "text": message.text,
        "from": {"id": author.user_id, "username": author.handle},
        "media": {"id": OWN_MEDIA_ID, "media_product_type": "FEED"},
    }
