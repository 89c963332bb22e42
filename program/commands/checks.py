"""Commands that tell what is set up: the doctor, the settings, the secrets."""

import click

from command_center.settings import Settings


@click.command()
@click.pass_obj
def secrets(settings: Settings) -> None:
    """Print the secrets that prove what comes in as `export` lines for a shell (see docs/try-it.md)."""
    import shlex

    from data_sources.registry import inbound_secrets, load_channels

    for name, value in inbound_secrets(load_channels(settings.derived_secret if settings.demo else None)).items():
        click.echo(f"export {name}={shlex.quote(value)}")
    click.echo(f"export BASE={shlex.quote(settings.url)}")


@click.command("settings")
def settings_command() -> None:
    """Print docs/settings.md: every setting with its default and what it does."""
    from program.settings_page import settings_page

    click.echo(settings_page(), nl=False)


@click.command()
@click.pass_obj
def doctor(settings: Settings) -> None:
    """Check settings, database, reference data and channels, and say what to do about what is wrong."""
    from program.doctor import examined

    findings = examined(settings)
    for finding in findings:
        click.echo(finding.line)
    if any(finding.bad for finding in findings):
        raise SystemExit(1)
