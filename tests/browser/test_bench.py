"""The bench itself: a test that could not fail would prove nothing."""
import pytest


def test_the_daemon_is_all_that_can_be_reached(page, server):
    page.driver.get(server.daemon.url + "/v1/config")
    page.run("return fetch('/livez').then((r) => r.status)")
    seen = page.network.urls()
    assert server.daemon.url + "/livez" in seen
    assert page.network.outside(server.daemon.url) == []
    assert page.network.outside("http://elsewhere.invalid") == seen


def test_a_fault_of_the_console_is_seen(page, server):
    page.driver.get(server.daemon.url + "/v1/config")
    page.run("console.error('this is one')")
    found = page.complaints()
    assert len(found) == 1 and "this is one" in found[0]


def test_a_reply_that_was_provoked_is_no_fault(page, server):
    page.driver.get(server.daemon.url + "/v1/config")
    page.allow(404)
    page.run("return fetch('/nothing/here').then((r) => r.status)")
    assert page.complaints() == []
    page.allowed.clear()
    page.run("return fetch('/nothing/here').then((r) => r.status)")
    assert len(page.complaints()) == 1


def test_axe_finds_a_picture_without_words(page, server, faults):
    page.driver.get(server.daemon.url + "/v1/config")
    page.run("document.body.innerHTML = '<img src=\"data:,\">'")
    assert any(fault.startswith("image-alt") for fault in faults())
    page.complaints()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme_that_is_preferred(page, server, theme):
    page.driver.get(server.daemon.url + "/v1/config")
    page.prefer(theme)
    assert page.run("return matchMedia("
                    f"'(prefers-color-scheme: {theme})').matches")
