"""`manage.py learn`: from corrections at the desk to what the next citizen's text is taken for."""

from dataclasses import replace
from datetime import UTC, datetime

from click.testing import CliRunner

from command_center.domain.acting import acting_person
from command_center.domain.acts import Act, ActKind
from command_center.domain.inbound import Reporter
from command_center.intake.accept import Parsed
from command_center.settings import read_settings
from program.commands.cli import cli
from program.core import build_core
from tests.intake.test_accept import ITEM
from tests.learning.test_trial import examples
from tests.servers.empty_database import with_tables

NOW = datetime.now(UTC)
SARI = acting_person("sari", frozenset({"p3m"}))


def build(folder):
    return build_core(read_settings(var_dir=folder, demo=False, secret_key="k" * 40, _env_file=None))


def texts(core, said):
    """Ids of the reports of these texts, each of another person."""
    items = tuple(
        replace(ITEM, external_id=f"{said[0][:9]}{n}", text=text, reporter=Reporter(f"{said[0]} {n}"))
        for n, text in enumerate(said)
    )
    return core.intake.accept([Parsed(None, NOW, items)], NOW)[0].report_ids


def test_what_staff_corrected_is_what_the_next_text_is_taken_for(tmp_path):
    with_tables(tmp_path)

    def learn(*options):
        done = CliRunner(env={"VAR_DIR": str(tmp_path), "DEMO": "0", "SECRET_KEY": "k" * 40}).invoke(
            cli, ["learn", *options]
        )
        assert done.exit_code == 0, done.output
        return done.output

    assert "0 reports" in learn()
    core = build(tmp_path)
    labelled = examples(260)
    ids = texts(core, [each.text for each in labelled])
    core.handling.do(
        [Act(ActKind.CORRECT, report, category=each.right) for report, each in zip(ids, labelled, strict=True)],
        SARI,
        NOW,
    )
    assert "Nothing was changed" in learn("--dry-run")
    (before,) = texts(core, ["pripun niki zrenggok zwambur min"])
    told = learn()
    assert "260 reports" in told
    assert "In use from now on" in told
    core.close()
    core = build(tmp_path)
    (after,) = texts(core, ["suwe niki zrenggok zwambur tulung"])
    found = core.reports.by_ids([before, after])
    was, now = found[before], found[after]
    assert was.classification.category != "jalan_rusak"
    assert (now.classification.category, now.classification.learned) == ("jalan_rusak", True)
    assert now.classification.doubtful, "a person reads it still"
    core.close()
    assert "The rules decide alone" in learn("--off")
