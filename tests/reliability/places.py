"""What Newsroom stands on, in the hand of a test: a PostgreSQL server that goes and comes back, a disk that fills up."""

import os
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from django.db import connection


class Cluster:
    """A PostgreSQL server of our own."""

    def __init__(self, binaries, folder, port):
        self.binaries, self.folder, self.port = binaries, folder, port

    def address(self, database="newsroom"):
        return f"postgres://postgres@127.0.0.1:{self.port}/{database}"

    def run(self, program, *arguments, **options):
        """As the user postgres: PostgreSQL refuses to run as root."""
        if os.getuid() == 0:
            options |= {"user": "postgres", "group": "postgres", "extra_groups": []}
        whole = [self.binaries / program, *map(str, arguments)]
        return subprocess.run(whole, cwd="/", check=True, stdout=subprocess.DEVNULL, **options)

    def control(self, *arguments):
        self.run("pg_ctl", "--pgdata", self.folder / "data", "--wait", "--log", self.folder / "log", *arguments)

    def start(self):
        self.control("--options", f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1", "start")

    def stop(self):
        """At once, as when the machine loses power: nobody is waited for."""
        self.control("--mode", "immediate", "stop")

    def copy_of_the_tests(self):
        """What the database of the tests holds comes into one named newsroom here. Its DATABASE_URL."""
        there = connection.settings_dict
        named = ["-h", there["HOST"], "-p", str(there["PORT"] or 5432), "-U", there["USER"]]
        environment = {**os.environ, "PGPASSWORD": there["PASSWORD"]}
        here = ["-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres"]
        self.run("createdb", *here, "newsroom")
        dump = subprocess.run(["pg_dump", *named, there["NAME"]], env=environment, capture_output=True, check=True)
        self.run("psql", *here, "-q", "-v", "ON_ERROR_STOP=1", "newsroom", input=dump.stdout)
        return self.address()


@contextmanager
def a_cluster():
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    if not found:
        pytest.skip("no server of PostgreSQL to start: apt-get install postgresql")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = Path(tempfile.mkdtemp(prefix="cluster-"))
    if os.getuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    cluster = Cluster(found[-1].parent, folder, port)
    options = ["--username", "postgres", "--auth", "trust", "--encoding", "UTF8", "--no-sync"]
    cluster.run("initdb", "--pgdata", folder / "data", *options)
    cluster.start()
    try:
        yield cluster
    finally:
        with suppress(subprocess.CalledProcessError):  # it is stopped already
            cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


class Disk:
    """A small filesystem of its own."""

    def __init__(self, folder):
        self.folder, self.ballast = folder, folder / "ballast"

    def fill(self):
        """Until nothing more fits."""
        with self.ballast.open("ab", buffering=0) as file:
            for size in (1024**2, 4096, 1):
                with suppress(OSError):
                    while file.write(bytes(size)):
                        pass

    def make_room(self):
        self.ballast.unlink(missing_ok=True)

    def let_nobody_write(self):
        subprocess.run(["mount", "-o", "remount,ro", self.folder], check=True)

    def let_everybody_write(self):
        subprocess.run(["mount", "-o", "remount,rw", self.folder], check=True)


@contextmanager
def a_small_disk(megabytes):
    folder = Path(tempfile.mkdtemp(prefix="disk-"))
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "newsroom", folder], capture_output=True
    )
    if mounted.returncode:
        folder.rmdir()
        pytest.skip("no small disk to fill: mounting one needs to be root")
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)
        folder.rmdir()


def copy_of_the_tests(file):
    """The SQLite database of the tests, as it is now, into a file. Its DATABASE_URL."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(file)])
    return f"sqlite:///{file}"
