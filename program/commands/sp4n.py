"""`manage.py sp4n`: the follow-ups that the administrator of SP4N-LAPOR! takes over."""

from collections.abc import Mapping
from pathlib import Path

import click

from command_center.domain.working_days import WIB
from command_center.settings import Settings
from program.commands.report import BY, acting_as

COLUMNS = ("Tracking ID", "Nomor Laporan", "Status", "Tanggal Tindak Lanjut", "Tindak Lanjut")
STATUSES: Mapping[str, str] = {
    "answered": "Proses",
    "settled": "Selesai",
    "incomplete": "Menunggu Kelengkapan Informasi",
}
"""What an answer makes of a report -> SP4N's word for it."""


@click.group()
def sp4n() -> None:
    """SP4N-LAPOR!: follow-ups for its administrator."""


@sp4n.command("followups")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--keep", is_flag=True, help="Only write the file; nothing counts as handed over.")
@BY
@click.pass_obj
def followups(settings: Settings, file: Path, keep: bool, by: str) -> None:
    """Write the answers to reports of SP4N-LAPOR! to FILE (.csv or .xlsx), and mark them as handed over.

    FILE must not be there yet. An answer counts once it is marked.
    """
    from command_center.casework.followups import FollowUps
    from command_center.export.files import csv_file, xlsx
    from command_center.store.answers import Answers
    from program.core import now

    if file.suffix.lower() not in (".csv", ".xlsx"):
        raise click.UsageError(f"{file}: name a file that ends with .csv or .xlsx")
    with acting_as(settings, by) as (core, acting):
        found = FollowUps(core.reports, Answers(core.db), core.answering, "sp4n")
        waiting = found.waiting()
        if not waiting:
            click.echo("No follow-up waits.")
            return
        rows = [
            dict(
                zip(
                    COLUMNS,
                    (
                        each.tracking_id,
                        each.number,
                        STATUSES[each.status],
                        f"{each.at.astimezone(WIB):%d/%m/%Y %H:%M}",
                        each.text,
                    ),
                    strict=True,
                )
            )
            for each in waiting
        ]
        write = xlsx if file.suffix.lower() == ".xlsx" else csv_file
        with file.open("xb") as out:
            out.writelines(write(rows, COLUMNS))
        if not keep:
            found.handed(waiting, acting, now())
    click.echo(f"{len(waiting)} follow-ups in {file}" + (", none marked." if keep else ", handed over."))
