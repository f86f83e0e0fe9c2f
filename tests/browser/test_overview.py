"""The overview: the blanks of the summary, filled, and where they lead."""
import re

import pytest
from selenium.webdriver.common.keys import Keys

KB = 1000
FIRST_VIEW_MS = 1000  # of the issue, on the demo city
FIRST_VIEW_BYTES = 400 * KB  # before charts
BLANKS = ["B1", "B2", "B3", "B4", "B5", "B6", "P1", "P2", "P3", "L1", "L2",
          "L3", "L4"]
VALUE = "[data-blank={}] .tile-value .number"
LINEAGE = "[data-blank={}] .tile-value button.figure"


def number(text):
    return float(text.replace(",", ""))


def figure(server, indicator, **params):
    """The row of /v1/data."""
    reply = server.public.get("/v1/data", indicator=indicator,
                              compare="prev_year", **params)
    [row] = reply.rows()
    return row


@pytest.fixture
def overview(page):
    def opened(query="year=2024"):
        page.open(f"#/overview?{query}")
        return page
    return opened


def test_the_first_view_comes_at_once(page):
    """The best of three, each with an empty cache: others may be at work on
    this machine, but nothing makes it faster than it is."""
    times, sizes = [], []
    for _ in range(3):
        page.driver.execute_cdp_cmd("Network.clearBrowserCache", {})
        page.network.clear()
        page.open()
        page.find(VALUE.format("B1"))
        times.append(page.run("return performance.getEntriesByName("
                              "'page-overview')[0].startTime"))
        sizes.append(page.network.transferred())
    first = sizes[0]
    print(f"first view: {min(times):.0f} ms of {times}, "
          f"{sum(first.values())} bytes in {len(first)} requests")
    assert min(times) < FIRST_VIEW_MS
    assert sum(first.values()) < FIRST_VIEW_BYTES
    assert not any("charts.js" in name for name in first)


def test_every_blank_is_filled(overview):
    page = overview()
    for blank in BLANKS:
        assert re.search(r"\d", page.text(VALUE.format(blank))), blank
        assert page.text(f"[data-blank={blank}] .tile-change"), blank
        assert page.all(f"[data-blank={blank}] .spark")


@pytest.mark.parametrize("blank, indicator, period", [
    ("B1", "train_persontimes", "2024"),
    ("B2", "ent_central_leading", "2024"),
    ("B4", "adv_rate_hv", "2023AY"),
    ("P1", "five_year_enrol_share", "2024AY"),
    ("L1", "fund_total", "2024"),
])
def test_a_tile_says_what_the_service_says(overview, server, blank, indicator,
                                           period):
    page = overview()
    row = figure(server, indicator, period=period)
    assert number(page.text(VALUE.format(blank))) == row["value"]
    change = page.text(f"[data-blank={blank}] .tile-change")
    if row["change_pp"] is not None:
        assert f"+{row['change_pp']:.2f}个百分点" in change
    elif row["change_abs"] == 0:
        assert "持平" in change
    else:
        assert f"{abs(row['change_pct']):.2f}%" in change


def test_the_year_to_date_is_another_figure(overview, server):
    page = overview()
    page.choose("#through", "M08")
    row = figure(server, "train_persontimes", period="2024", ytd="M08")
    page.shows(VALUE.format("B1"), f"{row['value']:,}")
    page.settle()
    assert "through=M08" in page.hash()
    page.shows("[data-blank=B1] .tile-when", "2024年1—8月")
    assert page.focused().get_attribute("id") != "main"


def test_the_back_button_takes_a_choice_back(overview):
    page = overview()
    before = page.text(VALUE.format("B1"))
    page.choose("#year", "2021")
    page.until(lambda: page.text(VALUE.format("B1")) != before)
    page.driver.back()
    page.shows(VALUE.format("B1"), before)


def test_a_figure_leads_to_its_lines_by_keyboard(overview, faults):
    page = overview()
    value = page.text(VALUE.format("B1"))
    page.run("arguments[0].focus()", page.find(LINEAGE.format("B1")))
    page.press(Keys.ENTER)
    page.shows("dialog[open] .lineage", value)
    page.shows("dialog[open] tbody td", "2024年1月")
    assert faults() == []
    page.press(Keys.ESCAPE)
    page.gone("dialog")
    assert page.focused() == page.find(LINEAGE.format("B1"))


def test_a_name_leads_to_the_indicator(overview):
    page = overview()
    page.click("[data-blank=B4] .tile-name a")
    page.shows("h1", "中职毕业生升入高职比例")
    page.settle()
    assert page.hash().startswith("#/indicator?id=adv_rate_hv")
    assert page.focused().tag_name == "h1", "it tells where one is"


def test_an_area_is_chosen_by_its_name(overview, server):
    page = overview()
    page.until(lambda: page.all("#area option[value='990101']"))
    page.choose("#area", "990101")
    row = figure(server, "train_persontimes", period="2024", area="990101")
    page.shows(VALUE.format("B1"), f"{row['value']:,}")


def test_language_and_theme_have_a_switch(overview):
    page = overview()
    page.click("#tool-lang")
    page.shows("h1", "Overview")
    assert "lang=en" in page.hash()
    assert page.run("return document.documentElement.dataset.theme") == (
        "light")
    page.click("#tool-theme")
    assert page.run("return document.documentElement.dataset.theme") == "dark"
    page.reload()
    assert page.run("return document.documentElement.dataset.theme") == "dark"
    page.shows("h1", "Overview")


def test_the_skip_link_leads_past_the_navigation(overview):
    page = overview()
    page.run("document.body.focus()")
    page.press(Keys.TAB)
    assert page.focused().get_attribute("class") == "skip"
    page.press(Keys.ENTER)
    assert page.focused().tag_name == "main"
    assert page.hash().startswith("#/overview")


def test_a_fault_is_told_in_the_words_of_the_service(overview):
    page = overview()
    page.allow(404, 422, 400)
    page.open("#/overview?year=2024&area=nowhere")
    page.shows(".failure", "nowhere")
    page.shows(".failure button", "重试")


def test_a_page_of_an_older_build_says_so(overview):
    """After an upgrade the files of the page that is open are gone."""
    page = overview()
    page.driver.execute_cdp_cmd("Network.setBlockedURLs", {
        "urls": ["*/pages/completeness.js"]})
    try:
        page.click(".nav a[href*=completeness]")
        page.shows(".failure", "页面无法加载")
    finally:
        page.driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})
    page.driver.get_log("browser")  # Chromium tells of what was blocked
    page.click(".failure button")
    page.shows("h1", "上报情况")
    page.settle()


def test_paper_is_white(overview):
    page = overview()
    page.prefer("dark")
    page.reload()
    page.run("window.dispatchEvent(new Event('beforeprint'))")
    assert page.run("return document.documentElement.dataset.theme") == (
        "light")
    page.run("window.dispatchEvent(new Event('afterprint'))")
    assert page.run("return document.documentElement.dataset.theme") == "dark"
