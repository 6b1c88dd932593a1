"""Databases for the measurements, gone afterwards, and the newsrooms in them. Knows nothing of Django."""

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import urlsplit

import psycopg

from bench.serving import ROOT, environment

VENDORS = ("sqlite", "postgresql")
POSTGRESQL = "postgres://postgres@127.0.0.1:5432/newsroom"


class Newsroom(NamedTuple):
    url: str
    writers: list  # for each of eight people, their cookies
    approvers: list
    played: list  # the stories that are there to be played
    seconds: float


class Database(NamedTuple):
    vendor: str
    folder: str
    server: str = ""

    @contextmanager
    def newsroom(self, stories, played):
        """A Newsroom with so many stories."""
        with self._empty(f"bench_{os.getpid()}_{stories}") as url:
            say(f"{self.vendor}: telling {stories:,} stories")
            began = time.perf_counter()
            told = run(["bench.stories", "--stories", str(stories), "--played", str(played)], url, self.folder)
            yield Newsroom(url, told["writers"], told["approvers"], told["played"], time.perf_counter() - began)

    @contextmanager
    def _empty(self, name):
        """The URL of an empty database of that name."""
        if self.vendor == "sqlite":
            yield f"sqlite:///{self.folder}/{name}.sqlite3"
            return
        _administrate(self.server, f"CREATE DATABASE {name}")
        try:
            yield urlsplit(self.server)._replace(path=f"/{name}").geturl()
        finally:
            _administrate(self.server, f"DROP DATABASE {name} WITH (FORCE)")


def chosen(vendors, server, folder):
    """The databases asked for; without a server that answers, PostgreSQL is left out and says so."""
    collect(folder)
    found = [Database("sqlite", folder)] if "sqlite" in vendors else []
    if "postgresql" in vendors:
        try:
            _administrate(server, "SELECT 1")
        except psycopg.Error as error:
            say(f"No PostgreSQL at {urlsplit(server).hostname}: not measured. {type(error).__name__}")
        else:
            found.append(Database("postgresql", folder, server))
    return found


def collect(folder):
    """The static files, as production serves them."""
    command = [sys.executable, "manage.py", "collectstatic", "--noinput"]
    settings = environment(f"sqlite:///{folder}/none.sqlite3", folder)
    subprocess.run(command, cwd=ROOT, env={**os.environ, **settings}, check=True, stdout=subprocess.DEVNULL)


def run(arguments, url, folder):
    """What a module of the measurements prints, read as JSON."""
    command = [sys.executable, "-m", *arguments]
    ran = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment(url, folder)}, stdout=subprocess.PIPE)
    if ran.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed with status {ran.returncode}.")
    return json.loads(ran.stdout)


def _administrate(server, statement):
    address = urlsplit(server)._replace(path="/postgres").geturl()
    with psycopg.connect(address, autocommit=True, connect_timeout=3) as connection:
        connection.execute(statement)


def say(line):
    print(line, file=sys.stderr, flush=True)
