"""How property tests draw: the same examples in every `make test`; other ones, and many more, in `make faults`.

Hypothesis also draws from the constants of the modules that are loaded. Which are depends on the tests that ran before
and on the worker, so all of ours are loaded first: else the same seed would not mean the same examples.
"""

import importlib
import os
import pkgutil

from hypothesis import HealthCheck, settings

TIMES = "PROPERTY_TIMES"
"""Environment variable: this many times the usual examples, drawn by the seed that pytest is given."""

_PACKAGES = ("command_center", "data_sources", "layouts", "callbacks", "simulation", "program")
_LEFT_OUT = "command_center.store.migrations."
"""Alembic runs these itself."""


def examples(count: int) -> int:
    """How many examples a test draws that asks for `count` of them."""
    return count * int(os.environ.get(TIMES, "1"))


def choose_profile() -> None:
    """Set what every property test goes by. A busy machine is slow: neither a draw nor an example has a time limit."""
    settings.register_profile(
        "ours",
        derandomize=TIMES not in os.environ,
        max_examples=examples(100),
        database=None,
        deadline=None,
        print_blob=True,
        suppress_health_check=[
            HealthCheck.too_slow,
            # What these tests share between examples is a server or a client, as it is between requests.
            HealthCheck.function_scoped_fixture,
        ],
    )
    settings.load_profile("ours")


def load_all_modules() -> None:
    """Import every module of ours, so that hypothesis finds the same constants in every run."""
    for name in _PACKAGES:
        package = importlib.import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            if not module.name.startswith(_LEFT_OUT):
                importlib.import_module(module.name)
