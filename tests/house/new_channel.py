"""A thirteenth channel, of Signal: what the places of a channel get, and what is asked of it."""

MODULE = '''"""Messages to the city's Signal number, posted by a bridge or put into a folder."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import ClassVar

from pydantic import Field

from command_center.domain.inbound import Inbound, Item, Payload, Reporter
from data_sources import tokens
from data_sources.channel import ChannelSettings, Delivery, Hook, HookRequest
from data_sources.reading import JSON, content_type, identifier_of, read_json, required, text_of, whole
from data_sources.transports.folder import FolderWatcher
from data_sources.transports.listener import Listener, Put


class SignalSettings(ChannelSettings):
    """Settings of the channel."""

    inbound_secrets = ("signal_token",)

    signal_token: str = Field("", description="Token of the bridge: Authorization: Bearer <token>.")
    signal_dir: str = Field("", description="Folder watched for messages; empty watches none.")


class Signal(Hook):
    """Messages on Signal."""

    code: ClassVar[str] = "signal"
    Settings = SignalSettings
    settings: SignalSettings

    def authenticate(self, request: HookRequest) -> None:
        """The bearer token."""
        tokens.check(tokens.bearer(request), self.settings.signal_token, "SIGNAL_TOKEN")

    def deliver(self, request: HookRequest) -> Delivery:
        """A message under the hash of its bytes."""
        key = hashlib.sha256(request.body).hexdigest()
        return Delivery("signal", key, content_type(request.headers, JSON), request.body)

    def listeners(self, put: Put) -> Mapping[str, Listener]:
        """The watched folder, where the settings name one."""
        folder = self.settings.signal_dir
        return {"folder": FolderWatcher(Path(folder), self, put)} if folder else {}

    def parse(self, payload: Payload) -> Iterable[Item]:
        """The one message. Raises BadMessage."""
        sent = whole(read_json(payload.body), "the message")
        key, sender = required(identifier_of(sent, "id"), '"id"'), required(identifier_of(sent, "from"), '"from"')
        text = text_of(sent, "text")
        yield Inbound(payload.channel, payload.account, key, payload.received_at, text, Reporter(sender))
'''

PROFILE = """
[[channel]]
code = "signal"
label = { id = "Signal milik kota", en = "Signal of the city" }
short = { id = "Signal kota", en = "City Signal" }
kind = "message"
policy = "seed-2017"
keywords = []
baseline_per_day = 1
"""

CHANGES = {"data_sources/channels/signal.py": MODULE, "command_center/reference/channels.toml+": PROFILE}

SETTINGS = {"SIGNAL_TOKEN": "kata", "SIGNAL_DIR": "messages"}
"""What the city sets for it before the program starts: its secret, and the folder below the program that is watched."""

ASKED = """
import time
from pathlib import Path

from command_center.readmodel.wall import load_wall
from program.core import now
from program.settings_page import settings_page

core, bridge = running.core, running.server.test_client()
Path("messages").mkdir()


def post(token):
    message = {"id": "1", "from": "+628122334455", "text": "Lampu jalan padam di Jl Pandanaran"}
    return bridge.post("/hooks/signal", json=message, headers={"Authorization": f"Bearer {token}"}).status_code


answers = [post("tebakan"), post("kata")]
while core.worker.run_once():
    pass
running.projection.catch_up()
wall = load_wall(running.model, core.names, core.reference.calendar, now(), core.inbox.quarantined())

composition.start(running)
watcher = running.listeners["signal folder"]
until = time.monotonic() + 20
while watcher.state.word == "starting" and time.monotonic() < until:
    time.sleep(0.05)
told["channel"] = {
    "answers": answers,
    "reports": [report.origin.channel for report in core.reports.all_after(0, 10)],
    "strip": {channel.label: sum(channel.hourly) for channel in wall.channels if channel.code == "signal"},
    "settings": settings_page(),
    "listeners": {name: listener.state.word for name, listener in running.listeners.items()},
}
for listener in running.listeners.values():
    listener.stop()
running.hub.close()
running.background.end()
core.close()
"""


def filled(place: str) -> str:
    """A place as it is called for this channel."""
    return place.replace("<code>", "signal")
