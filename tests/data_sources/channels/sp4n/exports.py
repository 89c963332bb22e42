"""Exports of SP4N-LAPOR! made of rows, and what the channel reads in them."""

import csv
import io
from collections.abc import Mapping
from datetime import UTC, datetime

from command_center.domain.inbound import Inbound, Payload
from data_sources.channels.sp4n import Sp4n, Sp4nSettings
from data_sources.errors import BadMessage
from tests.contract.cases import items_of

NOW = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)
CHANNEL = Sp4n(Sp4nSettings(sp4n_token="rahasia-sp4n", sp4n_visibility="publik"))
ROW = {
    "Tracking ID": "5049672",
    "Tanggal Laporan Masuk": "3 Nov 2026",
    "Judul Laporan": "Jalan berlubang",
    "Isi Laporan Awal": "Jalan Kaligawe berlubang",
}


def export(*rows: Mapping[str, object]) -> bytes:
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, names)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def read(body: bytes, channel: Sp4n = CHANNEL) -> tuple[list[Inbound], BadMessage | None]:
    items, error = items_of(channel, Payload("sp4n", "lapor.go.id", "k", NOW, "", {}, body))
    assert all(isinstance(item, Inbound) for item in items)
    return [item for item in items if isinstance(item, Inbound)], error
