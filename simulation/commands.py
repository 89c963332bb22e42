"""Command line of the simulation: `simulate` and `replay`, added to manage.py."""

import threading
from collections.abc import Callable
from pathlib import Path

import click

from command_center.reference.load import load_reference
from command_center.settings import Settings
from data_sources.registry import inbound_secrets, load_channels
from simulation.post import SendingOutcome, Tally
from simulation.replay import replay as replay_rows
from simulation.replay_file import read_replay
from simulation.run import simulate as play
from simulation.scenarios import load_scenarios
from simulation.senders.encode import ENCODERS
from simulation.senders.sending import Secrets
from simulation.styles import load_styles
from simulation.writer import new_writer


@click.command()
@click.option("--scenario", "code", default="biasa", show_default=True, help="biasa, rob, senyap or ganda.")
@click.option(
    "--speed",
    type=click.FloatRange(0, 100_000),
    default=60.0,
    show_default=True,
    help="Times real time; 0: no waiting.",
)
@click.option("--limit", type=click.IntRange(0), default=0, help="End after so many messages; 0: run until Ctrl-C.")
@click.option("--seed", type=int, help="Same seed: same citizens and words. Without it every run differs.")
@click.option("--silent", multiple=True, type=click.Choice(sorted(ENCODERS)), help="Also keep this channel silent.")
@click.option("--url", help="Address of the server; the one of the settings by default.")
@click.pass_obj
def simulate(
    settings: Settings, code: str, speed: float, limit: int, seed: int | None, silent: tuple[str, ...], url: str | None
) -> None:
    """Let invented citizens write to the running server, each channel in its own protocol and signed."""
    if not speed and not limit:
        raise click.UsageError("--speed 0 sends without waiting: say with --limit how many messages")
    scenarios = load_scenarios()
    if code not in scenarios:
        raise click.BadParameter(f"there is no scenario {code!r}; there are {', '.join(scenarios)}")
    scenario = scenarios[code].without(silent)
    writer = new_writer(load_reference(settings.city_dir))
    click.echo(f"{scenario.title}. Ctrl-C ends it.")
    stop = threading.Event()
    _finish(
        stop,
        lambda: play(
            url or settings.url,
            secrets_of(settings),
            writer=writer,
            scenario=scenario,
            speed=speed,
            seed=seed,
            limit=limit,
            on_sent=_tell,
            stop=stop,
        ),
    )


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--channel",
    type=click.Choice(sorted(ENCODERS)),
    default="android",
    show_default=True,
    help="Through which channel.",
)
@click.option(
    "--speed",
    type=click.FloatRange(0.001, 1_000_000),
    default=1.0,
    show_default=True,
    help="Divides the gaps between the rows' times.",
)
@click.option("--fast", is_flag=True, help="Send without waiting at all.")
@click.option(
    "--batch",
    type=click.IntRange(1, 100),
    default=1,
    help="With --fast: so many messages a request, where the channel takes several.",
)
@click.option("--again", is_flag=True, help="Send what an earlier run sent as new messages; else it doubles nothing.")
@click.option("--url", help="Address of the server; the one of the settings by default.")
@click.pass_obj
def replay(
    settings: Settings, file: Path, channel: str, speed: float, fast: bool, batch: int, again: bool, url: str | None
) -> None:
    """Send the reports of a CSV FILE (columns time, text, lat, lon, category, ...) through a channel.

    A second run of the same file doubles nothing: one that was cut off is finished by it. For files of other systems
    that keep their own times and ids there is `import generic`.
    """
    found = read_replay(file)
    for line, reason in found.skipped[:10]:
        click.echo(f"line {line} left out: {reason}", err=True)
    if len(found.skipped) > 10:
        click.echo(f"{len(found.skipped) - 10} more lines left out", err=True)
    stop = threading.Event()
    reference = load_reference(settings.city_dir)
    with click.progressbar(length=len(found.rows), label=f"{channel}: {len(found.rows)} reports") as bar:
        _finish(
            stop,
            lambda: replay_rows(
                url or settings.url,
                secrets_of(settings),
                found,
                channel=channel,
                styles=load_styles(),
                categories=set(reference.categories.by_code),
                speed=0 if fast else speed,
                batch=batch,
                again=again,
                on_sent=lambda outcome: bar.update(len(outcome.sending.serials)),
                stop=stop,
            ),
        )


def secrets_of(settings: Settings) -> Secrets:
    """Secrets that prove what comes in: from the environment, in a demo also the derived ones."""
    return Secrets(inbound_secrets(load_channels(settings.derived_secret if settings.demo else None)))


def _tell(outcome: SendingOutcome) -> None:
    sending = outcome.sending
    state = "accepted" if outcome.accepted else f"refused: {outcome.status} {outcome.answer[:80].strip()}"
    again = f", {outcome.tries} tries" if outcome.tries > 1 else ""
    click.echo(f"{sending.channel:<10} {len(sending.serials)} message(s) {state}{again}")


def _finish(stop: threading.Event, work: Callable[[], Tally]) -> None:
    """Run `work` so that Ctrl-C ends it in order; say what came of it, and fail where something was refused."""
    done: list[Tally] = []
    faults: list[BaseException] = []
    # An event, not Thread.join: that one takes the thread for ended when Ctrl-C interrupts it (seen on Python 3.11).
    ended = threading.Event()

    def guarded() -> None:
        try:
            done.append(work())
        except BaseException as error:
            faults.append(error)
        finally:
            ended.set()

    threading.Thread(target=guarded, name="simulation").start()
    while not ended.is_set():
        try:
            ended.wait()
        except KeyboardInterrupt:
            stop.set()
    if faults:
        raise faults[0]
    tally = done[0]
    click.echo(
        f"\n{tally.messages} messages accepted; of {tally.sent} requests {tally.accepted} accepted, {tally.failed} refused, "
        f"{tally.retried} tries more"
    )
    for problem, times in tally.problems.most_common(10):
        click.echo(f"{times} x {problem}", err=True)
    if tally.failed:
        raise SystemExit(1)
