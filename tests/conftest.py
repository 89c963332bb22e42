"""What every test may use: real databases started on free ports, and the rule for programs that are missing."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from command_center.store.db import Database
from tests.servers import programs
from tests.servers.postgres import Postgres

SHARED = Path(__file__).parents[2] / "shared"
"""Material of others that tests use in addition where it is present."""


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip (or fail with REQUIRE_ALL=1) a test whose programs cannot be had on this machine."""
    for marker in item.iter_markers("needs"):
        for program in marker.args:
            if reason := programs.missing(program):
                if os.environ.get("REQUIRE_ALL") == "1":
                    pytest.fail(f"REQUIRE_ALL=1, and {reason}", pytrace=False)
                pytest.skip(reason)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """A PostgreSQL server of this test run."""
    with Postgres(tmp_path_factory.mktemp("postgres")) as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgres"))])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of an empty database, of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'test.sqlite'}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.new_database()


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    """A migrated, empty database, of either kind."""
    from command_center.store.schema import upgrade

    database = Database(database_url)
    upgrade(database)
    yield database
    database.close()


@pytest.fixture
def sqlite_db(tmp_path: Path) -> Iterator[Database]:
    """A migrated, empty SQLite database, where the kind does not matter."""
    from command_center.store.schema import upgrade

    database = Database(f"sqlite:///{tmp_path / 'test.sqlite'}")
    upgrade(database)
    yield database
    database.close()
