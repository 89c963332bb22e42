"""Messages for end-to-end tests: a WhatsApp delivery with a text of our choice, signed as Meta signs it."""

import hashlib
import hmac
import json
import time

import httpx

from tests.servers.command_center import SECRETS, CommandCenter


def whatsapp_body(message_id: str, text: str) -> bytes:
    """One text message of the Cloud API."""
    message = {
        "id": message_id,
        "from": "628000000001",
        "timestamp": str(int(time.time())),
        "type": "text",
        "text": {"body": text},
    }
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "628001708", "phone_number_id": "1708"},
        "contacts": [{"profile": {"name": "Warga Contoh"}, "wa_id": "628000000001"}],
        "messages": [message],
    }
    return json.dumps(
        {
            "object": "whatsapp_business_account",
            "entry": [{"id": "1", "changes": [{"field": "messages", "value": value}]}],
        }
    ).encode()


def send_whatsapp(center: CommandCenter, message_id: str, text: str) -> httpx.Response:
    """Post it, signed."""
    body = whatsapp_body(message_id, text)
    signature = hmac.new(SECRETS["WHATSAPP_APP_SECRET"].encode(), body, hashlib.sha256).hexdigest()
    return httpx.post(
        f"{center.url}/hooks/whatsapp",
        content=body,
        headers={"Content-Type": "application/json", "X-Hub-Signature-256": f"sha256={signature}"},
        timeout=10,
    )
