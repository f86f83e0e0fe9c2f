"""Fixtures: one cluster for the session, one database and daemon for each
file of tests. Whatever is started is stopped, also when a test fails."""
import os
import sys

import pytest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from lib.cluster import Cluster  # noqa: E402
from lib.daemon import BINARY  # noqa: E402
from lib.openapi import OpenApi  # noqa: E402
from lib.server import close_server, make_server  # noqa: E402


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
