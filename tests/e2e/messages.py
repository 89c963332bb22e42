"""Messages for end-to-end tests: a WhatsApp delivery with a text of our choice, signed as Meta signs it."""

import hashlib
import hmac
import json
import time

import httpx

from tests.servers.command_center import PLAIN, SECRETS, CommandCenter


def whatsapp_body(message_id: str, text: str, sender: str = "", sent_at: int = 0) -> bytes:
    """One text message of the Cloud API; `sent_at` is in seconds of the epoch, 0 is now.

    Without a `sender` each message is another person's, so that each is a report.
    """
    sender = sender or f"62800{int(hashlib.sha256(message_id.encode()).hexdigest(), 16) % 10**8:08d}"
    return whatsapp_message(message_id, sender, {"type": "text", "text": {"body": text}}, sent_at)


def whatsapp_message(message_id: str, sender: str, content: dict[str, object], sent_at: int = 0) -> bytes:
    """One message of the Cloud API: `content` is its type and what belongs to the type."""
    message = {"id": message_id, "from": sender, "timestamp": str(sent_at or int(time.time())), **content}
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "628001708", "phone_number_id": "1708"},
        "contacts": [{"profile": {"name": "Warga Contoh"}, "wa_id": sender}],
        "messages": [message],
    }
    return json.dumps(
        {
            "object": "whatsapp_business_account",
            "entry": [{"id": "1", "changes": [{"field": "messages", "value": value}]}],
        }
    ).encode()


def signed(body: bytes) -> dict[str, str]:
    """The headers of a delivery, signed as Meta signs it."""
    signature = hmac.new(SECRETS["WHATSAPP_APP_SECRET"].encode(), body, hashlib.sha256).hexdigest()
    return {"Content-Type": "application/json", "X-Hub-Signature-256": f"sha256={signature}"}


def send_whatsapp(center: CommandCenter, message_id: str, text: str) -> httpx.Response:
    """Post it, signed."""
    body = whatsapp_body(message_id, text)
    return httpx.post(f"{center.url}/hooks/whatsapp", content=body, headers=signed(body), timeout=60, verify=PLAIN)


def send_status(center: CommandCenter, key: str, status: str) -> httpx.Response:
    """Post what became of an answer that went out under our key, signed."""
    told: dict[str, object] = {
        "id": f"wamid.{key}",
        "status": status,
        "timestamp": str(int(time.time())),
        "biz_opaque_callback_data": key,
    }
    if status == "failed":
        told["errors"] = [{"code": 131026, "title": "Message undeliverable"}]
    value = {"messaging_product": "whatsapp", "metadata": {"phone_number_id": "1708"}, "statuses": [told]}
    change = {"field": "messages", "value": value}
    body = json.dumps({"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [change]}]}).encode()
    return httpx.post(f"{center.url}/hooks/whatsapp", content=body, headers=signed(body), timeout=60, verify=PLAIN)
