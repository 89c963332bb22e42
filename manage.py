"""Command line of the Command Center: `python manage.py --help` lists what there is."""

import os

from program.commands.cli import cli

if __name__ == "__main__":
    # What is written here (exports, backups) is for this account only, also before the data folder is opened.
    os.umask(0o077)
    cli()
