"""How people write on each channel: the style file, checked when read."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from command_center.errors import BadReferenceData

STYLES = Path(__file__).parent / "styles.toml"


@dataclass(frozen=True, slots=True)
class Style:
    """Shares (0 to 1) of messages with each part, of words shortened or mistyped, of careless capitals, and the frames round the text.

    `limit` counts characters (0: none); `register` names the short forms; `titles` is True where messages have a
    title; `form` where the citizen picks a category.
    """

    register: str
    frames: tuple[str, ...]
    short: float = 0.0
    mistype: float = 0.0
    careless: float = 0.0
    jawa: float = 0.0
    greeting: float = 0.0
    extra: float = 0.0
    request: float = 0.0
    closing: float = 0.0
    emoji: float = 0.0
    hashtag: float = 0.0
    photo: float = 0.0
    position: float = 0.0
    limit: int = 0
    titles: bool = False
    form: bool = False


def load_styles(file: Path = STYLES) -> Mapping[str, Style]:
    """Channel code -> style. Raises BadReferenceData for a file that cannot be read, an unknown key or a share above 1."""
    known = {field.name for field in fields(Style)}
    try:
        tables = tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BadReferenceData(file, None, str(error)) from error
    styles: dict[str, Style] = {}
    for code, table in tables.items():
        unknown = table.keys() - known
        if unknown or not table.get("frames") or not table.get("register"):
            raise BadReferenceData(file, None, f"[{code}] needs register and frames, and knows no {sorted(unknown)}")
        style = Style(**{**table, "frames": tuple(table["frames"])})
        shares = [value for name in known if isinstance(value := getattr(style, name), float)]
        if not all(0 <= share <= 1 for share in shares) or not all("{isi}" in frame for frame in style.frames):
            raise BadReferenceData(file, None, f"[{code}]: shares lie between 0 and 1, and every frame names {{isi}}")
        styles[code] = style
    return styles
