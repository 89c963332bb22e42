"""Commands about the boundaries of the kelurahan."""

from datetime import UTC, datetime
from pathlib import Path

import click

from command_center.settings import Settings


@click.group()
def boundaries() -> None:
    """Boundaries of the kelurahan."""


@boundaries.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def boundaries_import(settings: Settings, file: Path) -> None:
    """Check FILE (GeoJSON, GPKG or Shapefile), use it from now on, and locate all reports anew."""
    from command_center.casework.relocate import relocate_all
    from command_center.places.boundaries import import_boundaries
    from program.core import opened

    with opened(settings) as core:
        click.echo(import_boundaries(file, core.reference.areas, settings.var_dir / "boundaries"))
        with click.progressbar(length=core.reports.count(), label="Locating reports anew") as bar:
            moved = relocate_all(core.reports, core.locator, datetime.now(UTC), bar.update)
        click.echo(
            f"{moved} reports lie in another kelurahan than before. A running server takes the boundaries at its next start."
        )
