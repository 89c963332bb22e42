"""Where tests write: into memory where it has room. A disk makes each commit wait, and takes long to forget many files."""

import os
import shutil
import tempfile
from pathlib import Path

FOLDER = Path("/dev/shm")  # what Linux keeps in memory for programs
ROOM = 4 * 2**30
"""Bytes that must be free there: a whole run needs less at any time. In a container it is often a few megabytes."""


def write_into_memory(folder: Path = FOLDER) -> None:
    """Make `folder` what `tempfile`, and every program started from here, takes for temporary files.

    Whoever names another place with TMPDIR is heard; so is a disk that is all there is.
    """
    if "TMPDIR" in os.environ or not os.access(folder, os.W_OK) or shutil.disk_usage(folder).free < ROOM:
        return
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
