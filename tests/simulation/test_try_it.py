"""docs/try-it.md as a reader runs it: every block makes exactly one report, and sent twice there is still one."""

import re
import subprocess
from collections import Counter
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tests.bench.installation import wait_until_worked
from tests.servers.command_center import CommandCenter

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "try-it.md"
CHANNELS = {
    "sms", "x", "instagram", "facebook", "whatsapp", "telegram", "web", "sp4n", "android", "ios", "blackberry", "112",
}  # fmt: skip


def blocks() -> list[tuple[str, str]]:
    """Channel ("" for the preparation) and script of each block."""
    parts = re.split(r"^## ", PAGE.read_text(), flags=re.MULTILINE)[1:]
    return [
        ((re.findall(r"\(`(\w+)`\)", part.partition("\n")[0]) or [""])[0], script)
        for part in parts
        for script in re.findall(r"^```sh\n(.*?)^```", part, flags=re.MULTILINE | re.DOTALL)
    ]


def test_there_is_a_block_for_each_channel():
    assert {channel for channel, _ in blocks()} == CHANNELS | {""}


@pytest.fixture(scope="module")
def center(tmp_path_factory):
    with CommandCenter(tmp_path_factory.mktemp("try-it")) as running:
        yield running


def received(client: httpx.Client) -> Counter[str]:
    found = client.get("/api/v1/reports.geojson").raise_for_status().json()["features"]
    return Counter(feature["properties"]["channel"] for feature in found)


@pytest.mark.needs("curl", "openssl")
def test_every_block_makes_one_report_and_sent_twice_still_one(center):
    (_, preparation), *parts = blocks()
    preparation = preparation.replace(".venv/bin/python manage.py secrets", "cat secrets.sh")
    (center.folder / "secrets.sh").write_text(center.manage("secrets"))
    answers: list[tuple[str, str]] = []
    for channel, script in parts:
        # The same shell runs the block twice: ids are those of one preparation.
        done = subprocess.run(
            ["bash", "-euc", f"{preparation}\n{script}\necho; {script}"],
            cwd=center.folder, env=center.environment, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 0, (channel, done.stderr)
        answers.append((channel, done.stdout))
    with closing(center.sign_in("p3m")) as client:
        # Until all is worked on: a double would be there too.
        wait_until_worked(center)
        assert received(client) == Counter(channel for channel, _ in parts), answers
    for channel, answer in answers:
        if channel in ("sms", "web", "android", "ios", "blackberry", "112"):
            assert len(set(re.findall(r"LH-\d{4}-\d{6}", answer))) == 1, answer
