"""One daemon with the demo city and one Chromium for all tests. After each
test the console must be clean, and nobody but the daemon have been asked."""
import os
import sys

import pytest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from bench import axe, chromium, files  # noqa: E402
from bench.page import Page  # noqa: E402
from lib import TOP, demo_city  # noqa: E402
from lib.cluster import Cluster  # noqa: E402
from lib.openapi import OpenApi  # noqa: E402
from lib.server import close_server, make_server  # noqa: E402


@pytest.fixture(scope="session")
def cluster(tmp_path_factory):
    made = Cluster(tmp_path_factory.mktemp("cluster") / "pg")
    try:
        made.start()
        yield made
    finally:
        made.stop("immediate")


@pytest.fixture(scope="session")
def examples():
    """The origin of the examples, which is not the daemon's."""
    with files.served(os.path.join(TOP, "examples")) as origin:
        yield origin


@pytest.fixture(scope="session")
def server(cluster, examples, tmp_path_factory):
    """Serves the demo city, and lets the examples ask for it."""
    made = make_server(cluster, OpenApi.load(),
                       tmp_path_factory.mktemp("daemon"), api__demo="on",
                       api__cors_origins=examples)
    made.daemon.start()
    try:
        demo_city.load(made.admin,
                       demo_city.make(tmp_path_factory.mktemp("demo")))
        yield made
        close_server(made)
    finally:
        made.daemon.kill()


@pytest.fixture(scope="session")
def downloads(tmp_path_factory):
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture
def emptied(downloads):
    """Where downloads come to, without those of other tests."""
    for path in downloads.iterdir():
        path.unlink()
    return downloads


@pytest.fixture(scope="session")
def driver(tmp_path_factory, downloads):
    made = chromium.start(tmp_path_factory.mktemp("profile"), downloads)
    try:
        yield made
    finally:
        made.quit()


@pytest.fixture(scope="session")
def axe_script():
    return axe.source()


@pytest.fixture
def page(driver, server):
    """The dashboard as at the first visit, not opened yet."""
    made = Page(driver, server.daemon.url)
    made.forget()
    yield made
    assert made.complaints() == []
    assert made.network.outside(server.daemon.url) == []


@pytest.fixture
def faults(page, axe_script):
    """What axe-core finds serious on the page as it is."""
    return lambda: axe.faults(page.driver, axe_script)
