"""What holds of every page: it can be used by everybody, in both languages
and themes, on a wide window and on a phone."""
import pytest
from pages import PAGES

from bench.page import PHONE

THEMES = ("light", "dark")


@pytest.fixture
def show(page, server):
    """show(name, theme, lang): opens the page, settled."""
    def opened(name, theme="light", lang="zh"):
        address, token, _ = PAGES[name]
        page.prefer(theme)
        if token:
            page.use_token(server.token)
        page.open(f"{address}{'&' if '?' in address else '?'}lang={lang}")
    return opened


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", PAGES)
def test_nothing_keeps_people_out(page, show, faults, name, theme):
    show(name, theme)
    page.shoot(f"{name}-{theme}")
    assert faults() == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", PAGES)
def test_a_phone_shows_it_without_moving_sideways(page, show, faults, name,
                                                  theme):
    page.size(*PHONE)
    show(name, theme, "en")
    page.shoot(f"{name}-{theme}-390")
    there, seen = page.widths()
    assert seen == PHONE[0] and there <= seen, page.run("""
        return [...document.querySelectorAll('main *')].filter((e) =>
            e.getBoundingClientRect().right > innerWidth + 1 &&
            !e.closest('.scroller, .chart')).slice(0, 5)
            .map((e) => e.outerHTML.slice(0, 200))""")
    assert faults() == []


@pytest.mark.parametrize("name", PAGES)
def test_both_languages_have_words_for_it(page, show, name):
    """A text that is missing is told to the console, and fails the test."""
    for at, lang in enumerate(("zh", "en")):
        show(name, lang=lang)
        assert page.text("h1").startswith(PAGES[name][2][at])
        assert page.run("return document.documentElement.lang")[:2] == lang
        assert "{" not in page.text("main")


@pytest.mark.parametrize("name", PAGES)
def test_its_address_shows_the_same_to_others(page, show, name):
    show(name)
    before = page.hash(), page.text("h1"), page.text("main")
    page.reload()
    assert (page.hash(), page.text("h1"), page.text("main")) == before
