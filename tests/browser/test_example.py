"""The example of a front-end: a page of another origin, whose chart is the
answer of format=echarts as it is."""
import os

import pytest

from bench.page import Page
from lib import TOP

CHART = os.path.join(TOP, "examples/chart.html")
NAMES = {"zh": ("甲区(合成)", "乙区(合成)", "丙区(合成)"),
         "en": ("Jia District (synthetic)", "Yi District (synthetic)",
                "Bing District (synthetic)")}
YEARS = range(2019, 2025)


@pytest.fixture
def example(driver, server, examples):
    """The page, asking the daemon; its console must stay clean."""
    made = Page(driver, server.daemon.url)
    made.forget()
    made.show = lambda lang: driver.get(
        f"{examples}/chart.html?service={server.daemon.url}&lang={lang}")
    yield made
    assert made.complaints() == []
    outside = made.network.outside(server.daemon.url)
    assert all(url.startswith(examples + "/") for url in outside), outside


def texts(page):
    return page.run("return [...document.querySelectorAll('#chart text')]"
                    ".map((e) => e.textContent)")


def lines(page):
    """The heights of each line of the chart, once it is drawn to its end."""
    paths = page.run("""
        const drawn = [...document.querySelectorAll('#chart clipPath path')]
            .map((e) => e.getBBox()).map((box) => box.x + box.width);
        return [...document.querySelectorAll('#chart path[fill=none]')]
            .map((e) => e.getAttribute('d').match(/[\\d.]+ [\\d.]+/g) ?? [])
            .map((points) => points.map((text) => text.split(' ').map(Number)))
            .filter((points) => drawn.every((x) => x > points.at(-1)?.[0]))""")
    return [[y for _, y in points] for points in paths
            if len(points) == len(YEARS)]


def on_one_scale(heights, figures):
    """Whether all points are where the first and the last figure say."""
    scale = (heights[-1] - heights[0]) / (figures[-1] - figures[0])
    return all(abs(heights[0] + (figure - figures[0]) * scale - height) < 0.1
               for height, figure in zip(heights, figures))


@pytest.mark.parametrize("lang", NAMES)
def test_it_draws_what_was_answered(example, server, lang):
    rows = server.public.data(
        indicator="train_persontimes", area="990101,990102,990103",
        period="2019..2024").rows()
    example.show(lang)
    example.until(lambda: len(lines(example)) == len(NAMES[lang]),
                  "the chart has no lines")
    assert on_one_scale(sum(lines(example), []),
                        [row["value"] for row in rows])
    drawn = texts(example)
    assert set(NAMES[lang]) <= set(drawn)
    assert all(str(year) in " ".join(drawn) for year in YEARS)
    example.shoot(f"example-{lang}")


def test_it_computes_nothing():
    """About 30 lines, and the answer goes to the chart untouched."""
    with open(CHART, encoding="utf-8") as file:
        page = file.read()
    assert ".setOption(option)" in page
    assert "option = await answer.json();" in page
    assert len(page.splitlines()) < 40
