"""Commands about the boundaries of the kelurahan."""

from datetime import UTC, datetime
from pathlib import Path

import click

from command_center.settings import Settings

TO_ACCEPT = 3
"""Exit code where somebody must accept how the boundaries differ; 2 says that they cannot be used."""


@click.group()
def boundaries() -> None:
    """Boundaries of the kelurahan."""


@boundaries.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what differs, kelurahan by kelurahan; change nothing.")
@click.option(
    "--accept-area", is_flag=True, help="Take them although area, gaps or overlaps differ as told under 'to accept'."
)
@click.option(
    "--crs", default="", help="What the coordinates are, where FILE does not say: EPSG:32749 is UTM 49 south."
)
@click.option("--all", "every", is_flag=True, help="Show every kelurahan in the table.")
@click.pass_context
def boundaries_import(ctx: click.Context, file: Path, dry_run: bool, accept_area: bool, crs: str, every: bool) -> None:
    """Check FILE (GeoJSON, GPKG or Shapefile), use it from now on, and locate all reports anew.

    What differs from the reference is shown kelurahan by kelurahan, the worst first. Exit code 0: in use (with
    --dry-run: could be); 2: cannot be used, with what to mend; 3: differs so that somebody must accept it.
    """
    from command_center.casework.relocate import relocate_all
    from command_center.places.boundaries import check_boundaries
    from program.core import opened

    settings: Settings = ctx.obj
    with opened(settings) as core:
        areas = core.reference.areas
        checked = check_boundaries(file, areas, crs=crs)
        click.echo("\n".join(checked.report.lines(every=every)))
        checked.refuse_problems()
        if checked.report.measures.to_accept and not accept_area:
            click.echo(
                f"{file.name} was not taken, the boundaries in use stay as they were. If what is told under 'to accept' "
                "is right (a coast that moved, a coarse set, a river cut out), run this again with --accept-area.",
                err=True,
            )
            ctx.exit(TO_ACCEPT)
        if dry_run:
            click.echo("Nothing was changed: without --dry-run they are put in use.")
            return
        taken = checked.put_in_place(areas, settings.var_dir / "boundaries")
        click.echo(f"now in use: {taken.file}")
        if core.boundaries.is_stale():
            core.boundaries.refresh()
        with click.progressbar(length=core.reports.count(), label="Locating reports anew") as bar:
            moved = relocate_all(core.reports, core.locator, datetime.now(UTC), bar.update)
        click.echo(
            f"{moved} reports lie in another kelurahan than before. A running server takes the boundaries within seconds."
        )
