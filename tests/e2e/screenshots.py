"""Draws docs/screenshots/: the wall of a demo at the sizes it is made for. `make screenshots` runs it."""

import sys
import tempfile
from pathlib import Path

from tests.e2e.wall_page import open_wall
from tests.servers.chromium import chromium
from tests.servers.command_center import CommandCenter

SHOTS = (
    ("wall-1366", (1366, 768), ""),
    ("wall-1920", (1920, 1080), ""),
    ("wall-3840", (3840, 2160), ""),
    ("wall-1920-terang", (1920, 1080), "&tema=terang"),
    ("wall-1920-en", (1920, 1080), "&bahasa=en"),
)


def main(target: Path) -> None:
    """Start a demo in a folder of its own, let it write for a while, and take the pictures."""
    target.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="screenshots-") as folder,
        CommandCenter(Path(folder), demo=True, DEMO_SPEED="60") as center,
        chromium() as browser,
    ):
        link = center.manage("wall", "add", "gambar").strip()
        for name, size, query in SHOTS:
            wall = open_wall(browser, center, link=link + query, size=size)
            wall.page.wait_for_timeout(4000)
            wall.page.screenshot(path=target / f"{name}.png")
            wall.page.context.close()
            sys.stdout.write(f"{target / name}.png\n")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/screenshots"))
