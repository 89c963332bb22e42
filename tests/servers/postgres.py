"""A real PostgreSQL server on a free port, in a folder of its own, for the tests of one run."""

import os
import pwd
import secrets
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

from tests.servers.ports import free_port
from tests.servers.programs import find


class Postgres:
    """Starts PostgreSQL; each test gets an empty database. PostgreSQL refuses root: then it runs as `postgres`."""

    def __init__(self, folder: Path) -> None:
        program = find("postgres")
        if program is None:
            raise FileNotFoundError("postgres is not installed: run tests/install_programs.sh as root")
        self._programs = Path(program).parent
        self._folder = folder / "data"
        self._logfile = folder / "log"
        self.port = free_port()
        self._user = "postgres" if os.geteuid() == 0 else None

    def __enter__(self) -> Self:
        if self._user:
            account = pwd.getpwnam(self._user)
            self._folder.mkdir()
            os.chown(self._folder, account.pw_uid, account.pw_gid)
            for parent in self._folder.parents:
                if parent.owner() == "root" and parent != Path("/") and not parent.stat().st_mode & 0o001:
                    parent.chmod(parent.stat().st_mode | 0o011)
            os.chown(self._folder.parent, account.pw_uid, account.pw_gid)
        self._run("initdb", "-D", self._folder, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop("immediate")

    def start(self) -> None:
        """Start and wait until it answers."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200"
        self._run("pg_ctl", "-D", self._folder, "-l", self._logfile, "-w", "-o", options, "start")

    def stop(self, how: str = "fast") -> None:
        """Stop: smart, fast or immediate."""
        self._run("pg_ctl", "-D", self._folder, "-w", "-m", how, "stop")

    def new_database(self, template: str = "template1") -> str:
        """SQLAlchemy URL of a new database, a copy of `template`."""
        name = "t" + secrets.token_hex(8)
        with psycopg.connect(
            f"host=127.0.0.1 port={self.port} user=postgres dbname=postgres", autocommit=True
        ) as admin:
            admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY'.encode())
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{name}"

    def _run(self, program: str, *arguments: str | Path) -> None:
        command = [str(self._programs / program), *map(str, arguments)]
        # pg_ctl hands its output to the server it starts: a pipe would stay open and never end.
        with (self._folder.parent / f"{program}.out").open("w+") as output:
            done = subprocess.run(command, stdout=output, stderr=output, user=self._user, cwd="/", check=False)
            if done.returncode != 0:
                output.seek(0)
                raise RuntimeError(f"{' '.join(command)} failed:\n{output.read()}")
