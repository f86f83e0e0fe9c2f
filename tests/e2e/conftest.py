"""Fixtures: one cluster for the session, one database and daemon for each
file of tests. Whatever is started is stopped, also when a test fails."""
import itertools
import os
import sys

import pytest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from lib.client import Client  # noqa: E402
from lib.cluster import Cluster  # noqa: E402
from lib.daemon import BINARY, Daemon  # noqa: E402
from lib.openapi import OpenApi  # noqa: E402

_serial = itertools.count(1)
SANITIZER = ("AddressSanitizer", "LeakSanitizer", "runtime error:")


@pytest.fixture(scope="session")
def openapi():
    return OpenApi.load()


@pytest.fixture(scope="session")
def cluster(tmp_path_factory):
    assert os.access(BINARY, os.X_OK), f"not built: {BINARY}"
    made = Cluster(tmp_path_factory.mktemp("cluster") / "pg")
    try:
        made.start()
        yield made
    finally:
        made.stop("immediate")


class Server:
    """A daemon with its administrator."""

    def __init__(self, daemon, openapi):
        self.daemon = daemon
        self.token = daemon.create_token("admin", "admin")
        self.admin = Client(daemon.url, openapi, self.token)
        self.public = Client(daemon.url, openapi)

    def psql(self, sql):
        return self.daemon.cluster.psql(self.daemon.database, sql)


def make_server(cluster, openapi, folder, **options):
    """Migrated, with a token, and not started."""
    database = f"e2e_{next(_serial)}"
    cluster.create_database(database)
    daemon = Daemon(cluster, database, folder, **options)
    daemon.run("migrate")
    return Server(daemon, openapi)


def close_server(server):
    """Nothing may have been wrong that only the log or the sanitizers saw."""
    code = server.daemon.stop()
    log = server.daemon.log_text()
    for word in SANITIZER:
        at = log.find(word)
        assert at < 0, log[max(0, at - 200):at + 3000]
    assert code in (0, None), (code, log[-4000:])


@pytest.fixture(scope="module")
def server(cluster, openapi, tmp_path_factory):
    """Serves; shared by the tests of one file."""
    made = make_server(cluster, openapi, tmp_path_factory.mktemp("daemon"))
    made.daemon.start()
    try:
        yield made
        close_server(made)
    finally:
        made.daemon.kill()


@pytest.fixture
def own_server(cluster, openapi, tmp_path):
    """make(**options): a server of one test."""
    made = []

    def make(**options):
        folder = tmp_path / f"d{len(made)}"
        folder.mkdir()
        made.append(make_server(cluster, openapi, folder, **options))
        made[-1].daemon.start()
        return made[-1]

    try:
        yield make
        for one in made:
            close_server(one)
    finally:
        for one in made:
            one.daemon.kill()


@pytest.fixture
def admin(server):
    return server.admin


@pytest.fixture
def public(server):
    return server.public
