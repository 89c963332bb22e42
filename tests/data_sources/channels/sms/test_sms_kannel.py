"""A real Kannel delivers to the channel: what arrives, what is answered, and what an outage does to it.

docs/channels/sms.md says to the city what these tests show.
"""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask, Response, request
from werkzeug.serving import BaseWSGIServer, make_server

from command_center.domain.inbound import Inbound, NoReport, Payload
from data_sources.channel import DeliveryOutcome, HookRequest
from data_sources.channels.sms import Sms, SmsSettings
from data_sources.errors import BadMessage
from data_sources.transports.answer_limit import AnswerLimit
from tests.servers.kannel import Kannel
from tests.servers.ports import free_port

pytestmark = pytest.mark.needs("kannel")

TOKEN = "token-untuk-kannel"


class HookServer:
    """An HTTP server with the channel behind it, that can be shut and opened again on the same port."""

    def __init__(self) -> None:
        self.port = free_port()
        self.requests: list[str] = []
        self.kept: dict[str, Inbound] = {}
        self.counted: list[NoReport] = []
        self.refusals = 0
        self._server: BaseWSGIServer | None = None
        self._sms = Sms(SmsSettings(sms_token=TOKEN))
        self._limit = AnswerLimit()
        self._app = Flask(__name__)
        self._app.add_url_rule("/hooks/sms", view_func=self._hook)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hooks/sms?token={TOKEN}"

    def open(self) -> None:
        self._server = make_server("127.0.0.1", self.port, self._app, threaded=True)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def shut(self) -> None:
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def _hook(self) -> Response:
        asked = HookRequest(
            "GET", {}, request.args.to_dict(), b"", request.remote_addr or "", query_string=request.query_string
        )
        self._sms.authenticate(asked)
        delivery = self._sms.deliver(asked)
        self.requests.append(delivery.delivery_id)
        if self.refusals > 0:
            self.refusals -= 1
            return Response("database away", 503)
        withheld = self._sms.withheld(asked, self._limit)
        payload = Payload("sms", delivery.account, delivery.delivery_id, datetime.now(UTC), "", {}, delivery.body)
        try:
            (item,) = self._sms.parse(payload)
        except BadMessage as error:
            return self._answer(DeliveryOutcome(problem=str(error), withheld=withheld))
        if isinstance(item, NoReport):
            self.counted.append(item)
            outcome = DeliveryOutcome(withheld=withheld)
        else:
            assert isinstance(item, Inbound)
            duplicate = item.external_id in self.kept
            self.kept.setdefault(item.external_id, item)
            numbers = (f"LH-2026-{len(self.kept):06d}",)
            outcome = DeliveryOutcome(numbers, duplicate=duplicate, withheld=withheld)
        return self._answer(outcome)

    def _answer(self, outcome: DeliveryOutcome) -> Response:
        answer = self._sms.acknowledge(outcome)
        return Response(answer.body, answer.status, content_type=answer.content_type)

    @property
    def texts(self) -> list[str]:
        return [item.text for item in self.kept.values()]


@pytest.fixture
def hook() -> Iterator[HookServer]:
    hook = HookServer()
    yield hook
    hook.shut()


@pytest.fixture
def kannel(hook: HookServer, tmp_path: Path) -> Iterator[Kannel]:
    with Kannel(hook.url, tmp_path / "kannel", http_queue_delay="1") as running:
        yield running


def until(is_so: Callable[[], bool], timeout: float = 45.0) -> bool:
    end = time.monotonic() + timeout
    while not is_so():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def test_an_sms_arrives_and_is_answered_with_its_number(hook: HookServer, kannel: Kannel):
    hook.open()
    phone = kannel.send("LaporHendi  jalan rusak & berlubang 100% di Jl. Pandanaran, café + toko")
    assert "nomor LH-2026-000001" in (phone.answer() or kannel.log())
    (item,) = hook.kept.values()
    assert item.text == "jalan rusak & berlubang 100% di Jl. Pandanaran, café + toko"
    assert (item.reporter.key, item.account) == ("+628122334455", "1708")
    assert abs((datetime.now(UTC) - item.sent_at).total_seconds()) < 60


def test_text_in_another_script_arrives_whole(hook: HookServer, kannel: Kannel):
    hook.open()
    said = "LaporHendi ꦢꦭꦤ꧀ rusak 🌊"
    encoded = "".join(f"%{byte:02X}" for byte in said.encode("utf-16-be"))
    assert kannel.send(encoded, kind="ucs2").answer(), kannel.log()
    assert hook.texts == ["ꦢꦭꦤ꧀ rusak 🌊"]


def test_the_parts_of_a_long_sms_are_one_report(hook: HookServer, kannel: Kannel):
    hook.open()
    parts = ["LaporHendi rob setinggi lutut " + "di Tanjung Mas " * 6, "sudah tiga hari belum surut"]
    for number, part in enumerate(parts, 1):
        header = "".join(f"%{byte:02X}" for byte in (5, 0, 3, 0xCC, len(parts), number))
        kannel.send(f"{header} {part}", kind="udh-text")
    assert until(lambda: bool(hook.texts)), kannel.log()
    assert hook.texts == ["".join(parts)[len("LaporHendi ") :]]


def test_without_the_keyword_the_citizen_is_told_how_to_write(hook: HookServer, kannel: Kannel):
    hook.open()
    answer = kannel.send("mau lapor jalan rusak").answer()
    assert (answer or "").startswith("Format laporan: LaporHendi <spasi>"), kannel.log()
    assert not hook.kept
    assert len(hook.requests) == 1


@pytest.mark.parametrize("sender", ["1708", "+621708", "TELKOMSEL"])
def test_a_machine_is_sent_nothing_and_its_sms_is_kept(hook: HookServer, kannel: Kannel, sender: str):
    hook.open()
    phone = kannel.send("LaporHendi rob", sender=sender)
    assert until(lambda: hook.texts == ["rob"]), kannel.log()
    assert phone.answer(3.0) is None
    assert len(hook.requests) == 1, "an empty answer is an answer: it is not asked for again"


def test_data_for_a_program_is_known_by_what_kannel_says_of_it(hook: HookServer, kannel: Kannel):
    hook.open()
    port = "".join(f"%{byte:02X}" for byte in (6, 5, 4, 0x23, 0xF4, 0, 0))
    kannel.send("%01%06%04%03%BE%AF%84", kind="data")
    kannel.send(f"{port} BEGIN:VCARD", kind="udh-text")
    assert until(lambda: len(hook.counted) == 2), kannel.log()
    assert not hook.kept


def test_with_the_server_down_at_first_the_sms_arrives_once_and_is_answered(hook: HookServer, kannel: Kannel):
    phone = kannel.send("LaporHendi lampu mati")
    assert phone.answer(2.5) is None
    hook.open()
    assert "LH-2026-000001" in (phone.answer() or kannel.log())
    assert hook.texts == ["lampu mati"]
    time.sleep(2.5)
    assert len(hook.requests) == 1, "no second try after the first that was accepted"


def test_a_503_is_tried_again_under_the_same_id(hook: HookServer, kannel: Kannel):
    hook.refusals = 2
    hook.open()
    assert "LH-2026-000001" in (kannel.send("LaporHendi banjir").answer() or kannel.log())
    assert len(hook.requests) == 3
    assert len(set(hook.requests)) == 1


def test_what_smsbox_has_not_taken_survives_a_crash_of_bearerbox(hook: HookServer, kannel: Kannel):
    kannel.kill_smsbox()
    kannel.send("LaporHendi pohon tumbang")
    assert until(lambda: kannel.waiting() == 1)
    kannel.kill_bearerbox()
    hook.open()
    kannel.start_bearerbox()
    kannel.start_smsbox()
    assert until(lambda: hook.texts == ["pohon tumbang"]), kannel.log()


def test_what_smsbox_holds_for_another_try_is_lost_with_it(hook: HookServer, kannel: Kannel):
    """Kannel's weak point, told in the docs: smsbox takes a message off the disk before it is delivered."""
    kannel.send("LaporHendi hilang")
    assert until(lambda: "Couldn't fetch" in kannel.log())
    assert until(lambda: kannel.waiting() == 0)
    kannel.kill_smsbox()
    hook.open()
    kannel.start_smsbox()
    time.sleep(3)
    assert not hook.requests


def test_when_all_tries_are_used_up_the_citizen_is_told_and_the_sms_is_gone(hook: HookServer, tmp_path: Path):
    with Kannel(hook.url, tmp_path / "impatient", http_queue_delay="1", http_request_retry="1") as kannel:
        answer = kannel.send("LaporHendi jembatan retak").answer()
        assert answer == "Maaf, laporan Anda belum dapat diterima. Mohon dikirim ulang atau hubungi 112.", kannel.log()
        hook.open()
        time.sleep(2)
        assert not hook.requests
