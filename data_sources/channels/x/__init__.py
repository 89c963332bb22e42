"""X: posts that carry the hashtag or mention the account, from webhook, filtered stream or search, and direct messages.

An edit is a post with a new id that amends the first of `edit_history_tweet_ids`. X lets us answer a post only where its
author mentions or quotes us; the item says so. Known and no reports: reposts, likes, follows, blocks, reactions, receipts,
typing signs, tapped quick replies, posts on other topics, what we posted ourselves, empty pages and notices of the stream;
any other event is a BadMessage. Of an encrypted message we know who wrote it and when: the report says that it is one.
Source: docs.x.com, V2 Webhooks, Activity API event payloads, X Chat, Account Activity, filtered stream.
"""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Iterable
from typing import ClassVar

from pydantic import Field, field_validator

from command_center.domain.inbound import Item, Payload
from command_center.domain.outgoing import OutgoingRoute
from data_sources.channel import ChannelSettings, Delivery, Hook, HookRequest, HookResponse, SenderWiring
from data_sources.channels.x import envelopes
from data_sources.channels.x.post_sender import PostSender
from data_sources.channels.x.posts import Us
from data_sources.errors import ChannelBroken, NotAuthentic
from data_sources.platform_call import base_url
from data_sources.reading import JSON, content_type, each

SIGNATURE = "x-twitter-webhooks-signature"
SIGNATURE_OAUTH2 = "x-twitter-webhooks-signature-oauth2"

_CRC = re.compile(r"[A-Za-z0-9+/=_-]{1,512}", re.ASCII)
"""What a crc_token is made of: base64. We sign whatever is asked for, with the secret that signs posts, so nothing of this
form is ever taken as a delivery, and nothing of another form is ever signed."""


class XSettings(ChannelSettings):
    """Settings of the channel."""

    inbound_secrets: ClassVar[tuple[str, ...]] = ("x_consumer_secret",)

    x_consumer_secret: str = Field("", description="API secret key (OAuth 1.0) of the app: signs what X posts to us.")
    x_consumer_key: str = Field("", description="API key (OAuth 1.0) of the app; answers need it.")
    x_access_token: str = Field("", description="Access token of our account in the app, with the right to write.")
    x_access_token_secret: str = Field("", description="Its secret.")
    x_api_url: str = Field("https://api.x.com", description="Address of X's API that answers go to.")
    x_client_secret: str = Field("", description="Client secret (OAuth 2.0) of the app, where it has one: used first.")
    x_handle: str = Field(
        "LaporHendi", description="Name of our account, without @: posts that mention it are reports."
    )
    x_account_id: str = Field("", description="Number of our account: tells quotes of us and our own posts.")
    x_hashtags: str = Field("LaporHendi", description="Hashtags that make a post a report, separated by commas.")

    @field_validator("x_api_url")
    @classmethod
    def _a_platform(cls, url: str) -> str:
        return base_url(url)

    @field_validator("x_account_id")
    @classmethod
    def _a_number(cls, number: str) -> str:
        if number.strip() and not re.fullmatch(r"\d{1,20}", number.strip(), re.ASCII):
            raise ValueError("is no number of an account: X writes it like 2244994945; the name stands in X_HANDLE")
        return number.strip()

    @field_validator("x_handle")
    @classmethod
    def _a_name(cls, handle: str) -> str:
        if not re.fullmatch(r"@?\w{0,15}", handle.strip(), re.ASCII):
            raise ValueError("is no name of an account: at most 15 letters, digits and _, for example LaporHendi")
        return handle


class X(Hook):
    """Posts on X with our hashtag or name."""

    code: ClassVar[str] = "x"
    Settings = XSettings
    settings: XSettings

    def sender(self, wiring: SenderWiring) -> OutgoingRoute:
        """Replies, and direct messages."""
        return PostSender(self.settings)

    def challenge(self, request: HookRequest) -> HookResponse | None:
        """The answer to X's challenge-response check: the signature of `crc_token`. Raises NotAuthentic."""
        token = request.query.get("crc_token")
        if request.method != "GET" or token is None:
            return None
        if _CRC.fullmatch(token) is None:
            raise NotAuthentic("crc_token is no token of X: at most 512 letters, digits and signs of base64")
        secret = self.settings.x_client_secret or self._consumer_secret()
        answer = json.dumps({"response_token": sign(token.encode(), secret)})
        return HookResponse(body=answer, content_type="application/json")

    def authenticate(self, request: HookRequest) -> None:
        """X's signature: with the OAuth 2.0 client secret where the app has one, else with the consumer secret.

        The signature of a challenge is public: anybody may ask for it. So a delivery must be what no challenge can be.
        """
        given, secret = request.headers.get(SIGNATURE_OAUTH2, ""), self.settings.x_client_secret
        if not (given and secret):
            if secret and not self.settings.x_consumer_secret:
                raise NotAuthentic("the header X-Twitter-Webhooks-Signature-OAuth2 is missing")
            given, secret = request.headers.get(SIGNATURE, ""), self._consumer_secret()
        if not given:
            raise NotAuthentic("the header X-Twitter-Webhooks-Signature is missing")
        if not hmac.compare_digest(given.encode("utf-8", "surrogatepass"), sign(request.body, secret).encode()):
            raise NotAuthentic("X-Twitter-Webhooks-Signature does not match the body")
        if not request.body.lstrip().startswith(b"{"):
            raise NotAuthentic("the body is no JSON object: the signature of a challenge is no proof for a delivery")

    def deliver(self, request: HookRequest) -> Delivery:
        """The delivery under the hash of its body; posts carry keys of their own."""
        key = hashlib.sha256(request.body).hexdigest()
        return Delivery(self._account(), key, content_type(request.headers, JSON), request.body)

    def parse(self, payload: Payload) -> Iterable[Item]:
        """Every post with our hashtag or name, and direct messages to us. The reporter's `contact` is
        ``post:<id>`` or ``message:<user id>``: where an answer goes.
        """
        us = Us(
            account=payload.account or self._account(),
            handle=self.settings.x_handle.strip().lstrip("@").lower(),
            number=self.settings.x_account_id.strip(),
            hashtags=frozenset(filter(None, (tag.strip(" #").lower() for tag in self.settings.x_hashtags.split(",")))),
        )
        return each(envelopes.parts(payload, us))

    def _account(self) -> str:
        return self.settings.x_handle.strip().lstrip("@") or self.code

    def _consumer_secret(self) -> str:
        if not self.settings.x_consumer_secret:
            raise ChannelBroken("X_CONSUMER_SECRET is not set: copy the API secret key from the app in X's console")
        return self.settings.x_consumer_secret


def sign(body: bytes, secret: str) -> str:
    """X's signature of a raw body: ``sha256=`` and the HMAC in base64."""
    return "sha256=" + base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()
