"""`manage.py learn`: trains a model on what staff corrected, and uses it only where it beats the rules."""

from collections.abc import Mapping
from dataclasses import replace

import click

from command_center.settings import Settings


@click.command()
@click.option("--dry-run", is_flag=True, help="Only tell what would come of it.")
@click.option("--off", is_flag=True, help="Use the rules alone from now on.")
@click.pass_obj
def learn(settings: Settings, dry_run: bool, off: bool) -> None:
    """Learn categories from the reports that staff corrected or confirmed.

    Where the rules are sure, they decide. Where they doubt, the model may decide for the categories in which it was right more often than
    the rules on reports that it had not seen; its answers stay marked for a reader. A running server takes it within seconds.
    """
    from command_center.casework.labelled import examples
    from command_center.learning.trial import tried
    from command_center.store.labels import Labels
    from program.core import now, opened

    with opened(settings) as core:
        kept = core.learned
        if off:
            click.echo(
                "The rules decide alone." if kept.forget() else "There is no model: the rules decide alone already."
            )
            return
        reference = core.reference
        found = examples(core.reports, Labels(core.db), reference.classifier)
        click.echo(f"{len(found)} reports with a category that a person named.")
        trial = tried(found, reference.spelling.slang, core.rules)
        if trial.by_category is not None:
            _table("category", trial.by_category)
            _table("channel", trial.by_channel or {})
            _changes(trial.won or {}, trial.lost or {})
            newest, whole = trial.newest, trial.whole
            click.echo(
                f"On parts it had not seen: rules {whole.rules_right}, with the model {whole.together_right} of {whole.examples} right."
            )
            click.echo(
                f"On the newest: rules {newest.rules_right}, with the model {newest.together_right} of {newest.examples} right."
            )
        if trial.model is None:
            click.echo(f"No model is used: {trial.why}.")
            if not dry_run and trial.by_category is not None and kept.forget():
                click.echo("The one that was in use is gone: it would not be better either.")
            return
        click.echo(f"It speaks for: {', '.join(sorted(trial.model.speaks_for))}.")
        if trial.model.channels_off:
            click.echo(f"Not on: {', '.join(sorted(trial.model.channels_off))}.")
        if dry_run:
            click.echo("Nothing was changed (--dry-run).")
            return
        kept.keep(replace(trial.model, trained_at=now().isoformat(timespec="seconds")))
        click.echo(f"In use from now on ({kept.file.name}).")


def _table(what: str, scores: Mapping[str, object]) -> None:
    from command_center.learning.trial import Score

    click.echo(f"{what:20} reports  rules  with the model")
    for name, score in scores.items():
        if isinstance(score, Score):
            click.echo(
                f"{name:20} {score.examples:7} {_share(score.rules_right, score.examples)} {_share(score.together_right, score.examples)}"
            )


def _changes(won: Mapping[str, int], lost: Mapping[str, int]) -> None:
    click.echo(f"{'model says':20}  better  worse")
    for name in sorted({*won, *lost}):
        click.echo(f"{name:20} {won.get(name, 0):7} {lost.get(name, 0):6}")


def _share(right: int, of: int) -> str:
    return f"{right / of:6.1%}" if of else "     –"
