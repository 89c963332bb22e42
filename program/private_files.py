"""What the program writes is for its own account only: databases, exports and secrets hold personal data."""

import os
from pathlib import Path

FOLDER, FILE = 0o700, 0o600


def keep_private(folder: Path) -> None:
    """Make the data folder if it is missing, shut it and what lies in it for others, and write so from now on.

    Also where the program is started by a WSGI server, or an earlier version left its files open to others. Files of
    another account stay as they are: only that account may shut them.
    """
    os.umask(0o077)
    folder.mkdir(mode=FOLDER, parents=True, exist_ok=True)
    for path in (folder, *folder.rglob("*")):
        if path.is_symlink() or path.lstat().st_uid != os.geteuid():
            continue
        wanted = FOLDER if path.is_dir() else FILE
        if path.stat().st_mode & 0o077:
            path.chmod(wanted)
