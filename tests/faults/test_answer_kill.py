"""kill -9 of `manage.py work` at any instant: no answer is lost, none reaches a citizen twice."""

import os
import signal
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from command_center.casework.outbox_worker import OutboxWorker
from command_center.casework.triage import Step
from command_center.domain.acting import acting_person
from command_center.domain.inbound import Inbound, Reporter
from command_center.domain.outgoing import SendReceipt, SendState, Trouble
from command_center.domain.workflow import Status
from command_center.intake.accept import Parsed
from command_center.settings import read_settings
from command_center.store.outbox import Outbox
from program.core import Core, build_core
from tests.faults.size import KILLS, SECONDS, SEED
from tests.servers.command_center import CommandCenter
from tests.servers.platform import Stand, graph

TOKEN = "token-uji"
P3M = acting_person("sari", frozenset({"p3m"}))
EACH_LIFE = 4
"""Answers that wait for each life of the worker."""


def reports(core: Core, amount: int) -> list[int]:
    """Reports of as many people, forwarded: their ids."""
    at = datetime.now(UTC)
    items = tuple(
        Inbound("whatsapp", "106540352242922", f"wamid.{n}", at, f"Jalan berlubang di Tlogosari Kulon {n}",
                Reporter(f"person-{n}", "Warga", f"62812{n:07}"))
        for n in range(amount)
    )  # fmt: skip
    accepted = core.intake.accept([Parsed(None, at, items)], at)[0]
    ids = sorted(set(accepted.report_ids))
    core.triage.take([Step(each, Status.FORWARDED, at, "sari", "dpu") for each in ids])
    return ids


def later(core: Core, minutes: int = 40) -> OutboxWorker:
    """A worker whose clock is ahead, so that nobody waits for what died to be told as dead."""
    return OutboxWorker(
        Outbox(core.db),
        core.reports,
        core.reaching.routes,
        core.reference.outgoing,
        lambda: datetime.now(UTC) + timedelta(minutes=minutes),
    )


@pytest.mark.timeout(SECONDS)
def test_no_answer_is_lost_or_doubled_whenever_the_worker_dies(tmp_path, monkeypatch):
    random = Random(SEED)
    with Stand(graph(TOKEN), pause=lambda: random.choice([0.0, 0.05, 0.2])) as platform:
        url = f"{platform.url}/v23.0"
        center = CommandCenter(
            tmp_path, LOG_LEVEL="warning", WHATSAPP_ACCESS_TOKEN=TOKEN, WHATSAPP_GRAPH_URL=url
        )  # fmt: skip
        monkeypatch.setenv("WHATSAPP_ACCESS_TOKEN", TOKEN)
        monkeypatch.setenv("WHATSAPP_GRAPH_URL", url)
        key = center.environment["SECRET_KEY"]
        core = build_core(read_settings(var_dir=tmp_path / "var", demo=False, secret_key=key, _env_file=None))
        try:
            ids = reports(core, KILLS * EACH_LIFE)
            for life in range(KILLS):
                for report_id in ids[life * EACH_LIFE : (life + 1) * EACH_LIFE]:
                    core.answering.answer(report_id, "Sudah ditambal.", P3M, datetime.now(UTC), status=Status.SETTLED)
                died(center, platform, random)
            ended(core, platform, ids)
        finally:
            core.close()
        assert not platform.faults


def died(center: CommandCenter, platform: Stand, random: Random) -> None:
    """A worker that was killed some time after it had begun to send."""
    before = len(platform.kept)
    worker = center.worker()
    end = time.monotonic() + 60
    while len(platform.kept) == before:
        assert time.monotonic() < end, center.log()
        time.sleep(0.002)
    time.sleep(random.choice([0.0, random.uniform(0.0, 0.3)]))
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait(10)


def ended(core: Core, platform: Stand, ids: list[int]) -> None:
    """Every answer arrived once, or somebody was told; what the platform has it tells, and a person sends the rest again."""
    ahead = later(core)
    while ahead.run_once():
        pass
    found = [core.answering.of_report(report_id)[-1] for report_id in ids]
    states = Counter(each.state for each in found)
    unknown = [each for each in found if each.state is SendState.UNSURE]
    assert states[SendState.SENT] + states[SendState.UNSURE] == len(ids), states
    got = Counter(asked.json["to"] for asked in platform.kept)
    assert set(got.values()) == {1}, "nobody was told twice"
    assert len(got) >= states[SendState.SENT]
    for asked in platform.kept:
        told = SendReceipt(
            "whatsapp", SendState.DELIVERED, datetime.now(UTC), key=asked.json["biz_opaque_callback_data"]
        )
        core.outbox_worker.receipt(told)
    later(core, 120).settle()
    left = [each for each in (core.answering.of_report(one)[-1] for one in ids) if each.state is SendState.UNSURE]
    assert len(left) == len(ids) - len(got), "the platform's word settles what it has"
    assert {each.trouble for each in left} <= {Trouble.NO_ANSWER}
    assert all(core.reports.all_after(each.report_id - 1, 1)[0].answer_state == "failed" for each in left)
    for each in left:
        core.answering.again(each.id, P3M, datetime.now(UTC))
    while later(core).run_once():
        pass
    assert Counter(asked.json["to"] for asked in platform.kept) == Counter(dict.fromkeys(everyone(core, ids), 1))
    assert {each.status for each in (core.reports.all_after(one - 1, 1)[0] for one in ids)} == {Status.SETTLED}
    print(f"\n{KILLS} deaths, {len(ids)} answers: {len(unknown)} unsure, {len(left)} of them had not left")


def everyone(core: Core, ids: list[int]) -> set[str]:
    """The numbers of all who were to be told."""
    people = core.reports.addressees([core.reports.all_after(one - 1, 1)[0] for one in ids])
    return {each.contact for each in people.values()}
