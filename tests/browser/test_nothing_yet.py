"""A service without a school or a figure: pages say so and stay whole."""
import pytest
from pages import PAGES

from bench.page import Page
from lib.openapi import OpenApi
from lib.server import close_server, make_server


@pytest.fixture(scope="module")
def bare(cluster, tmp_path_factory):
    made = make_server(cluster, OpenApi.load(),
                       tmp_path_factory.mktemp("bare"))
    made.daemon.start()
    try:
        yield made
        close_server(made)
    finally:
        made.daemon.kill()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_without_figures(driver, bare, name):
    page = Page(driver, bare.daemon.url)
    page.forget()
    page.use_token(bare.token)
    for address in (f"#/{name}", PAGES[name][0]):
        page.open(f"{address}{'&' if '?' in address else '?'}lang=en")
        assert page.all("main [role=alert]") == []
        assert page.text("main")
    assert page.complaints() == []
