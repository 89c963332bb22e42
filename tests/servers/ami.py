"""A scripted manager interface (AMI): Asterisk's side of the protocol, driven by a test.

    with AmiServer() as asterisk:
        ... connect to asterisk.url ...
        asterisk.play(recorded_call())      # events to everybody who is logged in
        asterisk.cut()                      # as a network does, without a word

Written from docs.asterisk.org (AMI v2 Specification; actions Login, Ping, QueueStatus,
CoreShowChannels, BridgeList, BridgeInfo) and Asterisk 22.10's answers: Asterisk itself is not needed.
"""

import socket
import socketserver
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

HERE = Path(__file__).parent
BANNER = b"Asterisk Call Manager/9.0.0\r\n"
Fields = Mapping[str, str]


def recorded_call() -> list[dict[str, str]]:
    """The events of one call: a caller's channel and an operator's, from the first ring to both hanging up."""
    return recorded("recorded_call")


def recorded(name: str) -> list[dict[str, str]]:
    """The events of a session that an Asterisk was heard to send: recorded_transfer, recorded_own_calls, .._local_channel."""
    blocks = (HERE / f"{name}.ami").read_text("utf-8").strip().split("\n\n")
    return [dict(_pair(line) for line in block.splitlines()) for block in blocks]


def packet(fields: Fields) -> bytes:
    """One message as it goes over the wire."""
    return "".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode() + b"\r\n"


class _Session(socketserver.StreamRequestHandler):
    server: "_Server"

    def handle(self) -> None:
        self.logged_in = False
        self.lock = threading.Lock()
        self.server.owner.sessions.append(self)
        try:
            self.send(BANNER)
            while action := self._read_action():
                if not self._answer(action):
                    return
        except OSError:
            return
        finally:
            self.server.owner.sessions.remove(self)

    def send(self, *packets: bytes) -> None:
        with self.lock:
            for each in packets:
                self.wfile.write(each)

    def _read_action(self) -> dict[str, str] | None:
        action: dict[str, str] = {}
        while line := self.rfile.readline():
            text = line.decode().strip("\r\n")
            if not text:
                return action
            name, value = _pair(text)
            action[name.lower()] = value
        return None

    def _answer(self, action: dict[str, str]) -> bool:
        owner = self.server.owner
        owner.actions.append(action["action"])
        same = {"ActionID": action["actionid"]} if "actionid" in action else {}
        match action["action"].lower():
            case "login":
                if (action["username"], action["secret"]) != (owner.user, owner.secret):
                    time.sleep(0.05)
                    self.send(packet({"Response": "Error", **same, "Message": "Authentication failed"}))
                    return False
                self.send(packet({"Response": "Success", **same, "Message": "Authentication accepted"}))
                self.send(packet({"Event": "FullyBooted", "Privilege": "system,all", "Status": "Fully Booted"}))
                self.logged_in = True
            case "ping" if not owner.deaf:
                self.send(packet({"Response": "Success", **same, "Ping": "Pong", "Timestamp": f"{time.time():.6f}"}))
            case "queuestatus" if not owner.queues:
                says = "Invalid/unknown command: QueueStatus. Use Action: ListCommands to show available commands."
                self.send(packet({"Response": "Error", **same, "Message": says}))
            case "queuestatus":
                members = [{"Name": name, "Location": f"PJSIP/{name}", "Status": "1"} for name in owner.members]
                self._list(
                    same,
                    {"Event": "QueueParams", "Queue": "darurat", "Calls": str(len(owner.waiting))},
                    *({"Event": "QueueMember", "Queue": "darurat", **each} for each in members),
                    *({"Event": "QueueEntry", **each} for each in owner.waiting),
                    {"Event": "QueueStatusComplete"},
                )
            case "coreshowchannels" if not owner.reporting:
                self.send(packet({"Response": "Error", **same, "Message": "Permission denied"}))
            case "coreshowchannels":
                events = ({"Event": "CoreShowChannel", **each} for each in owner.channels)
                self._list(same, *events, {"Event": "CoreShowChannelsComplete"})
            case "bridgelist":
                bridges = dict.fromkeys(each["BridgeId"] for each in owner.channels if each.get("BridgeId"))
                events = ({"Event": "BridgeListItem", "BridgeUniqueid": each} for each in bridges)
                self._list(same, *events, {"Event": "BridgeListComplete"})
            case "bridgeinfo":
                inside = [each for each in owner.channels if each.get("BridgeId") == action["bridgeuniqueid"]]
                told = ({name: value for name, value in each.items() if name != "BridgeId"} for each in inside)
                self._list(
                    same, *({"Event": "BridgeInfoChannel", **each} for each in told), {"Event": "BridgeInfoComplete"}
                )
            case "logoff":
                self.send(packet({"Response": "Goodbye", **same, "Message": "Thanks for all the fish."}))
                return False
        return True

    def _list(self, same: Fields, *events: Fields) -> None:
        """An answer of several events; the last one ends it."""
        first = {"Response": "Success", **same, "EventList": "start", "Message": "The list will follow"}
        *most, last = events
        every = [first, *({**each, **same} for each in most), {**last, **same, "EventList": "Complete"}]
        self.send(*map(packet, every))


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    owner: "AmiServer"


class AmiServer:
    """One switchboard. `waiting` are the callers that QueueStatus names, `members` its phones, `channels` what
    CoreShowChannels names where the client may ask for them (`reporting`); `actions` what clients asked for.

    `queues` is False while app_queue is not loaded. `deaf` leaves pings unanswered, as a machine does that hangs while its connection stands.
    """

    def __init__(self, user: str = "panel", secret: str = "rahasia: 100%/@") -> None:
        self.user, self.secret = user, secret
        self.sessions: list[_Session] = []
        self.actions: list[str] = []
        self.waiting: Sequence[Fields] = ()
        self.members: Sequence[str] = ("op-01", "op-02")
        self.channels: Sequence[Fields] = ()
        self.queues = True
        self.reporting = False
        self.deaf = False
        self.port = 0
        self._server: _Server | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Listen: on a free port the first time, on the same one after `stop`."""
        self._server = _Server(("127.0.0.1", self.port), _Session)
        self._server.owner = self
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def stop(self) -> None:
        """Refuse connections and cut the ones there are."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None
        self.cut()

    @property
    def logged_in(self) -> int:
        """How many clients are logged in."""
        return sum(session.logged_in for session in list(self.sessions))

    def play(self, events: Iterable[Fields]) -> None:
        """Send events to every client that is logged in."""
        for event in events:
            self.send(packet(event))

    def send(self, *packets: bytes) -> None:
        """Send raw bytes to every client that is logged in."""
        for session in list(self.sessions):
            if session.logged_in:
                session.send(*packets)

    def cut(self) -> None:
        """Break every connection without a word."""
        for session in list(self.sessions):
            try:
                session.connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue


def _pair(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name, value.strip()
