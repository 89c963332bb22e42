"""A real PostgreSQL server on a free port, in a folder of its own, for the tests of one run."""

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

from tests.servers.ports import free_port
from tests.servers.programs import find


class Postgres:
    """Starts PostgreSQL; each test gets an empty database. PostgreSQL refuses root: then it runs as `postgres`."""

    def __init__(self) -> None:
        program = find("postgres")
        if program is None:
            raise FileNotFoundError("postgres is not installed: run tests/install_programs.sh as root")
        self._programs = Path(program).parent
        # Not below pytest's folders: those are closed to every other user.
        self._folder = Path(tempfile.mkdtemp(prefix="test-postgres-"))
        self._data = self._folder / "data"
        self.port = free_port()
        self._user = "postgres" if os.geteuid() == 0 else None

    def __enter__(self) -> Self:
        if self._user:
            account = pwd.getpwnam(self._user)
            os.chown(self._folder, account.pw_uid, account.pw_gid)
        self._run("initdb", "-D", self._data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop("immediate")
        shutil.rmtree(self._folder, ignore_errors=True)

    def start(self) -> None:
        """Start and wait until it answers."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200"
        # What is kept must outlive the server, as it does, but not the machine.
        options += " -c fsync=off -c full_page_writes=off -c max_wal_size=128MB"
        self._run("pg_ctl", "-D", self._data, "-l", self._folder / "log", "-w", "-o", options, "start")

    def stop(self, how: str = "fast") -> None:
        """Stop: smart, fast or immediate."""
        self._run("pg_ctl", "-D", self._data, "-w", "-m", how, "stop")

    def new_database(self, template: str = "template1") -> str:
        """SQLAlchemy URL of a new database, a copy of `template`."""
        name = "t" + secrets.token_hex(8)
        self._admin(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{name}"

    def forget(self, url: str) -> None:
        """Drop a database that `new_database` gave, whoever still looks at it."""
        self._admin(f'DROP DATABASE "{url.rpartition("/")[2]}" WITH (FORCE)')

    def _admin(self, statement: str) -> None:
        where = f"host=127.0.0.1 port={self.port} user=postgres dbname=postgres"
        with psycopg.connect(where, autocommit=True) as connection:
            connection.execute(statement.encode())

    def _run(self, program: str, *arguments: str | Path) -> None:
        command = [str(self._programs / program), *map(str, arguments)]
        # pg_ctl hands its output to the server it starts: a pipe would stay open and never end.
        with (self._folder / f"{program}.out").open("w+") as output:
            done = subprocess.run(command, stdout=output, stderr=output, user=self._user, cwd="/", check=False)
            if done.returncode != 0:
                output.seek(0)
                raise RuntimeError(f"{' '.join(command)} failed:\n{output.read()}")
