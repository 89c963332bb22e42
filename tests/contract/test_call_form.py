"""The desk's call form is the form of channel 112: what the desk writes, the channel reads, under the same key."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from command_center.casework.call_form import CHANNEL, LINE, CallForm, delivery
from command_center.domain.calls import Call
from command_center.domain.inbound import CallKind, CallSeen, Inbound
from command_center.domain.report_kinds import ReportClass, Visibility
from data_sources.channel import HookRequest
from data_sources.channels import call112
from data_sources.channels.call112 import Call112, Call112Settings
from tests.reference.shipped import shipped

NOW = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)
AREAS = shipped().areas
FORM = CallForm(
    "0123456789abcdef" * 2,
    kind="normal",
    caller="0812 2334 455",
    name="Bu Contoh",
    text="Rob masuk rumah, “setinggi lutut”\nada lansia 🙏",
    address="Tambak Lorok RT 03",
    kelurahan="33.74.02.1008",
    category="rob",
    visibility="rahasia",
)
CALL = Call("1795301291.17", "+628122334455", "op-01", "", datetime(2026, 11, 22, 2, 28, 11, 20113, tzinfo=UTC))
CHANNEL_112 = Call112(Call112Settings(call112_token="uji"))


def read(form, call=None):
    return list(CHANNEL_112.parse(delivery(form, call, "sari", AREAS, NOW)))


def test_channel_and_line_are_those_of_112():
    assert (Call112.code, call112.LINE) == (CHANNEL, LINE)


def test_every_field_arrives():
    seen, report = read(FORM, CALL)
    assert isinstance(seen, CallSeen)
    assert isinstance(report, Inbound)
    assert (seen.call_id, seen.step, seen.kind, seen.agent) == (CALL.call_id, "classified", CallKind.NORMAL, "sari")
    assert (seen.caller, seen.at) == ("+628122334455", CALL.started_at)
    assert (report.channel, report.account, report.external_id) == ("112", "112", CALL.call_id)
    assert (report.text, report.category, report.visibility) == (FORM.text, "rob", Visibility.CONFIDENTIAL)
    assert report.address == "Kelurahan Tanjung Mas, Kecamatan Semarang Utara, Tambak Lorok RT 03"
    assert (report.reporter.name, report.reporter.contact) == ("Bu Contoh", "+628122334455")
    assert (report.sent_at, report.answerable) == (CALL.started_at, True)


@pytest.mark.parametrize(
    ("kind", "reports"),
    [("normal", [ReportClass.COMPLAINT]), ("information", [ReportClass.INFORMATION]), ("prank", []), ("ghost", [])],
)
def test_every_kind_is_counted_and_only_some_are_reports(kind, reports):
    seen, *items = read(replace(FORM, kind=kind))
    assert isinstance(seen, CallSeen)
    assert seen.kind == kind
    assert [item.report_class for item in items if isinstance(item, Inbound)] == reports


def test_a_call_of_which_nothing_is_known_is_counted():
    (seen,) = read(CallForm("f" * 32, kind="ghost"))
    assert isinstance(seen, CallSeen)
    assert (seen.call_id, seen.caller, seen.at) == ("desk-" + "f" * 32, "", NOW)


def test_the_delivery_has_the_key_that_the_channel_would_give_it():
    for call in (None, CALL):
        sent = delivery(FORM, call, "sari", AREAS, NOW)
        posted = CHANNEL_112.deliver(HookRequest("POST", {"content-type": sent.content_type}, {}, sent.body))
        assert (posted.delivery_id, posted.account) == (sent.delivery_id, sent.account)
        assert posted.content_type == sent.content_type
