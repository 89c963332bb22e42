"""What every test may use: real databases started on free ports, and the rule for programs that are missing."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from command_center.readmodel.read_model import ReadModel
from command_center.store.db import Database
from command_center.store.schema import upgrade
from tests.long_run import left_out
from tests.memory_folder import write_into_memory
from tests.property_runs import choose_profile, load_all_modules
from tests.readmodel.counted_again import check_recount
from tests.readmodel.facts import CALENDAR
from tests.servers import programs
from tests.servers.empty_database import empty_database
from tests.servers.postgres import Postgres

choose_profile()
write_into_memory()

SHARED = Path(__file__).parents[2] / "shared"
"""Material of others that tests use in addition where it is present."""


_START_SERVERS = {"bench", "e2e", "faults", "simulation"}
"""Rooms whose files have few tests that take long each."""


_READABLE = 120
"""Letters up to which a value names its case."""


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes and long values are named by their argument and counted: a packed file has another byte each second, a pattern
    is cut, and workers that name one case differently do not start.
    """
    plain = val.isascii() if isinstance(val, bytes) else True
    size = len(val) if isinstance(val, bytes | str) else len(getattr(val, "pattern", ""))
    return None if plain and size <= _READABLE else argname


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The long run's own are left to it. What takes long goes first, so that no worker is left alone with it at the end."""
    items[:], longer = left_out(items)
    config.hook.pytest_deselected(items=longer)
    items.sort(key=lambda item: item.path.parent.name not in _START_SERVERS)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Before the first property test draws."""
    if any(item.get_closest_marker("hypothesis") for item in session.items):
        load_all_modules()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip (or fail with REQUIRE_ALL=1) a test whose programs cannot be had on this machine."""
    for marker in item.iter_markers("needs"):
        for program in marker.args:
            if reason := programs.missing(program):
                if os.environ.get("REQUIRE_ALL") == "1":
                    pytest.fail(f"REQUIRE_ALL=1, and {reason}", pytrace=False)
                pytest.skip(reason)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server of this test run."""
    with Postgres() as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgres"))])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Both kinds of database."""
    kind: str = request.param
    return kind


@pytest.fixture
def database_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of an empty database without tables, of either kind."""
    if database_kind == "sqlite":
        return f"sqlite:///{tmp_path / 'test.sqlite'}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.new_database()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy."""
    file = tmp_path_factory.mktemp("migrated") / "empty.sqlite"
    file.write_bytes(empty_database())
    return file


@pytest.fixture(scope="session")
def migrated_postgres(postgres: Postgres) -> str:
    """Name of a migrated, empty PostgreSQL database to copy."""
    url = postgres.new_database()
    database = Database(url)
    upgrade(database)
    database.close()
    return url.rpartition("/")[2]


@pytest.fixture
def db(database_kind: str, request: pytest.FixtureRequest) -> Iterator[Database]:
    """A migrated, empty database, of either kind."""
    if database_kind == "sqlite":
        yield from request.getfixturevalue("_copied_sqlite")
    else:
        template = request.getfixturevalue("migrated_postgres")
        server: Postgres = request.getfixturevalue("postgres")
        database = Database(server.new_database(template))
        yield database
        database.close()
        server.forget(database.url)


@pytest.fixture(scope="session")
def _recounting() -> Iterator[ReadModel]:
    model = ReadModel.open(None, ZoneInfo("Asia/Jakarta"), CALENDAR)
    yield model
    model.close()


@pytest.fixture
def recount(db: Database, _recounting: ReadModel) -> Iterator[None]:
    """After the test: a read model filled from the log equals a recount of the reports, fact by fact."""
    yield
    _recounting.clear()
    check_recount(db, _recounting)


@pytest.fixture
def sqlite_db(tmp_path: Path, migrated_file: Path) -> Iterator[Database]:
    """A migrated, empty SQLite database, where the kind does not matter."""
    yield from _copy(tmp_path, migrated_file)


@pytest.fixture
def _copied_sqlite(tmp_path: Path, migrated_file: Path) -> Iterator[Database]:
    return _copy(tmp_path, migrated_file)


def _copy(folder: Path, template: Path) -> Iterator[Database]:
    shutil.copyfile(template, folder / "test.sqlite")
    database = Database(f"sqlite:///{folder / 'test.sqlite'}")
    yield database
    database.close()
