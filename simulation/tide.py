"""The demo's tide: an invented curve of the kind of the Java Sea, so that a demo has one. It is nobody's measurement."""

from pathlib import Path

from command_center.methods.tides import Tide
from command_center.reference.tables import Table
from command_center.reference.tide_file import read_tide


def demo_tide() -> Tide:
    """The invented tide, which calls itself simulated."""
    return read_tide(Table.of_file(Path(__file__).with_name("tide.toml")))
